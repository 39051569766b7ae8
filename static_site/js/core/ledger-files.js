// The files of a published folder, each read once, and which of them there are.

/** @typedef {import("./ledger-bytes.js").Hasher} Hasher */
/** `large`: more than a file of the ledger may have. @typedef {{ bytes: Uint8Array } | { problem: "missing" | "large" }} Found */
/** @typedef {(path: string, most: number) => Promise<Found>} Read rejects where the folder can't be reached */
/** @typedef {{ path: string, size: number, hash: string, value: any, text: string, problem: "missing" | "large" | "unreadable" | null }} File */
/** @typedef {{ file: (path: string) => Promise<File>, row: (name: (number: number) => string, from: number, hint: number) => Promise<File[]> }} Folder */

const LARGEST = 50000000;
/** So many are asked for at a time. */
const WAVE = 24;
const MOST_IN_A_ROW = 20000;

/** @param {Uint8Array} bytes @param {boolean} json */
function parsed(bytes, json) {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return { value: json ? JSON.parse(text) : null, text: json ? "" : text, problem: null };
  } catch (failure) {
    return { value: null, text: "", problem: /** @type {const} */ ("unreadable") };
  }
}

/** @param {Read} read @param {Hasher} hasher @param {() => void} arrived @returns {Folder} */
export function openFolder(read, hasher, arrived) {
  /** @type {Map<string, Promise<File>>} */
  const known = new Map();

  /** @param {string} path @returns {Promise<File>} */
  async function load(path) {
    const found = await read(path, LARGEST);
    arrived();
    if ("problem" in found) return { path, size: 0, hash: "", value: null, text: "", problem: found.problem };
    const { bytes } = found;
    return { path, size: bytes.length, hash: await hasher.hex(bytes), ...parsed(bytes, path.endsWith(".json")) };
  }

  /** @param {string} path */
  function file(path) {
    const before = known.get(path);
    if (before) return before;
    const loading = load(path);
    known.set(path, loading);
    return loading;
  }

  return {
    file,
    /** Files that are numbered without gaps, up to the first that is missing; `hint`: how many there probably are. */
    async row(name, from, hint) {
      /** @type {File[]} */
      const files = [];
      while (files.length < MOST_IN_A_ROW) {
        const wave = Math.max(1, Math.min(WAVE, hint - files.length));
        const found = await Promise.all(Array.from({ length: wave }, (_, i) => file(name(from + files.length + i))));
        const end = found.findIndex(({ problem }) => problem === "missing");
        files.push(...(end < 0 ? found : found.slice(0, end)));
        if (end >= 0) break;
      }
      return files;
    },
  };
}

/** A path below the folder and nowhere else. @param {any} path */
export const isHonestPath = (path) => typeof path === "string" && path.length < 200 && /^[\w-][\w.-]*(?:\/[\w-][\w.-]*)*$/.test(path);
