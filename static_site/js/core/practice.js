// Practice without end: which question comes next, what was right, and what is worth practising again.
import { fold } from "./search.js";

/** @typedef {import("./types.js").BankQuestion} BankQuestion */
/** @typedef {import("./types.js").DrawnQuestion} DrawnQuestion */
/** Question id to how often it is still to be got right.
 *  @typedef {Record<string, number>} Missed */
/** `topics` empty: all of them; `rest`: ids that this round still has.
 *  @typedef {{ topics: string[], missedOnly: boolean, right: number, answered: number, rest: string[], missed: Missed }} Practice */

const MISSED_AT_MOST = 3;

/** @type {Practice} */
const NOTHING = { topics: [], missedOnly: false, right: 0, answered: 0, rest: [], missed: {} };

/** From storage, which anything may have written to. @param {unknown} value @returns {Practice} */
export function readPractice(value) {
  if (typeof value !== "object" || value === null) return NOTHING;
  const kept = { ...NOTHING, .../** @type {Partial<Practice>} */ (value) };
  const whole = Array.isArray(kept.topics) && Array.isArray(kept.rest) && typeof kept.missed === "object" && kept.missed !== null &&
    Number.isInteger(kept.right) && Number.isInteger(kept.answered);
  return whole ? kept : NOTHING;
}

/** A new round with an empty tally. @param {Practice} practice @param {{ topics?: string[], missedOnly?: boolean }} what @returns {Practice} */
export const begin = (practice, { topics = [], missedOnly = false }) => ({ ...NOTHING, missed: practice.missed, topics, missedOnly });

/** What may be asked. @param {Practice} practice @param {BankQuestion[]} bank */
export function askable({ topics, missedOnly, missed }, bank) {
  if (missedOnly) return bank.filter(({ id }) => missed[id]);
  return topics.length ? bank.filter(({ topic }) => topics.includes(topic)) : bank;
}

/**
 * @template T
 * @param {T[]} things @param {() => number} random
 */
export function shuffled(things, random) {
  const mixed = [...things];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other], mixed[last]];
  }
  return mixed;
}

/**
 * The next question, its options in any order; none comes again before all have come.
 * @param {Practice} practice @param {BankQuestion[]} bank @param {() => number} random @param {string} [last] the id asked before
 * @returns {{ practice: Practice, drawn: DrawnQuestion | null }} null where there is nothing to ask
 */
export function nextQuestion(practice, bank, random, last = "") {
  const may = new Map(askable(practice, bank).map((question) => [question.id, question]));
  const left = practice.rest.filter((id) => may.has(id));
  const rest = left.length ? left : shuffled([...may.keys()], random);
  const at = rest.length > 1 && rest[0] === last ? 1 : 0;
  const question = may.get(rest[at]);
  if (!question) return { practice, drawn: null };
  const shown = shuffled(question.options.map((_, index) => index), random);
  return { practice: { ...practice, rest: rest.filter((_, place) => place !== at) }, drawn: { question, shown } };
}

/** Counts an answer. @param {Practice} practice @param {string} id @param {boolean} right @returns {Practice} */
export function answered(practice, id, right) {
  const before = practice.missed[id] || 0;
  const times = right ? before - 1 : Math.min(MISSED_AT_MOST, before + 1);
  const tally = { right: practice.right + (right ? 1 : 0), answered: practice.answered + 1 };
  return { ...practice, ...tally, missed: withTimes(practice.missed, id, times) };
}

/** Puts the wrong ones of an attempt among those to practise. @param {Practice} practice @param {string[]} ids @returns {Practice} */
export function alsoMissed(practice, ids) {
  return { ...practice, missed: ids.reduce((missed, id) => withTimes(missed, id, Math.max(1, missed[id] || 0)), practice.missed) };
}

/** @param {Practice} practice @returns {Practice} */
export const forgetMissed = (practice) => ({ ...practice, missed: {} });

/** @param {Missed} missed @param {string} id @param {number} times @returns {Missed} */
function withTimes(missed, id, times) {
  const { [id]: _, ...others } = missed;
  return times > 0 ? { ...others, [id]: times } : others;
}

/**
 * Which of the texts hold what was typed: as one phrase where any does, otherwise word for word.
 * @param {string[]} folded texts as `fold` makes them @param {string} query
 * @returns {boolean[]} for each text; all where nothing was typed
 */
export function searched(folded, query) {
  const phrase = fold(query);
  const holds = (/** @type {string} */ typed) => folded.map((text) => ` ${text}`.includes(` ${typed}`));
  const whole = holds(phrase);
  if (whole.some(Boolean)) return whole;
  return phrase.split(" ").map(holds).reduce((before, now) => before.map((held, at) => held && now[at]));
}
