// Scores and times that amendments changed (docs/ledger.md §6.2).
import { short } from "./ledger-check.js";
import { scoreOf, timeOf } from "./ledger-entries.js";
import { committedKey, scoreBy } from "./ledger-openings.js";
import { inForce } from "./ledger-rulings.js";
import { isCount, isObject } from "./ledger-shape.js";

/** @typedef {import("./ledger-check.js").Check} Check */
/** @typedef {import("./ledger.js").Ledger} Ledger */
/** @typedef {import("./ledger-entries.js").Entry} Entry */
/** @typedef {[starts: number, ends: number]} Interval */
/** @typedef {{ chosen: import("./ledger-openings.js").Chosen, submittedAt: number }} Opened */

/** All outages as disjoint intervals. @param {Ledger} ledger @returns {Interval[]} */
function outages(ledger) {
  /** @type {Interval[]} */
  const joined = [];
  const cuts = inForce(ledger, "outage_cut").filter(({ starts, ends }) => starts < ends).sort((a, b) => a.starts - b.starts);
  for (const { starts, ends } of cuts) {
    const last = joined[joined.length - 1];
    if (last && starts <= last[1]) last[1] = Math.max(last[1], ends);
    else joined.push([starts, ends]);
  }
  return joined;
}

/** The key after amendments; null where the question was voided. @param {Ledger} ledger @returns {(question: string) => number[] | null} */
function amendedKey(ledger) {
  const committed = committedKey(ledger);
  const voided = new Set(inForce(ledger, "question_voided").map(({ question }) => question));
  const corrected = new Map(inForce(ledger, "key_corrected").map(({ question, key }) => [question, key]));
  return (question) => (voided.has(question) ? null : corrected.get(question) || committed(question));
}

/** The score and time that rank, of an attempt that is open. @param {Ledger} ledger @param {Entry} entry @param {Opened} opened */
export function correctedResult(ledger, entry, { chosen, submittedAt }) {
  const start = submittedAt - entry.elapsed_ms;
  const cut = outages(ledger).reduce((sum, [from, to]) => sum + Math.max(0, Math.min(to, submittedAt) - Math.max(from, start)), 0);
  return { score: scoreBy(chosen, amendedKey(ledger)), elapsed: Math.max(0, entry.elapsed_ms - cut) };
}

/** @param {Check} check @param {Ledger} ledger */
export function checkCorrections(check, ledger) {
  if (!ledger.published) return check.skip();
  if (!ledger.rules) return check.fail("no_rules");
  const bounds = boundsOf(ledger);
  let sum = 0;
  for (const entry of ledger.entries) {
    sum += scoreOf(entry) - entry.score;
    if (entry.counted_score !== undefined) check.counted(1);
    checkEntry(check, ledger, entry, bounds);
  }
  if (toldOtherwise(ledger)) check.warn("amendments_differ");
  const told = toldSum(ledger);
  if (told !== sum) check.fail("correction_sum", { told: String(told), found: sum });
}

/** @param {Ledger} ledger */
function boundsOf(ledger) {
  const voided = new Set(inForce(ledger, "question_voided").map(({ question }) => question));
  const corrected = new Set(inForce(ledger, "key_corrected").map(({ question }) => question));
  return {
    most: new Set([...voided, ...corrected]).size,
    least: -[...corrected].filter((question) => !voided.has(question)).length,
    cut: outages(ledger).reduce((total, [from, to]) => total + to - from, 0),
  };
}

/** @param {Check} check @param {Ledger} ledger @param {Entry} entry @param {{ most: number, least: number, cut: number }} bounds */
function checkEntry(check, ledger, entry, { most, least, cut }) {
  const leaf = short(entry.leaf);
  if (entry.state === "reset" && entry.counted_score !== undefined) return check.fail("correction_reset", { leaf });
  const gained = scoreOf(entry) - entry.score;
  const asked = ledger.rules ? ledger.rules.asked : 0;
  if (gained > most || gained < least || scoreOf(entry) > asked) check.fail("correction_score", { leaf });
  const saved = entry.elapsed_ms - timeOf(entry);
  if (saved < 0 || saved > cut) check.fail("correction_time", { leaf });
  const opened = ledger.opened.get(entry.leaf);
  if (!opened) return;
  const { score, elapsed } = correctedResult(ledger, entry, opened);
  if (score !== scoreOf(entry)) check.fail("correction_open_score", { leaf, told: scoreOf(entry), found: score });
  if (elapsed !== timeOf(entry)) check.fail("correction_open_time", { leaf, told: timeOf(entry), found: elapsed });
}

const AMENDMENTS = ["question_voided", "key_corrected", "outage_cut", "interval_annulled"];

/** Whether people read of other amendments than those in force. @param {Ledger} ledger */
function toldOtherwise(ledger) {
  const rows = ledger.results && ledger.results.amendments;
  const telling = (/** @type {any[]} */ list) => list.filter((one) => isObject(one) && AMENDMENTS.includes(one.kind))
    .map(({ kind, question = null, starts = null, ends = null }) => JSON.stringify([kind, question, starts, ends])).sort().join();
  return Array.isArray(rows) && telling(rows) !== telling(ledger.inForce);
}

/** What results.json says that amendments gave and took; null where it can't be read. @param {Ledger} ledger */
function toldSum({ results }) {
  const rows = results && results.amendments;
  if (!Array.isArray(rows)) return null;
  const changing = rows.filter((row) => isObject(row) && (row.kind === "question_voided" || row.kind === "key_corrected"));
  if (!changing.every((row) => isCount(row.raised) && isCount(row.lowered))) return null;
  return changing.reduce((sum, row) => sum + row.raised - row.lowered, 0);
}
