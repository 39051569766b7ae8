// Checks a contest with its published files alone, as docs/ledger.md §10 says. Pure: files, receipts and the clock are handed in.
import { createHasher } from "./ledger-bytes.js";
import { createCheck } from "./ledger-check.js";
import { checkCommitment } from "./ledger-commitment.js";
import { checkCorrections } from "./ledger-corrections.js";
import { checkEntries } from "./ledger-entries.js";
import { openFolder } from "./ledger-files.js";
import { checkFiles } from "./ledger-index.js";
import { checkOpenings } from "./ledger-openings.js";
import { checkPrizes } from "./ledger-prizes.js";
import { checkRanking } from "./ledger-ranking.js";
import { checkReceipts } from "./ledger-receipts.js";
import { checkRulings } from "./ledger-rulings.js";
import { isObject } from "./ledger-shape.js";
import { checkSnapshots, placesOfLeaves, readCheckpoint } from "./ledger-snapshots.js";

/** @typedef {import("./ledger-check.js").Answer} Answer */
/** @typedef {import("./ledger-check.js").Check} Check */
/** @typedef {import("./ledger-entries.js").Entry} Entry */
/** @typedef {import("./ledger-files.js").File} File */
/** @typedef {import("./ledger-receipts.js").Receipt} Receipt */
/** @typedef {import("./ledger-receipts.js").Told} Told */
/** @typedef {import("./ledger-snapshots.js").Checkpoint} Checkpoint */
/** @typedef {"read" | "entries" | "files"} Stage */
/** `of` is 0 where nobody knows how many there are. @typedef {(stage: Stage, done: number, of: number) => void} Progress */
/** @typedef {{ read: import("./ledger-files.js").Read, subtle: SubtleCrypto, now: number, receipts?: Receipt[], checkpoints?: Checkpoint[], progress?: Progress }} Asked */
/** @typedef {{ slug: string, results: boolean, final: boolean, snapshots: number, leaves: number, checkpoint: string | null,
 *              checks: Answer[], receipts: Told[], ok: boolean }} Report */
/** What is known while it is checked. `published`: results are, so everything is due. `opened`: what opened entries chose.
 *  @typedef {{ slug: string, folder: import("./ledger-files.js").Folder, hasher: import("./ledger-bytes.js").Hasher, now: number, receipts: Receipt[],
 *              checkpoints: Checkpoint[], contestFile: File, commitmentFile: File, checkpointFile: File, resultsFile: File, indexFile: File, rulingsFile: File,
 *              snapshots: File[], entryFiles: File[], results: any, published: boolean, final: boolean, units: Set<string> | null,
 *              leaves: ReturnType<typeof placesOfLeaves>, rules: import("./ledger-rules.js").Rules | null, paperKey: string | null, entries: Entry[],
 *              byLeaf: Map<string, Entry>, inForce: import("./ledger-rulings.js").Ruling[], opened: Map<string, import("./ledger-corrections.js").Opened> }} Ledger */

export const CHECKS = /** @type {const} */ (["files", "commitment", "snapshots", "entries", "openings", "rulings", "corrections", "ranking", "prizes", "receipt"]);

/** What a check takes for right that another one checks. @type {Record<string, string[]>} */
const LEANS_ON = {
  entries: ["commitment", "snapshots"],
  rulings: ["commitment", "entries"],
  openings: ["commitment", "entries", "rulings"],
  corrections: ["commitment", "entries", "rulings", "openings"],
  ranking: ["commitment", "entries", "rulings", "corrections"],
  prizes: ["commitment", "entries", "rulings", "corrections", "ranking"],
  receipt: ["commitment", "snapshots", "entries", "rulings"],
};

/** There is no contest in this folder that could be checked. */
export class NothingToCheck extends Error {}

/** The folder can't be reached: nothing is said of what was not read. */
export class Unreachable extends Error {}

/** @param {number} number */
const snapshotName = (number) => `ledger/snapshots/${String(number).padStart(4, "0")}.json`;
/** @param {number} number */
const entriesName = (number) => (number ? `ledger/entries-${String(number).padStart(4, "0")}.json` : "ledger/entries.json");

