// The numbers that results.json tells (docs/ledger.md §8.4).
import { same } from "./ledger-bytes.js";
import { isStanding } from "./ledger-entries.js";
import { inForce } from "./ledger-rulings.js";
import { isCount } from "./ledger-shape.js";
import { average, talliesOf } from "./ledger-units.js";

/** @typedef {import("./ledger-check.js").Check} Check */
/** @typedef {import("./ledger.js").Ledger} Ledger */

/** @param {Check} check @param {Ledger} ledger */
export function checkTotals(check, ledger) {
  const { entries, results } = ledger;
  const inState = (/** @type {string} */ state) => entries.filter((entry) => entry.state === state).length;
  const resets = inForce(ledger, "reset");
  const right = { counted: inState("counted"), disqualified: inState("disqualified"), submitted: entries.filter(isStanding).length, reset: resets.length };
  for (const [name, found] of Object.entries(right)) {
    const told = results.totals[name];
    if (told !== found) check.fail("total", { name, told: told === undefined ? "–" : told, found });
  }
  const { registered } = results.totals;
  if (!isCount(registered) || registered < right.counted) check.fail("total", { name: "registered", told: registered === undefined ? "–" : registered, found: right.counted });
  const sealed = new Set(resets.flatMap(({ leaf }) => (leaf === null ? [] : [leaf]))).size;
  if (sealed !== inState("reset")) check.fail("total", { name: "reset", told: sealed, found: inState("reset") });
  checkUnits(check, ledger);
}

/** Each unit of the contest once. @param {Check} check @param {Ledger} ledger */
function checkUnits(check, ledger) {
  const told = new Map(ledger.results.units.map((/** @type {any} */ unit) => [unit.id, unit]));
  const tallies = talliesOf(ledger);
  if (told.size !== ledger.results.units.length || told.size !== tallies.length) check.fail("units");
  for (const tally of tallies) {
    const unit = told.get(tally.id) || {};
    const right = unit.participants === tally.participants && unit.full_marks === tally.full && unit.correct_answers === tally.correct;
    if (!right || !same(unit.average_score, average(tally))) check.fail("unit", { unit: tally.id });
  }
}
