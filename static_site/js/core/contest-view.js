// What the pages say about a contest, made from its public file.
import { duration, number, t } from "./text.js";

/** @typedef {import("./types.js").Contest} Contest */
/** @typedef {import("./types.js").PaperRules} PaperRules */

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
