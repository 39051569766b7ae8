// Receipts held against what is published (docs/ledger.md 1.7, 4.4, 6.2).
import { short } from "./ledger-check.js";
import { isStanding, leavesOf, scoreOf, timeOf } from "./ledger-entries.js";
import { correctedResult } from "./ledger-corrections.js";
import { chosenOf, committedKey, hashOfOpening, lateness, scoreBy, winningLeaves } from "./ledger-openings.js";
import { isAnnulled } from "./ledger-rulings.js";
import { OPENING, isCount, isHash, isObject, isUnit, wrongMember } from "./ledger-shape.js";
import { LATE_MS } from "./ledger-snapshots.js";

/** @typedef {import("./ledger-check.js").Check} Check */
/** @typedef {import("./ledger.js").Ledger} Ledger */
/** A receipt, or its reference number alone where `opening` is null. @typedef {{ leaf: string, elapsed_ms: number, unit: string, opening: any } | { leaf: string, opening: null }} Receipt */
/** What became of a receipt, for its holder. `whole`: more than a reference number; `snapshot`: the number of the one that has its leaf, with its moment.
 *  @typedef {{ leaf: string, whole: boolean, result: "ok" | "failed" | "warning" | "skipped", snapshot: { number: number, at: number } | null,
 *              entry: { score: number, elapsed: number, sealedScore: number, sealedElapsed: number, rank: number | null, state: string, unit: string } | null }} Told */

const RECEIPT = { leaf: isHash, elapsed_ms: isCount, unit: isUnit, opening: (/** @type {any} */ value) => wrongMember(value, OPENING) === null };
const REFERENCE = /(?:^|[^0-9a-f])([0-9a-f]{64})(?![0-9a-f])/i;

/**
 * A receipt as the quiz saves it, as the API gives it, or any text that has its reference number.
 * @param {string} text
 * @returns {Receipt | null}
 */
export function readReceiptText(text) {
  const saved = parsed(text);
  const receipt = isObject(saved) && isObject(saved.receipt) ? saved.receipt : saved;
  if (isObject(receipt) && wrongMember(receipt, RECEIPT) === null) return receipt;
  if (isObject(saved)) return null;
  // In pictures and on paper the number stands in groups.
  const found = REFERENCE.exec(text) || REFERENCE.exec(text.replace(/[\s-]+(?=[0-9a-f])/gi, "").replace(/[^\x21-\x7e]/g, " "));
  return found && { leaf: found[1].toLowerCase(), opening: null };
}

/** @param {string} text @returns {any} */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch (other) {
    return null;
  }
}

/** @param {Check} check @param {Ledger} ledger @returns {Promise<Told[]>} */
export async function checkReceipts(check, ledger) {
  /** @type {Told[]} */
  const told = [];
  for (const receipt of ledger.receipts) told.push(await checkReceipt(check, ledger, receipt));
  check.counted(told.length);
  if (told.length && told.every(({ result }) => result === "skipped")) check.skip();
  return told;
}

/** @param {Check} check @param {Ledger} ledger @param {Receipt} receipt @returns {Promise<Told>} */
async function checkReceipt(check, ledger, receipt) {
  const leaf = short(receipt.leaf);
  const place = ledger.leaves.get(receipt.leaf);
  const snapshot = place ? { number: place.number, at: place.at } : null;
  let failed = false;
  const fail = (/** @type {string} */ key, values = {}) => {
    failed = true;
    check.fail(key, { leaf, ...values });
  };
  const entry = ledger.byLeaf.get(receipt.leaf);
  const told = (/** @type {Told["result"]} */ result) => ({ leaf: receipt.leaf, whole: Boolean(receipt.opening), result: failed ? /** @type {const} */ ("failed") : result, snapshot, entry: entry ? resultOf(entry) : null });

  if (!ledger.published) return told(checkWaiting(check, ledger, receipt, snapshot, fail));
  if (!entry || !place) {
    fail(entry ? "receipt_no_snapshot" : "receipt_none");
    return told("failed");
  }
  const [found] = await leavesOf([entry], ledger.hasher);
  if (found !== receipt.leaf) fail("receipt_leaf");
  if (!receipt.opening) {
    check.note("receipt_reference", { leaf });
    return told("ok");
  }
  await checkOpening(ledger, receipt, entry, fail);
  const { late, wronglyMarked } = lateness(ledger, receipt.leaf, receipt.opening.submitted_at);
  if (wronglyMarked) fail("late_mark");
  if (late && winningLeaves(ledger).includes(receipt.leaf)) fail("opening_late");
  else if (late) check.warn("receipt_late", { leaf });
  return told(late ? "warning" : "ok");
}

/** Before the entries are published. @param {Check} check @param {Ledger} ledger @param {Receipt} receipt @param {Told["snapshot"]} snapshot @param {(key: string) => void} fail @returns {Told["result"]} */
function checkWaiting(check, ledger, { leaf, opening }, snapshot, fail) {
  if (snapshot) {
    check.note("receipt_in_snapshot", { leaf: short(leaf), number: snapshot.number });
    return "ok";
  }
  const due = ledger.final || (opening && ledger.now > opening.submitted_at + LATE_MS);
  if (due) fail("receipt_no_snapshot");
  else check.note("receipt_waiting", { leaf: short(leaf) });
  return "skipped";
}

/** 1.7, steps 1, 3 and 5; 6.1 and 6.2. @param {Ledger} ledger @param {any} receipt @param {import("./ledger-entries.js").Entry} entry @param {(key: string, values?: any) => void} fail */
async function checkOpening(ledger, receipt, entry, fail) {
  const { opening } = receipt;
  if ((await hashOfOpening(opening, ledger)) !== entry.q) fail("receipt_q");
  if (entry.prediction !== undefined && entry.prediction !== opening.prediction) fail("opening_prediction");
  if (entry.elapsed_ms !== receipt.elapsed_ms || entry.unit !== receipt.unit) fail("receipt_entry");
  if (isStanding(entry) && isAnnulled(ledger, opening.submitted_at)) fail("state_annulled");
  if (!ledger.rules) return fail("no_rules");
  const chosen = await chosenOf(opening, ledger);
  if (!chosen) return fail("opening_answers");
  const score = scoreBy(chosen, committedKey(ledger));
  if (score !== entry.score) fail("opening_score", { told: entry.score, found: score });
  if (entry.state === "reset") return;
  const right = correctedResult(ledger, entry, { chosen, submittedAt: opening.submitted_at });
  if (right.score !== scoreOf(entry)) fail("correction_open_score", { told: scoreOf(entry), found: right.score });
  if (right.elapsed !== timeOf(entry)) fail("correction_open_time", { told: timeOf(entry), found: right.elapsed });
}

/** @param {import("./ledger-entries.js").Entry} entry */
const resultOf = (entry) => ({ score: scoreOf(entry), elapsed: timeOf(entry), sealedScore: entry.score, sealedElapsed: entry.elapsed_ms, rank: entry.rank, state: entry.state, unit: entry.unit });
