// What the pages say about a contest, made from its public file.
import { duration, money, number, t } from "./text.js";

/** @typedef {import("./types.js").Contest} Contest */
/** @typedef {import("./types.js").PaperRules} PaperRules */
/** @typedef {import("./types.js").Stats} Stats */
/** @typedef {import("./types.js").Ratio} Ratio */
/** @typedef {import("./types.js").IndividualPrize} IndividualPrize */
/** @typedef {import("./types.js").CollectivePrize} CollectivePrize */

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
export function beforeYouStart({ paper, prediction }) {
  const limit = paper.time_limit_s;
  const points = pointsEach(paper);
  return [
    t(points > 1 ? "intro.questions_points" : "intro.questions", { count: paper.questions, points }),
    limit ? t("intro.limit", { limit: duration(limit * 1000) }) : t("intro.no_limit"),
    ...(paper.require_all_answers ? [t("intro.require_all")] : []),
    ...(prediction ? [t("intro.prediction")] : []),
    attemptsFact(paper.attempts),
    t("intro.saved"),
    t(paper.reveal_score === "on_submit" ? "intro.score_now" : "intro.score_later"),
  ];
}

/** @param {number} attempts */
function attemptsFact(attempts) {
  if (attempts === 1) return t("intro.once");
  return attempts === 0 ? t("intro.attempts_free") : t("intro.attempts", { count: attempts });
}

/** @param {PaperRules} paper */
const pointsEach = (paper) => paper.points_per_question || 1;

/** Right answers as the points that the contest gives for them. @param {PaperRules} paper @param {number} right */
export const pointsFor = (paper, right) => right * pointsEach(paper);

/** A score on a receipt. @param {PaperRules} paper @param {number} score @param {number} total */
export function scoreText(paper, score, total) {
  if (pointsEach(paper) === 1) return t("receipt.score_of", { score, total });
  const points = number(pointsFor(paper, score));
  return t("receipt.score_points", { points, most: number(pointsFor(paper, total)), score, total });
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
 * @param {PaperRules} paper
 * @param {number} [atScore] the highest score, where no unit had full marks
 */
export function metricValue(metric, value, paper, atScore) {
  const shown = typeof value === "number" ? number(value) : ratio(metric, value, pointsEach(paper));
  if (metric === "full_marks" && atScore !== undefined) return t("metric.at_score", { value: shown, score: number(pointsFor(paper, atScore)) });
  const key = METRICS[/** @type {keyof typeof METRICS} */ (metric)];
  return key ? t(key, { value: shown }) : shown;
}

/** @param {string} metric @param {Ratio} value @param {number} points */
function ratio(metric, { num, den }, points) {
  const quotient = den ? num / den : 0;
  const scaled = quotient * (metric === "participation_rate" ? 100 : points);
  return (Math.round(scaled * 100) / 100).toString().replace(".", ",");
}

/** @param {Contest} contest */
export const prizeTotal = (contest) => t("prizes.total", { amount: money(contest.prizes.total_vnd) });

/** Who a prize is for, condition by condition. @param {IndividualPrize | CollectivePrize} prize @param {PaperRules} paper */
export function prizeConditions(prize, paper) {
  const { category, full_marks_only: full, min_score: score } = /** @type {IndividualPrize} */ (prize);
  const { unit_kind: kind, min_participants: people, min_rate: rate } = /** @type {CollectivePrize} */ (prize);
  return [
    category ? t("prizes.category", { category }) : "",
    full ? t("prizes.full_marks_only") : "",
    score ? leastScore(paper, score) : "",
    kind ? t("prizes.unit_kind", { kind }) : "",
    people ? t("prizes.min_participants", { count: number(people) }) : "",
    rate ? t("prizes.min_rate", { rate }) : "",
  ].filter(Boolean);
}

/** @param {PaperRules} paper @param {number} score */
function leastScore(paper, score) {
  if (pointsEach(paper) === 1) return t("prizes.min_score", { score });
  return t("prizes.min_points", { points: number(pointsFor(paper, score)), score });
}

/** What was to be predicted, with the number that it came to. @param {{ target: import("./types.js").PredictionTarget, value: number }} truth */
export const truthText = ({ target, value }) => t(`truth.${target}`, { value: number(value) });

const AMENDMENTS = /** @type {const} */ ({
  prize_refused: "amendment.prize_refused",
  prize_unclaimed: "amendment.prize_unclaimed",
  disqualified: "amendment.disqualified",
  tie_decided: "amendment.tie_decided",
});

/** What was changed, in words; a kind that this page doesn't know says its reason alone. @param {import("./types.js").Amendment} amendment */
export function amendmentText({ kind, title }) {
  const key = AMENDMENTS[/** @type {keyof typeof AMENDMENTS} */ (kind)];
  if (!key) return title || "";
  return title ? t("amendment.about", { prize: title, what: t(key) }) : t(key);
}

/** A reason in words: the rules' own have codes. @param {import("./types.js").Amendment} one */
export const amendmentReason = ({ reason }) => (reason === "excluded" ? t("amendment.excluded") : reason);

/** The certificate that goes with every prize of a list, said once. @param {{ award?: string | null }[]} prizes */
export function sharedAward(prizes) {
  const awards = new Set(prizes.map((prize) => prize.award || ""));
  const [award] = awards;
  return awards.size === 1 && award ? award : null;
}
