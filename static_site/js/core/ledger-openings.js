// Entries that are opened in full, and the papers behind them (docs/ledger.md §5.2, §3, 1.6).
import { hexOf } from "./ledger-bytes.js";
import { short } from "./ledger-check.js";
import { misshapen } from "./ledger-commitment.js";
import { isStanding, privateHalf } from "./ledger-entries.js";
import { closeInForce } from "./ledger-rulings.js";
import { OPENING } from "./ledger-shape.js";
import { LATE_MS } from "./ledger-snapshots.js";
import { drawPaper } from "./paper.js";

/** @typedef {import("./ledger-check.js").Check} Check */
/** @typedef {import("./ledger.js").Ledger} Ledger */
/** @typedef {import("./ledger-entries.js").Entry} Entry */
/** Question id to the bank's options that were chosen, ascending; none where it was left out. @typedef {Map<string, number[]>} Chosen */

/** The hash of Q's opening. @param {any} opening @param {Ledger} ledger */
export const hashOfOpening = async (opening, { hasher }) => hexOf(await hasher.digest(privateHalf(opening)));

/**
 * What was chosen of each question of the paper, in terms of the bank.
 * @param {any} opening @param {Ledger} ledger
 * @returns {Promise<Chosen | null>} null where answers name no question of this paper, or no place of it
 */
export async function chosenOf(opening, { rules, paperKey, hasher }) {
  if (!rules || !paperKey) return null;
  const paper = await drawPaper({ contest: rules.document, paper_key: paperKey }, opening.attempt, hasher.subtle);
  const asked = new Set(paper.map(({ question }) => question.id));
  if (!Object.keys(opening.answers).every((id) => asked.has(id))) return null;
  const chosen = new Map(paper.map(({ question, shown }) =>
    [question.id, (opening.answers[question.id] || []).map((/** @type {number} */ place) => shown[place] ?? -1).sort((/** @type {number} */ a, /** @type {number} */ b) => a - b)]));
  return [...chosen.values()].flat().includes(-1) ? null : chosen;
}

/** 1.6. @param {Chosen} chosen @param {(question: string) => number[] | null} keyOf null: whatever was chosen is right */
export function scoreBy(chosen, keyOf) {
  return [...chosen].filter(([question, options]) => {
    const key = keyOf(question);
    return key === null || (key.length === options.length && [...key].sort((a, b) => a - b).every((option, at) => option === options[at]));
  }).length;
}

/** @param {Ledger} ledger @returns {(question: string) => number[]} */
export const committedKey = ({ rules }) => (question) => (rules && (rules.questions.get(question) || { key: [] }).key) || [];

/** How a leaf stands to the moment it was sealed at (4.4). @param {Ledger} ledger @param {string} leaf @param {number} submittedAt */
export function lateness(ledger, leaf, submittedAt) {
  const place = ledger.leaves.get(leaf);
  if (!place) return { late: false, wronglyMarked: false };
  const late = place.at - submittedAt > LATE_MS;
  const excused = ledger.inForce.some((ruling) => ruling.kind === "late" && ruling.leaf === leaf);
  return { late: late && !excused, wronglyMarked: late !== place.late };
}

/** Leaves of everybody who won a prize as a person. @param {Ledger} ledger @returns {string[]} */
export function winningLeaves({ results }) {
  const prizes = results && Array.isArray(results.prizes) ? results.prizes : [];
  return prizes.filter((/** @type {any} */ prize) => prize && prize.kind !== "collective" && typeof prize.leaf === "string").map((/** @type {any} */ prize) => prize.leaf);
}

/** @param {Check} check @param {Ledger} ledger */
export async function checkOpenings(check, ledger) {
  if (!ledger.published) return check.skip();
  for (const leaf of new Set(winningLeaves(ledger))) {
    const entry = ledger.byLeaf.get(leaf);
    if (!entry || entry.opening === undefined) check.fail("not_opened", { leaf: short(leaf) });
  }
  if (!ledger.rules) check.fail("no_rules");
  const attempts = new Set();
  for (const entry of ledger.entries) {
    if (entry.opening === undefined) continue;
    check.counted(1);
    if (misshapen(check, `entry ${short(entry.leaf)}, opening`, entry.opening, OPENING)) continue;
    if (attempts.has(entry.opening.attempt)) check.fail("opening_twice", { leaf: short(entry.leaf) });
    attempts.add(entry.opening.attempt);
    await checkOpened(check, ledger, entry);
  }
}

/** @param {Check} check @param {Ledger} ledger @param {Entry} entry */
async function checkOpened(check, ledger, entry) {
  const { opening } = entry;
  const leaf = short(entry.leaf);
  if ((await hashOfOpening(opening, ledger)) !== entry.q) check.fail("opening_q", { leaf });
  if (entry.prediction !== undefined && entry.prediction !== opening.prediction) check.fail("opening_prediction", { leaf });
  const { late, wronglyMarked } = lateness(ledger, entry.leaf, opening.submitted_at);
  if (late) check.fail("opening_late", { leaf });
  if (wronglyMarked) check.fail("late_mark", { leaf });
  if (!ledger.rules) return;
  const start = opening.submitted_at - entry.elapsed_ms;
  if (start < ledger.rules.opens_at || opening.submitted_at > closeInForce(ledger)) check.fail("opening_time", { leaf });
  const chosen = await chosenOf(opening, ledger);
  if (!chosen) return check.fail("opening_answers", { leaf });
  if (isStanding(entry) || entry.state === "disqualified") ledger.opened.set(entry.leaf, { chosen, submittedAt: opening.submitted_at });
  const found = scoreBy(chosen, committedKey(ledger));
  if (found !== entry.score) check.fail("opening_score", { leaf, told: entry.score, found });
}
