// One's own attempts, question by question: what was chosen, what is right, and why.
import { attemptLabel } from "../core/attempts.js";
import { scoreText } from "../core/contest-view.js";
import { drawPaper } from "../core/paper.js";
import { drawnFrom, fits, judgePaper, rightCount } from "../core/review.js";
import { exactDuration, exactMoment, t } from "../core/text.js";
import { createApi } from "../io/api.js";
import { settledAttempts } from "../io/own.js";
import { readOpening } from "../io/revealed.js";
import { button, fill, h, heading, paragraph, setAttribute, setText } from "./dom.js";
import { codeSection, receiptSection } from "./find-attempt.js";
import { judgedOptions } from "./judged.js";
import { practise } from "./practice-quiz.js";

/** @typedef {import("../core/types.js").Contest} Contest */
/** @typedef {import("../core/types.js").OwnAttempt} OwnAttempt */
/** @typedef {import("../core/types.js").Outcome} Outcome */
/** @typedef {import("../core/types.js").Paper} Paper */
/** @typedef {import("../core/types.js").BankQuestion} BankQuestion */
/** @typedef {import("../core/review.js").Judged} Judged */
/** @typedef {import("./practice.js").Context} Context */

/** @param {Judged} judged */
function reviewRow(judged) {
  const { number, question, verdict } = judged;
  return h("li", { "data-verdict": verdict, "data-question": question.id },
    h("h3", {}, t("review.number", { n: number }), " ", h("span", { class: "verdict", "data-verdict": verdict }, t(`review.verdict.${verdict}`))),
    h("p", { class: "asked", lang: "vi" }, question.text), judgedOptions(judged));
}

/** All of it, or only what was not right. @param {Judged[]} judged */
function filteredList(judged) {
  const list = h("ol", { class: "review" }, judged.map(reviewRow));
  const wrong = judged.length - rightCount(judged);
  const none = h("p", { role: "status" });
  const all = button(t("review.show_all", { count: judged.length }), () => show(false), { class: "button quiet small", "data-show": "all" });
  const some = button(t("review.show_wrong", { count: wrong }), () => show(true), { class: "button quiet small", "data-show": "wrong" });
  /** @param {boolean} wrongOnly */
  function show(wrongOnly) {
    setAttribute(all, "aria-pressed", String(!wrongOnly));
    setAttribute(some, "aria-pressed", String(wrongOnly));
    for (const row of list.children) row.toggleAttribute("hidden", wrongOnly && row.getAttribute("data-verdict") === "right");
    setText(none, wrongOnly && !wrong ? t("review.none_wrong") : "");
  }
  show(false);
  return [h("h2", { class: "each" }, t("review.each")), h("div", { class: "filter", role: "group", "aria-label": t("review.show") }, all, some), none, list];
}

/** @param {string} term @param {string} value @param {string} id */
const fact = (term, value, id) => h("div", {}, h("dt", {}, term), h("dd", { id }, value));

/** @param {Context} context @param {Outcome} outcome @param {Judged[]} judged */
function attemptReview(context, outcome, judged) {
  const wrong = judged.filter(({ verdict }) => verdict !== "right").map(({ question }) => question.id);
  return [
    h("dl", { class: "facts" },
      fact(t("receipt.score"), scoreText(context.contest.paper, rightCount(judged), judged.length), "review-score"),
      fact(t("receipt.elapsed"), exactDuration(outcome.receipt.elapsed_ms), "review-elapsed"),
      fact(t("receipt.at"), exactMoment(outcome.receipt.opening.submitted_at), "review-at")),
    wrong.length ? h("p", { class: "actions" }, button(t("review.practise_wrong", { count: wrong.length }), () => practise(context, wrong), { id: "practise-wrong", class: "button quiet" })) : null,
    ...filteredList(judged),
  ];
}

/** @param {Context} context @param {Outcome} outcome @param {Paper | null} paper @returns {Promise<Judged[] | string>} a sentence where it can't be shown */
async function judgedAttempt({ contest, bank }, outcome, paper) {
  const { attempt, answers } = outcome.receipt.opening;
  const kept = paper && drawnFrom(paper, bank);
  if (kept) return judgePaper(kept, answers);
  if (!globalThis.crypto?.subtle) return t("review.insecure");
  const opening = await readOpening(contest.slug).catch(() => null);
  if (!opening) return t("review.not_opened");
  const drawn = await drawPaper(opening, attempt, crypto.subtle);
  return fits(drawn, answers) ? judgePaper(drawn, answers) : t("review.file.not_fitting");
}

/** @param {HTMLElement} into @param {Context} context @param {Outcome} outcome @param {Paper | null} paper */
async function showAttempt(into, context, outcome, paper) {
  const judged = await judgedAttempt(context, outcome, paper);
  if (typeof judged === "string") fill(into, h("p", { class: "callout warning", role: "status" }, judged));
  else fill(into, ...attemptReview(context, outcome, judged));
}

/** @param {OwnAttempt} one @param {boolean} frozen */
function withoutOutcome({ none }, frozen) {
  return paragraph(none ? t("review.unanswerable") : frozen ? t("review.no_outcome") : t("review.waiting"));
}

/** The last one at once, those before it when they are opened. @param {Context} context @param {OwnAttempt} one @param {boolean} isLast */
function attemptSection(context, one, isLast) {
  const { contest, now } = context;
  const body = h("div", {});
  const { outcome } = one;
  const show = () => (outcome ? void showAttempt(body, context, outcome, one.paper) : fill(body, withoutOutcome(one, now() >= contest.frozen_at)));
  const label = attemptLabel(contest, one.attempt) || (isLast ? null : t("attempt.n", { n: one.attempt }));
  if (isLast) {
    show();
    return h("section", { "data-attempt": one.attempt }, label ? h("h2", {}, label) : null, body);
  }
  const details = h("details", { "data-attempt": one.attempt }, h("summary", {}, label), body);
  details.addEventListener("toggle", () => !body.firstChild && show());
  return details;
}

/** What is found takes its place. @param {Context} context @param {HTMLElement} into */
function finder(context, into) {
  const found = async (/** @type {Outcome} */ outcome) => {
    const judged = await judgedAttempt(context, outcome, null);
    if (typeof judged === "string") return judged;
    fill(into, h("section", { id: "found" }, attemptReview(context, outcome, judged)));
    context.toTop();
    return "";
  };
  return receiptSection(context.contest, found);
}

/** @param {Context} context */
export function mountReview(context) {
  const { contest } = context;
  const body = h("div", {}, h("p", { role: "status" }, t("review.loading")));
  fill(context.root, h("div", { id: "review" }, context.back(), heading(t("review.title")), body));
  void settledAttempts({ ...context, api: createApi() }).then((attempts) => {
    const found = h("div", {}, [...attempts].reverse().map((one, at) => attemptSection(context, one, at === 0)));
    if (attempts.length) fill(body, found, h("details", { id: "find-other" }, h("summary", {}, t("review.find")), finder(context, body)));
    else fill(body, found, h("div", { id: "find" }, h("h2", {}, t("review.none_title")), paragraph(t("review.none")), finder(context, body), codeSection(contest)));
  });
}
