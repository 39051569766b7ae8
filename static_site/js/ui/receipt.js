// The receipt: what was received, when, its reference, and what happens next.
import { attemptLabel } from "../core/attempts.js";
import { scoreText } from "../core/contest-view.js";
import { duration, exactDuration, exactMoment, grouped, number, t, zonedMoment } from "../core/text.js";
import { button, h, heading, link, paragraph, setText } from "./dom.js";
import { root } from "./frame.js";

/** @typedef {import("../core/types.js").Session} Session */
/** @typedef {import("../core/types.js").Contest} Contest */
/** @typedef {import("../core/types.js").Outcome} Outcome */

/** @param {string} term @param {string | Node} value @param {import("./dom.js").Attributes} [attributes] */
const row = (term, value, attributes = {}) => h("div", {}, h("dt", {}, term), h("dd", attributes, value));

/** The code with a button that copies it; where that isn't possible the code can be selected. @param {string} code */
export function resumeCode(code) {
  const shown = h("strong", { id: "resume-code", class: "code", "data-code": code }, grouped(code));
  const said = h("span", { class: "said", role: "status" });
  const copy = button(t("code.copy"), () => {
    navigator.clipboard.writeText(code).then(() => setText(said, t("code.copied")), () => setText(said, t("code.copy_failed")));
  }, { class: "button quiet small" });
  return h("span", { class: "resume-code" }, shown, navigator.clipboard ? copy : null, said);
}

/** A file of what was received, that a verifier can read. @param {Contest} contest @param {string} code @param {Outcome} outcome */
export function saveReceipt(contest, code, outcome) {
  const receipt = { contest: contest.slug, title: contest.title, resume_code: code, ...outcome };
  const url = URL.createObjectURL(new Blob([JSON.stringify(receipt, null, 2)], { type: "application/json" }));
  const anchor = h("a", { href: url, download: `bien-nhan-${contest.slug}-${outcome.receipt.leaf.slice(0, 8)}.json` });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
}

/** @param {Outcome} outcome */
function lead(outcome) {
  const count = Object.keys(outcome.receipt.opening.answers).length;
  return outcome.sealed_by === "draft" ? t("receipt.draft", { count, total: outcome.total }) : t("receipt.received", { count, total: outcome.total });
}

/** @param {Contest} contest @param {Outcome} outcome */
function nextSteps(contest, outcome) {
  const results = link(`${root(contest)}ket-qua/`, t("receipt.results_link"));
  const score = outcome.score === null ? t("receipt.score_later", { end: zonedMoment(contest.closes_at) }) : null;
  return h("section", {}, h("h2", {}, t("receipt.next")),
    score ? paragraph(score) : null,
    h("p", {}, t("receipt.results", { end: zonedMoment(contest.closes_at) }), " ", results),
    paragraph(t("receipt.contact", { contact: contest.contact })));
}

/**
 * @param {HTMLElement} into
 * @param {{ contest: Contest, session: Session, outcome: Outcome, handOver: () => void,
 *           further: HTMLElement | null, earlier: HTMLElement | null }} view
 *   further: towards the next attempt; earlier: those before
 */
export function mountReceipt(into, { contest, session, outcome, handOver, further, earlier }) {
  const score = outcome.score === null ? null : row(t("receipt.score"), scoreText(contest.paper, outcome.score, outcome.total), { id: "receipt-score" });
  const label = attemptLabel(contest, session.attempt);
  const predicted = outcome.receipt.opening.prediction ?? null;
  into.replaceChildren(h("div", { id: "receipt" },
    h("div", { class: "panel" }, label ? h("p", {}, h("strong", { class: "tag", id: "attempt" }, label)) : null, heading(t("receipt.title")), h("p", {}, lead(outcome))),
    h("dl", { class: "facts" },
      score,
      row(t("receipt.at"), exactMoment(outcome.submitted_at)),
      row(t("receipt.elapsed"), exactDuration(outcome.elapsed_ms), { title: duration(outcome.elapsed_ms) }),
      predicted === null ? null : row(t("receipt.prediction"), number(predicted), { id: "receipt-prediction" }),
      row(t("receipt.code"), resumeCode(session.resumeCode)),
      row(t("receipt.leaf"), outcome.receipt.leaf, { id: "receipt-leaf", class: "leaf" })),
    h("p", { class: "hint" }, t("receipt.keep")),
    h("p", { class: "actions" }, button(t("receipt.save"), () => saveReceipt(contest, session.resumeCode, outcome), { id: "save-receipt", class: further ? "button quiet" : "button" })),
    further,
    earlier,
    nextSteps(contest, outcome),
    h("section", { class: "aside" }, h("h2", {}, t("receipt.other")), paragraph(t("receipt.other_text")),
      h("p", { class: "actions" }, button(t("receipt.hand_over"), handOver, { class: "button quiet", id: "hand-over" })))));
}
