// What units did, and which of them won (docs/ledger.md §8.2).
import { same } from "./ledger-bytes.js";
import { isStanding, scoreOf } from "./ledger-entries.js";
import { climb, holdAgainst, laddersOf, placesOf } from "./ledger-places.js";
import { inForce } from "./ledger-rulings.js";

/** @typedef {import("./ledger-check.js").Check} Check */
/** @typedef {import("./ledger.js").Ledger} Ledger */
/** @typedef {{ num: number, den: number }} Ratio */
/** @typedef {{ id: string, kind: string, headcount: number, participants: number, attempts: number, correct: number, full: number, best: number, atScore: Map<number, number> }} Tally */

const METRICS = ["participants", "attempts", "participation_rate", "correct_answers", "average_score", "full_marks"];

/** In lowest terms. @param {number} num @param {number} den @returns {Ratio} */
export function ratio(num, den) {
  let [a, b] = [num, den];
  while (b) [a, b] = [b, a % b];
  return a ? { num: num / a, den: den / a } : { num: 0, den: 1 };
}

/** 0 of nothing is 0. @param {Tally} tally */
export const average = ({ correct, participants }) => (participants ? ratio(correct, participants) : { num: 0, den: 1 });
/** @param {Tally} tally */
const rate = ({ participants, headcount }) => (headcount ? ratio(Math.min(participants, headcount), headcount) : { num: 0, den: 1 });
/** Exact, however large. @param {Ratio} a @param {Ratio} b */
const compare = (a, b) => Number(BigInt(a.num) * BigInt(b.den) - BigInt(b.num) * BigInt(a.den));
/** @param {number} whole @returns {Ratio} */
const asRatio = (whole) => ({ num: whole, den: 1 });

/** What the people of each unit did, those struck from it left out. @param {Ledger} ledger @returns {Tally[]} */
export function talliesOf(ledger) {
  const { rules, entries } = ledger;
  if (!rules) return [];
  const struck = new Set(inForce(ledger, "unit_struck").map(({ leaf }) => leaf));
  /** @type {Map<string, Tally>} */
  const tallies = new Map([...rules.units].map(([id, unit]) =>
    [id, { id, ...unit, participants: 0, attempts: 0, correct: 0, full: 0, best: -1, atScore: new Map() }]));
  for (const entry of entries) {
    const tally = tallies.get(entry.unit);
    if (!tally || !isStanding(entry) || struck.has(entry.leaf)) continue;
    tally.attempts++;
    if (entry.state !== "counted") continue;
    const score = scoreOf(entry);
    tally.participants++;
    tally.correct += score;
    tally.full += Number(score === rules.asked);
    tally.best = Math.max(tally.best, score);
    tally.atScore.set(score, (tally.atScore.get(score) || 0) + 1);
  }
  return [...tallies.values()];
}

/** Which score `full_marks` counts, and what each unit is measured by. @param {string} metric @param {Tally[]} tallies @param {number} asked */
function measured(metric, tallies, asked) {
  const best = Math.max(...tallies.map((tally) => tally.best));
  const counts = best < 0 ? asked : best;
  /** @type {Record<string, (tally: Tally) => number | Ratio>} */
  const read = {
    participants: (tally) => tally.participants, attempts: (tally) => tally.attempts, correct_answers: (tally) => tally.correct,
    participation_rate: rate, average_score: average, full_marks: (tally) => tally.atScore.get(counts) || 0,
  };
  return { read: read[metric], atScore: metric === "full_marks" && counts !== asked ? counts : undefined };
}

/** @param {import("./ledger-rules.js").Prize} prize */
const conditions = ({ metric, unit_kind, min_participants, min_rate }) => JSON.stringify([metric, unit_kind ?? null, min_participants ?? null, min_rate ?? null]);

/** @param {Check} check @param {Ledger} ledger @param {any[]} rows */
export async function checkUnitPrizes(check, ledger, rows) {
  const { rules } = ledger;
  if (!rules) return;
  const tallies = talliesOf(ledger);
  const passing = new Set([...inForce(ledger, "prize_refused"), ...inForce(ledger, "prize_unclaimed")].map(({ unit }) => unit));
  const won = new Set();
  let at = 0;
  for (const ladder of laddersOf(rules.prizes.collective, conditions)) {
    const metric = String(ladder[0].metric);
    if (!METRICS.includes(metric)) return check.fail("prize_metric", { metric });
    const { read, atScore } = measured(metric, tallies, rules.asked);
    const groups = groupsOf(tallies.filter((tally) => admits(ladder[0], tally) && !passing.has(tally.id) && !(rules.oneCollective && won.has(tally.id))), read);
    const { spans, undecided } = await climb(ledger, placesOf(ladder), groups);
    if (undecided) return check.fail("prize_undecided", { prize: undecided });
    const count = spans.reduce((sum, span) => sum + span.rows.length, 0);
    const given = rows.slice(at, at + count);
    for (const winner of holdAgainst(check, spans, given, (row) => row.unit)) won.add(winner);
    for (const row of given) {
      const tally = tallies.find(({ id }) => id === row.unit);
      const right = tally && row.metric === metric && same(row.value, read(tally)) && row.at_score === atScore;
      if (!right) check.fail("prize_value", { title: row.title });
    }
    at += count;
  }
  if (rows.length > at) check.fail("prize_more", { title: rows[at].title });
}

/** @param {import("./ledger-rules.js").Prize} prize @param {Tally} tally */
function admits({ unit_kind, min_participants, min_rate }, tally) {
  const { num, den } = rate(tally);
  return (unit_kind == null || tally.kind === unit_kind) && tally.participants >= (min_participants ?? 0) && num * 100 >= (min_rate ?? 0) * den;
}

/** Units with the same value and as many participants together, the best first; whose value is 0 wins nothing. @param {Tally[]} tallies @param {(tally: Tally) => number | Ratio} read */
function groupsOf(tallies, read) {
  const valued = tallies.map((tally) => {
    const value = read(tally);
    return { tally, value: typeof value === "number" ? asRatio(value) : value };
  }).filter(({ value }) => value.num > 0);
  const order = (/** @type {typeof valued[0]} */ a, /** @type {typeof valued[0]} */ b) => compare(b.value, a.value) || b.tally.participants - a.tally.participants;
  /** @type {string[][]} */
  const groups = [];
  valued.sort(order).forEach((one, at) => {
    if (at > 0 && order(valued[at - 1], one) === 0) groups[groups.length - 1].push(one.tally.id);
    else groups.push([one.tally.id]);
  });
  return groups;
}
