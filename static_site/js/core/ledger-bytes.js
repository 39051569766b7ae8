// What the ledger is made of (docs/ledger.md, Notation): bytes, hex, canonical JSON, hashes.

/** Messages of many hashes are made and given away in portions, so that they never all lie in memory. */
const PORTION = 2000;
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const encoder = new TextEncoder();

/** What canonical JSON does not know: fractions, and whole numbers beyond 2^53 − 1. */
export class NotCanonical extends Error {}

/** @param {string} text */
export const utf8 = (text) => encoder.encode(text);

/** @param {Uint8Array} bytes @param {number} [from] @param {number} [to] */
export function hexOf(bytes, from = 0, to = bytes.length) {
  let hex = "";
  for (let at = from; at < to; at++) hex += HEX[bytes[at]];
  return hex;
}

/** @param {string} hex an even number of digits @param {Uint8Array} [into] @param {number} [at] */
export function bytesOf(hex, into = new Uint8Array(hex.length / 2), at = 0) {
  for (let i = 0; i < hex.length; i += 2) into[at + i / 2] = parseInt(hex.slice(i, i + 2), 16);
  return into;
}

/** RFC 8785 for what the ledger holds. Names are ASCII, so UTF-16 order is that of bytes. @param {any} value @returns {string} */
export function canonical(value) {
  if (typeof value === "number" && !Number.isSafeInteger(value)) throw new NotCanonical(String(value));
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  return `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
}

/** The same, where what is not canonical is a difference and no failure. @param {any} a @param {any} b */
export function same(a, b) {
  try {
    return canonical(a) === canonical(b);
  } catch (failure) {
    return false;
  }
}

/** @typedef {ReturnType<typeof createHasher>} Hasher */

/** @param {SubtleCrypto} subtle the browser's own: nothing is hashed by hand */
export function createHasher(subtle) {
  /** @param {Uint8Array} bytes */
  const digest = async (bytes) => new Uint8Array(await subtle.digest("SHA-256", /** @type {BufferSource} */ (bytes)));

  return {
    subtle,
    digest,
    /** @param {Uint8Array} bytes */
    hex: async (bytes) => hexOf(await digest(bytes)),
    /** @param {any} value @returns {Promise<string>} of its canonical JSON. Rejects with NotCanonical. */
    hexOfJson: async (value) => hexOf(await digest(utf8(canonical(value)))),
    /**
     * The hashes of many messages, one after the other in one array: 32 bytes each.
     * @param {number} count @param {(at: number) => Uint8Array} message @param {(done: number) => void} [progress]
     */
    async many(count, message, progress) {
      const hashes = new Uint8Array(count * 32);
      for (let from = 0; from < count; from += PORTION) {
        const portion = Array.from({ length: Math.min(PORTION, count - from) }, (_, i) => digest(message(from + i)));
        (await Promise.all(portion)).forEach((hash, i) => hashes.set(hash, (from + i) * 32));
        if (progress) progress(from + portion.length);
      }
      return hashes;
    },
  };
}
