// The ranks that the rules give (docs/ledger.md §7).
import { short } from "./ledger-check.js";
import { isStanding, personOf, scoreOf, timeOf } from "./ledger-entries.js";
import { isObject, isWhole } from "./ledger-shape.js";

/** @typedef {import("./ledger-check.js").Check} Check */
/** @typedef {import("./ledger.js").Ledger} Ledger */
/** @typedef {import("./ledger-entries.js").Entry} Entry */

const KEYS = ["score", "elapsed", "prediction", "attempts", "submitted_at", "registered_at"];
const HIDDEN = ["submitted_at", "registered_at"];

/** The value that predictions are held against (§7). @param {Ledger} ledger */
function targetOf({ rules, entries }) {
  const standing = entries.filter(isStanding);
  if (!rules || !rules.target) return null;
  if (rules.target === "attempts") return standing.length;
  if (rules.target === "participants") return standing.filter(({ state }) => state === "counted").length;
  return new Set(standing.filter((entry) => scoreOf(entry) === rules.asked).map(personOf)).size;
}

/**
 * What an entry is compared by, the smaller the better, for each public key.
 * @param {string[]} keys @param {number | null} target
 * @returns {(entry: Entry) => number[]}
 */
function measures(keys, target) {
  /** @type {Record<string, (entry: Entry) => number>} */
  const read = {
    score: (entry) => -scoreOf(entry),
    elapsed: timeOf,
    prediction: ({ prediction }) => (typeof prediction === "number" && target !== null ? Math.abs(prediction - target) : Infinity),
    attempts: ({ attempts }) => attempts ?? 0,
  };
  return (entry) => keys.map((key) => read[key](entry));
}

/** @param {number[]} a @param {number[]} b */
function compare(a, b) {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at < 0 ? 0 : a[at] < b[at] ? -1 : 1;
}

/** @param {Check} check @param {Ledger} ledger */
export function checkRanking(check, ledger) {
  if (!ledger.published) return check.skip();
  const { rules } = ledger;
  if (!rules) return check.fail("no_rules");
  const strange = rules.order.find((key) => !KEYS.includes(key));
  if (strange !== undefined) return check.fail("ranking_key", { key: strange });
  const target = targetOf(ledger);
  checkTarget(check, ledger, target);
  const end = rules.order.findIndex((key) => HIDDEN.includes(key));
  const measure = measures(end < 0 ? rules.order : rules.order.slice(0, end), target);
  const counted = ledger.entries.filter(({ state, rank }) => state === "counted" && rank !== null).map((entry) => ({ entry, by: measure(entry) }));
  counted.sort((a, b) => compare(a.by, b.by) || Number(a.entry.rank) - Number(b.entry.rank));
  let hanging = 0;
  for (let from = 0, to = 0; from < counted.length; from = to) {
    while (to < counted.length && compare(counted[from].by, counted[to].by) === 0) to++;
    const group = counted.slice(from, to).map(({ entry }) => entry);
    if (end < 0) checkEqual(check, group, from + 1);
    else checkHanging(check, group, from, rules.order[end]);
    if (end >= 0 && group.length > 1) hanging += group.length;
  }
  checkBest(check, ledger, measure);
  check.counted(counted.length);
  if (hanging) check.note("rank_hidden", { count: hanging });
}

/** @param {Check} check @param {Ledger} ledger @param {number | null} target */
function checkTarget(check, { rules, results }, target) {
  if (!rules || (rules.target === null && !rules.order.includes("prediction"))) return;
  const told = results && results.prediction;
  const right = isObject(told) && isWhole(told.value) && told.target === rules.target && told.value === target;
  if (!right) check.fail("prediction", { found: String(target) });
}

/** @param {Check} check @param {Entry[]} group @param {number} rank */
function checkEqual(check, group, rank) {
  for (const entry of group) {
    if (entry.rank !== rank) check.fail("rank", { leaf: short(entry.leaf), told: String(entry.rank), found: rank });
  }
}

/** Among those equal in all that is public. @param {Check} check @param {Entry[]} group by rank @param {number} better @param {string} hidden */
function checkHanging(check, group, better, hidden) {
  group.forEach((entry, at) => {
    const free = at > 0 && entry.rank === group[at - 1].rank;
    if (!free && entry.rank !== better + at + 1) check.fail("rank", { leaf: short(entry.leaf), told: String(entry.rank), found: better + at + 1 });
  });
  if (hidden !== "submitted_at") return;
  const opened = group.filter(({ opening }) => opening && isWhole(opening.submitted_at)).sort((a, b) => a.opening.submitted_at - b.opening.submitted_at);
  let highest = 0;
  let before = -1;
  for (let at = 0; at < opened.length; at++) {
    if (at > 0 && opened[at].opening.submitted_at > opened[at - 1].opening.submitted_at) before = highest;
    if (before >= 0 && Number(opened[at].rank) <= before) check.fail("rank_submitted", { leaf: short(opened[at].leaf) });
    highest = Math.max(highest, Number(opened[at].rank));
  }
}

/** Nobody stands with anything but their best. @param {Check} check @param {Ledger} ledger @param {(entry: Entry) => number[]} measure */
function checkBest(check, { entries, byLeaf }, measure) {
  for (const entry of entries) {
    const best = entry.state === "not_best" && entry.best !== undefined ? byLeaf.get(entry.best) : undefined;
    if (best && compare(measure(entry), measure(best)) < 0) check.fail("rank_best", { leaf: short(entry.leaf) });
  }
}
