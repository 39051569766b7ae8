// The rules of a contest as its opened public version has them (docs/ledger.md §2).
import { isCount, isFlag, isObject, isPlace, isText, isUnit, isWhole, listOf, oneOf, orAbsent, orNull, wrongMember } from "./ledger-shape.js";

/** @typedef {{ id: string, title: string, count: number, amount_vnd: number, category?: string | null, full_marks_only?: boolean,
 *              min_score?: number | null, metric?: string, unit_kind?: string | null, min_participants?: number | null, min_rate?: number | null }} Prize */
/** @typedef {{ slug: string, opens_at: number, closes_at: number, asked: number, units: Map<string, { kind: string, headcount: number }>,
 *              questions: Map<string, { topic: string, options: number, key: number[] }>, order: string[], lastResort: string, oneCollective: boolean,
 *              target: string | null, prizes: { individual: Prize[], collective: Prize[], manual: Prize[] }, categories: boolean, document: any }} Rules */

const maybe = (/** @type {import("./ledger-shape.js").Kind} */ kind) => orAbsent(orNull(kind));
const PRIZE = { title: isText, count: isPlace, amount_vnd: isCount };
const INDIVIDUAL = { ...PRIZE, category: maybe(isText), full_marks_only: maybe(isFlag), min_score: maybe(isWhole) };
const COLLECTIVE = { ...PRIZE, metric: isText, unit_kind: maybe(isText), min_participants: maybe(isWhole), min_rate: maybe(isWhole) };
const UNIT = { id: isUnit, name: isText, kind: isText, headcount: maybe(isCount) };
const QUESTION = { id: isText, topic: isText, options: listOf(isText), key: listOf(isCount) };
const RANKING = { order: listOf(isText), last_resort: maybe(isText), one_collective_prize_per_unit: maybe(isFlag) };
const PAPER = { quota: (/** @type {any} */ value) => isObject(value) && Object.values(value).every(isPlace), shuffle_options: isFlag };
const PREDICTION = { target: oneOf("participants", "full_marks", "attempts") };

/** @param {Record<string, import("./ledger-shape.js").Kind>} shape @returns {import("./ledger-shape.js").Kind} */
const shaped = (shape) => (value) => wrongMember(value, shape) === null;

const CONTEST = {
  slug: isText,
  opens_at: isCount,
  closes_at: isCount,
  paper: shaped(PAPER),
  ranking: shaped(RANKING),
  units: listOf(shaped(UNIT)),
  questions: listOf(shaped(QUESTION)),
  prizes: shaped({ individual: maybe(listOf(shaped(INDIVIDUAL))), collective: maybe(listOf(shaped(COLLECTIVE))), manual: maybe(listOf(shaped(PRIZE))) }),
  prediction: maybe(shaped(PREDICTION)),
};

/** @param {string} kind @param {any[] | null | undefined} prizes @returns {Prize[]} */
const named = (kind, prizes) => (prizes || []).map((prize, at) => ({ ...prize, id: `${kind}-${at + 1}` }));

/**
 * @param {any} document the opened public version
 * @returns {{ rules: Rules, wrong: null } | { rules: null, wrong: string }} wrong: the first member that can't be read
 */
export function readRules(document) {
  const wrong = wrongMember(document, CONTEST) || unreachable(document);
  if (wrong) return { rules: null, wrong };
  const { paper, ranking, prizes } = document;
  const individual = named("individual", prizes.individual);
  return { wrong: null, rules: {
    slug: document.slug, opens_at: document.opens_at, closes_at: document.closes_at, document,
    asked: Object.values(paper.quota).reduce((sum, count) => sum + count, 0),
    units: new Map(document.units.map((/** @type {any} */ unit) => [unit.id, { kind: unit.kind, headcount: unit.headcount || 0 }])),
    questions: new Map(document.questions.map((/** @type {any} */ one) => [one.id, { topic: one.topic, options: one.options.length, key: one.key }])),
    order: ranking.order, lastResort: ranking.last_resort || "organizers", oneCollective: Boolean(ranking.one_collective_prize_per_unit),
    target: document.prediction ? document.prediction.target : null,
    prizes: { individual, collective: named("collective", prizes.collective), manual: named("manual", prizes.manual) },
    categories: individual.some(({ category }) => category != null),
  } };
}

/** A paper that the bank can't fill can't be drawn again. @param {any} document */
function unreachable({ paper, questions }) {
  const enough = Object.entries(paper.quota).every(([topic, quota]) => questions.filter((/** @type {any} */ one) => one.topic === topic).length >= quota);
  return enough ? null : "paper.quota";
}

/** What kind of prize an id names, and whether the contest has it. @param {Rules} rules @param {any} id */
export function prizeKind(rules, id) {
  const kinds = /** @type {const} */ (["individual", "collective", "manual"]);
  return kinds.find((kind) => rules.prizes[kind].some((prize) => prize.id === id)) || null;
}
