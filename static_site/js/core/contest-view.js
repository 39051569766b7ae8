// What the pages say about a contest, made from its public file.
import { duration, money, number, t } from "./text.js";

/** @typedef {import("./types.js").Contest} Contest */
/** @typedef {import("./types.js").Stats} Stats */
/** @typedef {import("./types.js").Ratio} Ratio */

/** How to take part, in steps. @param {Contest} contest */
export function howTo({ paper, identity_field: identity }) {
  const limit = paper.time_limit_s;
  return [
    t(`how.register.${identity}`),
    limit ? t("how.answer_limit", { count: paper.questions, limit: duration(limit * 1000) }) : t("how.answer", { count: paper.questions }),
    t("how.check"),
    t("how.receipt"),
  ];
}

/** What one should know before the clock starts. @param {Contest} contest */
export function beforeYouStart({ paper }) {
  const limit = paper.time_limit_s;
  return [
    t("intro.questions", { count: paper.questions }),
    limit ? t("intro.limit", { limit: duration(limit * 1000) }) : t("intro.no_limit"),
    t(paper.attempts === 1 ? "intro.once" : "intro.more_than_once"),
    t("intro.saved"),
    t(paper.reveal_score === "on_submit" ? "intro.score_now" : "intro.score_later"),
  ];
}

/** Units by participants, most first, with equal places for equal counts. @param {Stats} stats */
export function unitCounts({ units }) {
  const sorted = [...units].sort((a, b) => b.participants - a.participants);
  return sorted.map((unit) => ({
    id: unit.id,
    name: unit.name,
    participants: unit.participants,
    place: unit.participants ? sorted.findIndex((other) => other.participants === unit.participants) + 1 : null,
  }));
}

const METRICS = /** @type {const} */ ({
  participants: "metric.participants",
  attempts: "metric.attempts",
  full_marks: "metric.full_marks",
  participation_rate: "metric.participation_rate",
  correct_answers: "metric.correct_answers",
  average_score: "metric.average_score",
});

/**
 * The value that won a collective prize, in words.
 * @param {string} metric
 * @param {number | Ratio} value
 * @param {number} [atScore] the highest score, where no unit had full marks
 */
export function metricValue(metric, value, atScore) {
  const shown = typeof value === "number" ? number(value) : ratio(metric, value);
  if (metric === "full_marks" && atScore !== undefined) return t("metric.at_score", { value: shown, score: atScore });
  const key = METRICS[/** @type {keyof typeof METRICS} */ (metric)];
  return key ? t(key, { value: shown }) : shown;
}

/** @param {string} metric @param {Ratio} value */
function ratio(metric, { num, den }) {
  const quotient = den ? num / den : 0;
  const scaled = metric === "participation_rate" ? quotient * 100 : quotient;
  return (Math.round(scaled * 100) / 100).toString().replace(".", ",");
}

/** @param {Contest} contest */
export const prizeTotal = (contest) => t("prizes.total", { amount: money(contest.prizes.total_vnd) });

/** The certificate that goes with every prize of a list, said once. @param {{ award?: string | null }[]} prizes */
export function sharedAward(prizes) {
  const awards = new Set(prizes.map((prize) => prize.award || ""));
  const [award] = awards;
  return awards.size === 1 && award ? award : null;
}