/** @param {Asked} asked @returns {Promise<Ledger>} rejects with NothingToCheck */
async function readLedger({ read, subtle, now, receipts = [], checkpoints = [], progress = () => undefined }) {
  const hasher = createHasher(subtle);
  let arrived = 0;
  const folder = openFolder(read, hasher, () => progress("read", ++arrived, 0));
  const names = ["contest.json", "commitment.json", "ledger/checkpoint.txt", "results.json", "ledger/index.json", "ledger/rulings.json"];
  const [contestFile, commitmentFile, checkpointFile, resultsFile, indexFile, rulingsFile] = await Promise.all(names.map(folder.file));
  const contest = isObject(contestFile.value) ? contestFile.value : {};
  const slug = [contest, commitmentFile.value || {}].map((file) => file.slug).find((one) => typeof one === "string");
  if (slug === undefined) throw new NothingToCheck();
  const hint = readCheckpoint(checkpointFile.text);
  const listed = isObject(indexFile.value) && Array.isArray(indexFile.value.files) ? indexFile.value.files : [];
  const parts = listed.filter((/** @type {any} */ one) => one && /^ledger\/entries/.test(String(one.path))).length;
  const [snapshots, entryFiles] = await Promise.all([folder.row(snapshotName, 1, hint ? hint.number : 0), folder.row(entriesName, 0, parts)]);
  const last = snapshots[snapshots.length - 1];
  return { slug, folder, hasher, now, receipts, checkpoints, contestFile, commitmentFile, checkpointFile, resultsFile, indexFile, rulingsFile, snapshots,
    entryFiles, results: isObject(resultsFile.value) ? resultsFile.value : null,
    published: resultsFile.problem !== "missing",
    final: Boolean(last && last.value && last.value.final === true), units: unitsOf(contest), leaves: placesOfLeaves(snapshots),
    rules: null, paperKey: null, entries: [], byLeaf: new Map(), inForce: [], opened: new Map() };
}

/** @param {any} contest @returns {Set<string> | null} */
function unitsOf({ units }) {
  return Array.isArray(units) ? new Set(units.map((unit) => String(unit && unit.id))) : null;
}

/**
 * @param {Asked} asked
 * @returns {Promise<Report>} rejects with NothingToCheck, and where `read` does
 */
export async function verify(asked) {
  const progress = asked.progress || (() => undefined);
  const ledger = await readLedger(asked);
  /** @type {Told[]} */
  let receipts = [];
  /** In the order in which they need one another. @type {[typeof CHECKS[number], (check: Check) => any][]} */
  const steps = [
    ["commitment", (check) => checkCommitment(check, ledger)],
    ["snapshots", (check) => checkSnapshots(check, ledger)],
    ["entries", (check) => checkEntries(check, ledger, (done, of) => progress("entries", done, of))],
    ["rulings", (check) => checkRulings(check, ledger)],
    ["openings", (check) => checkOpenings(check, ledger)],
    ["corrections", (check) => checkCorrections(check, ledger)],
    ["ranking", (check) => checkRanking(check, ledger)],
    ["prizes", (check) => checkPrizes(check, ledger)],
    ["files", (check) => checkFiles(check, ledger, (done, of) => progress("files", done, of))],
  ];
  if (ledger.receipts.length) steps.push(["receipt", async (check) => void (receipts = await checkReceipts(check, ledger))]);
  /** @type {Map<string, Answer>} */
  const answers = new Map();
  for (const [id, step] of steps) answers.set(id, await answerOf(id, step, answers));
  const checks = CHECKS.flatMap((id) => answers.get(id) || []);
  return { slug: ledger.slug, results: ledger.published, final: ledger.final, snapshots: ledger.snapshots.length,
    leaves: ledger.leaves.size, checkpoint: readCheckpoint(ledger.checkpointFile.text) && ledger.checkpointFile.text.trim(), checks, receipts, ok: checks.every(({ result }) => result !== "failed") };
}

/** Whatever files hold, a check answers. @param {string} id @param {(check: Check) => any} step @param {Map<string, Answer>} before */
async function answerOf(id, step, before) {
  const check = createCheck(id);
  try {
    await step(check);
  } catch (failure) {
    if (failure instanceof Unreachable) throw failure;
    check.fail("unexpected", { what: String(failure) });
  }
  for (const other of LEANS_ON[id] || []) {
    const found = before.get(other);
    if (found && found.result === "failed" && check.answer().result === "ok") check.warn("leans_on", { check: other });
  }
  return check.answer();
}
