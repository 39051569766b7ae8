// An attempt among the published ones, by its reference number.

/** @typedef {import("./types.js").LedgerEntry} LedgerEntry */

const SHORTEST = 8;
const WHOLE = 64;

/** A reference as copied from a receipt, or its beginning; null where it can be none. @param {string} typed */
export function readLeaf(typed) {
  const leaf = typed.replace(/[\s.…-]/g, "").toLowerCase();
  return leaf.length >= SHORTEST && leaf.length <= WHOLE && /^[0-9a-f]+$/.test(leaf) ? leaf : null;
}

/**
 * @template {{ leaf: string }} T
 * @param {T[]} entries @param {string} beginning
 * @returns {T | "none" | "several"}
 */
export function entryOf(entries, beginning) {
  const found = entries.filter(({ leaf }) => leaf.startsWith(beginning));
  if (found.length > 1) return "several";
  return found.length ? found[0] : "none";
}
