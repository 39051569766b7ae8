// What a receipt says of further attempts and of those before it.
import { attemptLabel, attemptsLeft } from "../core/attempts.js";
import { scoreText } from "../core/contest-view.js";
import { exactDuration, exactMoment, grouped, t } from "../core/text.js";
import { button, h, paragraph } from "./dom.js";
import { leafShown } from "./keeping.js";

/** @typedef {import("../core/types.js").Contest} Contest */
/** @typedef {import("../core/types.js").EarlierAttempt} EarlierAttempt */
/** @typedef {import("../core/types.js").Outcome} Outcome */

/** @param {Contest} contest @param {number} attempt @param {() => void} next */
export function furtherAttempt(contest, attempt, next) {
  const left = attemptsLeft(contest, attempt);
  const text = left === Infinity ? t("receipt.more_free") : t("receipt.more_left", { count: left });
  return h("section", { class: "callout" }, h("h2", {}, t("receipt.more")), paragraph(text),
    h("p", { class: "actions" }, button(t("receipt.next_attempt"), next, { id: "next-attempt" })));
}

/** @param {string} term @param {string | Node} value */
const row = (term, value) => h("div", {}, h("dt", {}, term), h("dd", {}, value));

/** @param {Contest} contest @param {EarlierAttempt} one @param {Outcome} outcome @param {() => void} save */
const receiptOf = ({ paper }, one, outcome, save) => [
  h("dl", { class: "facts" },
    row(t("receipt.at"), exactMoment(outcome.submitted_at)),
    row(t("receipt.elapsed"), exactDuration(outcome.elapsed_ms)),
    outcome.score === null ? null : row(t("receipt.score"), scoreText(paper, outcome.score, outcome.total)),
    row(t("receipt.code"), grouped(one.resumeCode)),
    row(t("receipt.leaf"), leafShown(outcome.receipt.leaf))),
  h("p", { class: "actions" }, button(t("attempts.save", { n: one.attempt }), save, { class: "button quiet small" })),
];

/** @param {Contest} contest @param {EarlierAttempt} one @param {(one: EarlierAttempt, outcome: Outcome) => void} save */
function earlierRow(contest, one, save) {
  const { outcome, attempt, none } = one;
  const label = h("b", {}, attemptLabel(contest, attempt) || t("attempt.n", { n: attempt }));
  if (!outcome) return h("li", { "data-attempt": attempt }, label, paragraph(t(none ? "attempts.none" : "attempts.waiting")));
  const count = t("attempts.count", { count: Object.keys(outcome.receipt.opening.answers).length, total: outcome.total });
  const said = outcome.score === null ? count : scoreText(contest.paper, outcome.score, outcome.total);
  return h("li", { "data-attempt": attempt, "data-leaf": outcome.receipt.leaf },
    h("details", {}, h("summary", {}, label, " · ", said), receiptOf(contest, one, outcome, () => save(one, outcome))));
}

/** @param {Contest} contest @param {EarlierAttempt[]} list @param {(one: EarlierAttempt, outcome: Outcome) => void} save */
export function earlierAttempts(contest, list, save) {
  if (!list.length) return null;
  return h("section", { id: "earlier" }, h("h2", {}, t("attempts.earlier")), paragraph(t("attempts.best")),
    h("ul", { class: "earlier" }, list.map((one) => earlierRow(contest, one, save))));
}
