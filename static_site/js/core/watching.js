// Figures of a contest as organizers read them: exact fractions in, words and orders out.
import { t } from "./text.js";

/** @typedef {{ num: number, den: number }} Fraction */
/** @typedef {{ id: string, participants: number, submitted: number, rate: Fraction | null }} UnitCount */
/** @typedef {{ id: string, name: string, kind: string | null, headcount: number | null }} Unit */
/** @typedef {{ id: string, shown: number, right: number, units: { id: string, shown: number, right: number }[] }} TopicFigures */
/** @typedef {{ size: number, upper: Fraction, lower: Fraction, discrimination: Fraction, upper_chose: Fraction[] }} Groups */
/**
 * @typedef {{ id: string, topic: string, text: string, source: string, multiple: boolean, shown: number, right: number | null,
 *             blank?: number, wrong?: number[], groups?: Groups | null,
 *             options: { text: string, right?: boolean, chosen?: number | null }[],
 *             units?: { id: string, shown: number, right: number, wrong: number[] }[] }} QuestionRow
 */
/** @typedef {{ question: string, signs: string[], instead: number | null, row: QuestionRow }} Suspect */
/**
 * @typedef {{ people: number, papers_read: number, questions_a_paper: number, mean: Fraction,
 *             bands: Record<"full" | "high" | "middle" | "low", number>, scores: { score: number, people: number }[],
 *             units: { id: string, people: number, mean: Fraction }[], topics: TopicFigures[], suspects: Suspect[] }} Knowledge
 */
/**
 * @typedef {{ as_of: number, final: boolean, outdated: boolean, knowledge: Knowledge | null, weakest: QuestionRow[],
 *             turnout: { hours: { hour: number, started: number, submitted: number }[] } }} Analysis
 */
/**
 * @typedef {{ as_of: number, registered: number, participants: number, submitted: number, rate: Fraction | null, units: UnitCount[],
 *             days: { date: string, submitted: number }[], nobody: string[], lowest: string[] }} Live
 */
/** @typedef {{ server_time: number, live: Live | null, units: Unit[], topics: { id: string, name: string }[], analysis: Analysis | null }} Watched */

/** A fraction with so many places at most, halves away from zero: 7/3 → 2,33. @param {Fraction} fraction @param {number} [places] */
export function decimal({ num, den }, places = 2) {
  const scale = 10 ** places;
  const parts = den ? Math.floor((2 * Math.abs(num) * scale + den) / (2 * den)) : 0;
  const rest = String(parts % scale).padStart(places, "0").replace(/0+$/, "");
  const whole = `${num < 0 && parts ? "−" : ""}${Math.floor(parts / scale)}`;
  return rest && places ? `${whole}${t("number.decimal")}${rest}` : whole;
}

/** In percents, to the tenth: 1/3 → 33,3%. @param {number} num @param {number} den */
export const percent = (num, den) => `${decimal({ num: num * 100, den }, 1)}%`;

/** @param {Fraction} fraction */
export const percentOf = ({ num, den }) => percent(num, den);

/** @param {Fraction} fraction */
export const valueOf = ({ num, den }) => (den ? num / den : 0);

/** The topics of which least is known first; those that nobody met are left out. @template {{ shown: number, right: number }} Topic @param {Topic[]} topics */
export const weakestFirst = (topics) => topics.filter((topic) => topic.shown).sort((a, b) => a.right * b.shown - b.right * a.shown);

/** Least average first. @template {{ mean: Fraction }} One @param {One[]} units */
export const lowestMeanFirst = (units) => [...units].sort((a, b) => a.mean.num * b.mean.den - b.mean.num * a.mean.den);

/** The unit with most people first, in the order given among equals. @param {UnitCount[]} units */
export const mostFirst = (units) => [...units].sort((a, b) => b.participants - a.participants);

/** The wrong options that most people chose, in words with their counts. @param {QuestionRow} row */
export const mistaken = (row) => (row.wrong || []).map((index) => row.options[index]).filter(Boolean);

/** Half right or more is fine, a third or less is not. @param {number} right @param {number} shown @returns {"good" | "warn" | "bad"} */
export function markOf(right, shown) {
  if (right * 3 <= shown) return "bad";
  return right * 2 < shown ? "warn" : "good";
}
