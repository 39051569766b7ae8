// The public files of a contest as the verifier reads them: whole, fresh, and never more of one than a ledger may have.
import { Unreachable } from "../core/ledger.js";

/** @typedef {import("../core/ledger-files.js").Found} Found */

const ABSENT = [403, 404];
/** Waits before asking again, in ms: of hundreds of files one may be lost on a weak link. */
const AGAIN = [300, 1500];

/** @param {number} ms */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** @param {Response} response @param {number} most bytes @returns {Promise<Found>} */
async function bodyOf(response, most) {
  if (Number(response.headers.get("Content-Length") || 0) > most) return { problem: "large" };
  if (!response.body) return { bytes: new Uint8Array(await response.arrayBuffer()) };
  const reader = response.body.getReader();
  /** @type {Uint8Array[]} */
  const parts = [];
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value);
    size += part.value.length;
    if (size > most) {
      await reader.cancel();
      return { problem: "large" };
    }
  }
  return { bytes: joined(parts, size) };
}

/** @param {Uint8Array[]} parts @param {number} size */
function joined(parts, size) {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** @param {string} base the folder's path, with a slash at its end @returns {import("../core/ledger-files.js").Read} */
export function publishedFolder(base) {
  /** @param {string} path @param {number} most @returns {Promise<Found>} */
  async function once(path, most) {
    const response = await fetch(base + path, { cache: "no-cache", credentials: "omit" });
    if (ABSENT.includes(response.status)) return { problem: "missing" };
    if (!response.ok) throw new Unreachable(path);
    return bodyOf(response, most);
  }

  return async (path, most) => {
    for (const wait of AGAIN) {
      try {
        return await once(path, most);
      } catch (failure) {
        await pause(wait);
      }
    }
    return once(path, most).catch(() => Promise.reject(new Unreachable(path)));
  };
}
