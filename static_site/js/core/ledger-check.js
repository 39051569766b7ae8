// One check of docs/ledger.md §10 while it is made, and what it answers.

/** @typedef {"ok" | "failed" | "warning" | "skipped"} Result */
/** A sentence by its key below `verify.detail.`, with what it is filled with. @typedef {{ key: string, values: Record<string, string | number> }} Detail */
/** @typedef {{ id: string, result: Result, count: number, details: Detail[], more: number }} Answer */
/** @typedef {ReturnType<typeof createCheck>} Check */

const MOST_DETAILS = 49;

/** @param {string} id */
export function createCheck(id) {
  /** @type {Detail[]} */
  const details = [];
  let more = 0;
  let failed = false;
  let warned = false;
  let skipped = false;
  let count = 0;

  /** @param {string} key @param {Record<string, any>} [values] */
  function note(key, values = {}) {
    if (details.length >= MOST_DETAILS) more++;
    else details.push({ key, values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, shown(value)])) });
  }

  return {
    id,
    note,
    /** @param {string} key @param {Record<string, any>} [values] */
    fail(key, values) {
      failed = true;
      note(key, values);
    },
    /** @param {string} key @param {Record<string, any>} [values] */
    warn(key, values) {
      warned = true;
      note(key, values);
    },
    skip() {
      skipped = true;
    },
    /** How many things were looked at. @param {number} n */
    counted(n) {
      count += n;
    },
    hasFailed: () => failed,
    /** @returns {Answer} */
    answer: () => ({ id, result: failed ? "failed" : skipped ? "skipped" : warned ? "warning" : "ok", count, details, more }),
  };
}

/** Whatever a file holds there, in short. @param {any} value */
function shown(value) {
  if (typeof value === "number") return value;
  const text = typeof value === "string" ? value : String(JSON.stringify(value));
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}

/** A hash as people tell it. @param {any} hash */
export const short = (hash) => String(hash).slice(0, 12);
