// Everything that moved a rank, a count or a prize after sealing, and the states that follow (docs/ledger.md §6, 6.1).
import { short } from "./ledger-check.js";
import { misshapen, unread } from "./ledger-commitment.js";
import { isStanding } from "./ledger-entries.js";
import { prizeKind } from "./ledger-rules.js";
import { ascending, isChoice, isCount, isHash, isObject, isPlace, isText, listOf, oneOf, orAbsent, orNull, wrongMember } from "./ledger-shape.js";

/** @typedef {import("./ledger-check.js").Check} Check */
/** @typedef {import("./ledger.js").Ledger} Ledger */
/** @typedef {{ number: number, kind: string, [member: string]: any }} Ruling */

const RULING = { number: isPlace, previous: orNull(isHash), kind: isText, at: orNull(isCount), by: oneOf("organizers", "unit", "rules"), reason: isText };
const INTERVAL = { starts: isCount, ends: isCount };
const PASSING = { prize: isText, leaf: orAbsent(isHash), unit: orAbsent(isText) };
/** @type {Record<string, Record<string, import("./ledger-shape.js").Kind>>} */
const KINDS = {
  disqualified: { leaf: isHash },
  reset: { leaf: orNull(isHash), unit: isText },
  unit_struck: { leaf: isHash, unit: isText },
  question_voided: { question: isText },
  key_corrected: { question: isText, key: isChoice },
  close_moved: { closes_at: isCount, closed_before: isCount },
  outage_cut: INTERVAL,
  interval_annulled: { ...INTERVAL, leaves: listOf(isHash) },
  tie_decided: { prize: isText, winners: listOf(isText) },
  draw: { source: isText, seed: isText },
  prize_refused: PASSING,
  prize_unclaimed: PASSING,
  manual_prize: { ...PASSING, place: isPlace },
  late: { leaf: isHash },
  withdrawn: { ruling: isPlace },
};
const FILE = { slug: isText, rulings: listOf(isObject) };

/** @param {Ledger} ledger @param {string} kind @returns {Ruling[]} in their order */
export const inForce = (ledger, kind) => ledger.inForce.filter((ruling) => ruling.kind === kind);

/** When nothing more was taken. @param {Ledger} ledger */
export function closeInForce(ledger) {
  const moves = inForce(ledger, "close_moved");
  return moves.length ? moves[moves.length - 1].closes_at : ledger.rules ? ledger.rules.closes_at : Infinity;
}

/** @param {Check} check @param {Ledger} ledger */
export async function checkRulings(check, ledger) {
  if (!ledger.published) return check.skip();
  const { rulingsFile } = ledger;
  if (unread(check, rulingsFile) || misshapen(check, rulingsFile.path, rulingsFile.value, FILE)) return;
  if (rulingsFile.value.slug !== ledger.slug) check.fail("slug", { path: rulingsFile.path });
  const rulings = rulingsFile.value.rulings;
  await checkChain(check, ledger, rulings);
  const readable = rulings.filter((/** @type {any} */ ruling) => isReadable(check, ruling));
  ledger.inForce = standing(check, readable);
  for (const ruling of readable) checkNames(check, ledger, ruling);
  checkStates(check, ledger);
  check.counted(rulings.length);
}

/** @param {Check} check @param {Ledger} ledger @param {any[]} rulings */
async function checkChain(check, { hasher }, rulings) {
  const hashes = await Promise.all(rulings.map((ruling) => hasher.hexOfJson(ruling).catch(() => "")));
  rulings.forEach((ruling, at) => {
    if (ruling.number !== at + 1 || ruling.previous !== (at ? hashes[at - 1] : null)) check.fail("ruling_chain", { number: at + 1 });
  });
}

/** @param {Check} check @param {any} ruling */
function isReadable(check, ruling) {
  if (misshapen(check, `ruling ${ruling.number}`, ruling, RULING)) return false;
  const known = Object.prototype.hasOwnProperty.call(KINDS, ruling.kind);
  if (!known) check.fail("ruling_unknown", { number: ruling.number, kind: ruling.kind });
  return known && !misshapen(check, `ruling ${ruling.number}`, ruling, KINDS[ruling.kind]);
}

