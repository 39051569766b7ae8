// What is published once a contest is over for good.
import { readJson } from "./site.js";

/** @typedef {import("../core/types.js").BankQuestion} BankQuestion */
/** @typedef {import("../core/types.js").Opening} Opening */
/** @typedef {import("../core/types.js").LedgerEntry} LedgerEntry */

/** Paths in the ledger's index are those below the contest's folder. */
const ENTRIES = /^ledger\/entries(-\d+)?\.json$/;

/** All questions with their answers, once the contest is over for good. @param {string} slug @returns {Promise<{ questions: BankQuestion[] } | null>} */
export const readPractice = (slug) => readJson(`/contests/${slug}/practice.json`, { cache: "no-cache" });

/** What papers are drawn again from; null while it is secret. @param {string} slug @returns {Promise<Opening | null>} */
export async function readOpening(slug) {
  const commitment = await readJson(`/contests/${slug}/commitment.json`, { cache: "no-cache" });
  return (commitment && commitment.opening) || null;
}

/** The published entries of all attempts, in as many files as there are; null before. @param {string} slug @returns {Promise<LedgerEntry[] | null>} */
export async function readEntries(slug) {
  const index = await readJson(`/contests/${slug}/ledger/index.json`);
  if (!index) return null;
  const paths = index.files.map((/** @type {{ path: string }} */ file) => file.path).filter((/** @type {string} */ path) => ENTRIES.test(path));
  const parts = await Promise.all(paths.map((/** @type {string} */ path) => readJson(`/contests/${slug}/${path}`)));
  return parts.some(Boolean) ? parts.filter(Boolean).flat() : null;
}
