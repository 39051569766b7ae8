// What is published once a contest is over for good.
import { Unavailable, readJson } from "./site.js";

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

/** The published entries of all attempts, in as many files as there are; null before. A part that is missing is a failure: whose entry
 *  stands there would be told that it is nowhere. @param {string} slug @returns {Promise<LedgerEntry[] | null>} */
export async function readEntries(slug) {
  const folder = `/contests/${slug}/`;
  const index = await readJson(`${folder}ledger/index.json`);
  if (!index) return null;
  const paths = index.files.map((/** @type {{ path: string }} */ file) => file.path).filter((/** @type {string} */ path) => ENTRIES.test(path));
  const parts = await Promise.all(paths.map((/** @type {string} */ path) => readJson(folder + path)));
  if (parts.includes(null)) throw new Unavailable(`${folder}ledger/`);
  return parts.flat();
}
