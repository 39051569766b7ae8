// Who must have won what (docs/ledger.md §8.1, 8.2 and the manual prizes of 8.4).
import { same } from "./ledger-bytes.js";
import { short } from "./ledger-check.js";
import { misshapen } from "./ledger-commitment.js";
import { isStanding, personOf, scoreOf, timeOf } from "./ledger-entries.js";
import { climb, holdAgainst, laddersOf, placesOf } from "./ledger-places.js";
import { inForce } from "./ledger-rulings.js";
import { isCount, isFlag, isHash, isObject, isText, isUnit, listOf, oneOf } from "./ledger-shape.js";
import { checkTotals } from "./ledger-totals.js";
import { checkUnitPrizes } from "./ledger-units.js";

/** @typedef {import("./ledger-check.js").Check} Check */
/** @typedef {import("./ledger.js").Ledger} Ledger */
/** @typedef {import("./ledger-rules.js").Prize} Prize */
/** A row of `prizes` in results.json. @typedef {any} Row */

const RESULTS = { slug: isText, published_at: isCount, run: isText, totals: isObject, prizes: listOf(isObject), units: listOf(isObject), amendments: listOf(isObject) };
const ROW = { kind: oneOf("individual", "collective", "manual"), title: isText, amount_vnd: isCount };
const PERSON = { leaf: isHash, unit: isUnit, score: isCount, elapsed_ms: isCount, name: isText };

/** @param {Check} check @param {Ledger} ledger */
export async function checkPrizes(check, ledger) {
  const { results, rules } = ledger;
  if (!ledger.published) return check.skip();
  if (misshapen(check, "results.json", results, RESULTS)) return;
  if (results.slug !== ledger.slug) check.fail("slug", { path: "results.json" });
  if (!rules) return check.fail("no_rules");
  const rows = results.prizes.filter((/** @type {Row} */ row, /** @type {number} */ at) => isReadableRow(check, row, at + 1));
  for (const row of rows) if (row.leaf !== undefined) checkPerson(check, ledger, row);
  const of = (/** @type {string} */ kind) => rows.filter((/** @type {Row} */ row) => row.kind === kind);
  await checkIndividuals(check, ledger, of("individual"));
  await checkUnitPrizes(check, ledger, of("collective"));
  checkManual(check, ledger, of("manual"));
  checkTotals(check, ledger);
  check.counted(rows.length);
}

/** @param {Check} check @param {Row} row @param {number} number */
function isReadableRow(check, row, number) {
  const where = `results.json, prizes ${number}`;
  if (misshapen(check, where, row, ROW)) return false;
  if (row.kind !== "manual" && misshapen(check, where, row, { tied: isFlag })) return false;
  const person = row.kind === "individual" || row.leaf !== undefined;
  return !misshapen(check, where, row, person ? PERSON : { unit: isUnit });
}

/** A winner's row says what their entry says. @param {Check} check @param {Ledger} ledger @param {Row} row */
function checkPerson(check, { byLeaf }, row) {
  const leaf = short(row.leaf);
  const entry = byLeaf.get(row.leaf);
  if (!entry) return check.fail("winner_strange", { leaf });
  const changed = entry.counted_score !== undefined;
  const sealed = changed ? [entry.score, entry.elapsed_ms] : [undefined, undefined];
  const told = [row.unit, row.score, row.elapsed_ms, row.sealed_score, row.sealed_elapsed_ms];
  const right = [entry.unit, scoreOf(entry), timeOf(entry), ...sealed];
  if (told.some((value, at) => value !== right[at])) check.fail("winner_differs", { leaf });
  const foretold = entry.prediction ?? (entry.opening && entry.opening.prediction);
  if (row.prediction !== undefined && row.prediction !== (foretold ?? null)) check.fail("winner_differs", { leaf });
}

/** @param {Prize} prize */
const conditions = ({ category, full_marks_only, min_score }) => JSON.stringify([category ?? null, Boolean(full_marks_only), min_score ?? null]);

/** @param {Check} check @param {Ledger} ledger @param {Row[]} rows */
async function checkIndividuals(check, ledger, rows) {
  const { rules } = ledger;
  if (!rules) return;
  const passing = peopleWhoPass(ledger);
  const won = new Set();
  let at = 0;
  for (const ladder of laddersOf(rules.prizes.individual, conditions)) {
    const [{ category, full_marks_only, min_score }] = ladder;
    const least = Math.max(full_marks_only ? rules.asked : 0, min_score ?? 0);
    const able = ledger.entries.filter((entry) => entry.state === "counted" && (category == null || entry.category === category) &&
      scoreOf(entry) >= least && !won.has(entry.leaf) && !passing.has(entry.leaf));
    const { spans, undecided } = await climb(ledger, placesOf(ladder), groupsByRank(able));
    if (undecided) return check.fail("prize_undecided", { prize: undecided });
    const count = spans.reduce((sum, span) => sum + span.rows.length, 0);
    for (const winner of holdAgainst(check, spans, rows.slice(at, at + count), (row) => row.leaf)) won.add(winner);
    at += count;
  }
  if (rows.length > at) check.fail("prize_more", { title: rows[at].title });
}

/** By their counted leaf. @param {Ledger} ledger */
function peopleWhoPass(ledger) {
  const rulings = [...inForce(ledger, "prize_refused"), ...inForce(ledger, "prize_unclaimed")].filter(({ leaf }) => leaf !== undefined);
  return new Set(rulings.map(({ leaf }) => {
    const entry = ledger.byLeaf.get(leaf);
    return entry ? personOf(entry) : leaf;
  }));
}

/** Leaves with the same rank together, the smallest rank first. @param {import("./ledger-entries.js").Entry[]} entries */
function groupsByRank(entries) {
  /** @type {Map<number, string[]>} */
  const groups = new Map();
  for (const { rank, leaf } of entries) {
    const group = groups.get(Number(rank));
    if (group) group.push(leaf);
    else groups.set(Number(rank), [leaf]);
  }
  return [...groups].sort(([a], [b]) => a - b).map(([, group]) => group);
}

/** @param {Check} check @param {Ledger} ledger @param {Row[]} rows */
function checkManual(check, ledger, rows) {
  const { rules, byLeaf } = ledger;
  if (!rules) return;
  const given = inForce(ledger, "manual_prize");
  const due = given.map(({ prize, leaf, unit }) => {
    const entry = leaf === undefined ? undefined : byLeaf.get(leaf);
    if (leaf !== undefined && (!entry || !isStanding(entry))) check.fail("winner_strange", { leaf: short(leaf) });
    const named = rules.prizes.manual.find(({ id }) => id === prize);
    return [named ? named.title : prize, named ? named.amount_vnd : 0, leaf ?? null, leaf === undefined ? unit : null];
  });
  const told = rows.map(({ title, amount_vnd, leaf, unit }) => [title, amount_vnd, leaf ?? null, leaf === undefined ? unit : null]);
  const sorted = (/** @type {any[]} */ list) => list.map((one) => JSON.stringify(one)).sort();
  if (!same(sorted(due), sorted(told))) check.fail("manual_differs");
  for (const { id, title, count } of rules.prizes.manual) {
    if (given.filter(({ prize }) => prize === id).length > count) check.fail("manual_most", { title });
  }
}
