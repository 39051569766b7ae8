// What the pages say about a contest, made from its public file.
import { number, t } from "./text.js";

/** @typedef {import("./types.js").PaperRules} PaperRules */

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
