// The index: every file as it was published (docs/ledger.md §9).
import { misshapen, unread } from "./ledger-commitment.js";
import { isHonestPath } from "./ledger-files.js";
import { isCount, isHash, isObject, isText, listOf } from "./ledger-shape.js";

/** @typedef {import("./ledger-check.js").Check} Check */
/** @typedef {import("./ledger.js").Ledger} Ledger */

const MOST_FILES = 30000;
const AT_A_TIME = 24;
const INDEX = { slug: isText, run: isText, files: listOf(isObject) };
const LISTED = { path: isHonestPath, bytes: isCount, sha256: isHash };
const DUE = ["contest.json", "rules.json", "commitment.json", "practice.json", "stats.json", "results.json", "ledger/checkpoint.txt"];

/** @param {Check} check @param {Ledger} ledger @param {(done: number, of: number) => void} progress */
export async function checkFiles(check, ledger, progress) {
  const { indexFile, results } = ledger;
  if (!ledger.published && indexFile.problem === "missing") return check.skip();
  if (ledger.resultsFile.problem) check.fail(`file_${ledger.resultsFile.problem}`, { path: "results.json" });
  if (unread(check, indexFile) || misshapen(check, indexFile.path, indexFile.value, INDEX)) return;
  const { slug, run, files } = indexFile.value;
  if (slug !== ledger.slug) check.fail("slug", { path: indexFile.path });
  if (!results || run !== results.run) check.fail("index_run");
  if (files.length > MOST_FILES) return check.fail("index_most");
  const listed = files.filter((/** @type {any} */ one, /** @type {number} */ at) => !misshapen(check, `${indexFile.path}, ${at + 1}`, one, LISTED));
  const paths = new Set(listed.map((/** @type {any} */ one) => one.path));
  if (paths.size !== listed.length) check.fail("index_twice");
  for (const path of duePaths(ledger)) if (!paths.has(path)) check.fail("index_lacks", { path });
  check.counted(listed.length);
  for (let from = 0; from < listed.length; from += AT_A_TIME) {
    await Promise.all(listed.slice(from, from + AT_A_TIME).map((/** @type {any} */ one) => checkFile(check, ledger, one)));
    progress(Math.min(from + AT_A_TIME, listed.length), listed.length);
  }
}

/** What must be listed, as far as it is known to be there. @param {Ledger} ledger */
function duePaths({ snapshots, entryFiles, rulingsFile, results }) {
  const earlier = results && Array.isArray(results.amendments) ? results.amendments.map((/** @type {any} */ one) => one && one.path).filter(isHonestPath) : [];
  return [...DUE, rulingsFile.path, ...[...snapshots, ...entryFiles].map(({ path }) => path), ...earlier];
}

/** @param {Check} check @param {Ledger} ledger @param {{ path: string, bytes: number, sha256: string }} listed */
async function checkFile(check, { folder }, { path, bytes, sha256 }) {
  const file = await folder.file(path);
  if (file.problem === "missing" || file.problem === "large") return check.fail(`file_${file.problem}`, { path });
  if (file.size !== bytes) check.fail("file_size", { path, told: bytes, found: file.size });
  else if (file.hash !== sha256) check.fail("file_hash", { path });
}