/** Those that no later one withdraws. @param {Check} check @param {Ruling[]} rulings @returns {Ruling[]} */
function standing(check, rulings) {
  /** @type {Map<number, Ruling>} */
  const kept = new Map();
  for (const ruling of rulings) {
    if (ruling.kind !== "withdrawn") kept.set(ruling.number, ruling);
    else if (ruling.ruling >= ruling.number || !kept.delete(ruling.ruling)) check.fail("ruling_withdraws", { number: ruling.number });
  }
  return [...kept.values()];
}

/** Each leaf that is named is an entry's; each unit, question and prize the contest's. @param {Check} check @param {Ledger} ledger @param {Ruling} ruling */
function checkNames(check, ledger, ruling) {
  const { rules, byLeaf, units } = ledger;
  const strange = (/** @type {any} */ what) => check.fail("ruling_names", { number: ruling.number, what });
  const prize = ruling.prize === undefined || !rules ? null : prizeKind(rules, ruling.prize);
  const byUnit = prize === "collective";
  const winners = ruling.kind === "tie_decided" ? ruling.winners : [];
  const leaves = [ruling.leaf, ...(ruling.leaves || []), ...(byUnit ? [] : winners)].filter((leaf) => typeof leaf === "string");
  leaves.filter((leaf) => !byLeaf.has(leaf)).forEach((leaf) => strange(short(leaf)));
  const named = [ruling.unit, ...(byUnit ? winners : [])].filter((unit) => unit !== undefined);
  named.filter((unit) => units && !units.has(unit)).forEach(strange);
  if (ruling.leaves && !ascending(ruling.leaves)) strange("leaves");
  if ((ruling.by === "rules") !== (ruling.at === null)) check.fail("member", { where: `ruling ${ruling.number}`, member: "at" });
  if (rules) checkOfRules(ruling, rules, prize, strange);
}

/** @param {Ruling} ruling @param {import("./ledger-rules.js").Rules} rules @param {string | null} prize @param {(what: any) => void} strange */
function checkOfRules(ruling, rules, prize, strange) {
  const passing = ruling.kind === "prize_refused" || ruling.kind === "prize_unclaimed";
  if (ruling.prize !== undefined && (!prize || (prize === "manual") !== (ruling.kind === "manual_prize"))) strange(ruling.prize);
  if ((passing || ruling.kind === "manual_prize") && (ruling.leaf === undefined) === (ruling.unit === undefined)) strange("leaf, unit");
  if (passing && prize && (prize === "collective") !== (ruling.unit !== undefined)) strange("leaf, unit");
  if (ruling.place !== undefined && !rules.prizes.manual.some(({ id, count }) => id === ruling.prize && ruling.place <= count)) strange("place");
  if (ruling.kind === "draw" && ruling.source !== rules.document.ranking.draw_source) strange(ruling.source);
  if (ruling.question === undefined) return;
  const question = rules.questions.get(ruling.question);
  if (!question) strange(ruling.question);
  else if (ruling.key && ruling.key.some((/** @type {number} */ option) => option >= question.options)) strange("key");
}

/** 6.1: nobody is left out without a reason. @param {Check} check @param {Ledger} ledger */
function checkStates(check, ledger) {
  const reset = new Set(inForce(ledger, "reset").map(({ leaf }) => leaf));
  const out = new Set([...inForce(ledger, "disqualified").map(({ leaf }) => leaf), ...inForce(ledger, "interval_annulled").flatMap(({ leaves }) => leaves)]);
  for (const entry of ledger.entries) {
    const due = reset.has(entry.leaf) ? "reset" : out.has(entry.leaf) ? "disqualified" : null;
    if (due ? entry.state !== due : !isStanding(entry)) check.fail("state", { leaf: short(entry.leaf), told: entry.state });
    const { opening } = entry;
    if (isStanding(entry) && opening && wrongMember(opening, { submitted_at: isCount }) === null && isAnnulled(ledger, opening.submitted_at)) {
      check.fail("state_annulled", { leaf: short(entry.leaf) });
    }
  }
}

/** Whether what came at this moment counts nowhere. @param {Ledger} ledger @param {number} at */
export const isAnnulled = (ledger, at) => inForce(ledger, "interval_annulled").some(({ starts, ends }) => starts <= at && at < ends);
