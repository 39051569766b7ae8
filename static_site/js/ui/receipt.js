// The receipt: whose it is, what was received, when, its reference, and what happens next.
import { attemptLabel } from "../core/attempts.js";
import { scoreText } from "../core/contest-view.js";
import { phaseAt } from "../core/route.js";
import { duration, exactDuration, exactMoment, number, t, zonedMoment } from "../core/text.js";
import { readResults } from "../io/site.js";
import { codeNote } from "./question.js";
import { button, fill, h, heading, link, onceASecond, paragraph } from "./dom.js";
import { root, told } from "./frame.js";
import { leafShown, saveFile, waysToKeepIt } from "./keeping.js";

/** @typedef {import("../core/types.js").Session} Session */
/** @typedef {import("../core/types.js").Contest} Contest */
/** @typedef {import("../core/types.js").Outcome} Outcome */
/** @typedef {import("../core/types.js").Results} Results */
/** @typedef {{ term: string, value: string | Node, attributes?: import("./dom.js").Attributes }} Fact */
/** @typedef {{ contest: Contest, session: Session, outcome: Outcome, now: () => number, persistent: boolean, handOver: () => void,
 *              look: () => void, further: HTMLElement | null, earlier: HTMLElement | null }} View */

/** A file of what was received, that a verifier can read. @param {Contest} contest @param {string} code @param {Outcome} outcome */
export function saveReceipt(contest, code, outcome) {
  const receipt = { contest: contest.slug, title: contest.title, resume_code: code, ...outcome };
  saveFile(new Blob([JSON.stringify(receipt, null, 2)], { type: "application/json" }), `${fileName(contest, outcome)}.json`);
}

/** @param {Contest} contest @param {Outcome} outcome */
const fileName = (contest, outcome) => `bien-nhan-${contest.slug}-${outcome.receipt.leaf.slice(0, 8)}`;

/** @param {Outcome} outcome */
function lead(outcome) {
  const count = Object.keys(outcome.receipt.opening.answers).length;
  return outcome.sealed_by === "draft" ? t("receipt.draft", { count, total: outcome.total }) : t("receipt.received", { count, total: outcome.total });
}

/** Whose it is, and what was received. The name is known on the phone where it was typed alone. @param {View} view @returns {Fact[]} */
function facts({ contest, session, outcome }) {
  const unit = contest.units.find((one) => one.id === outcome.receipt.unit);
  const predicted = outcome.receipt.opening.prediction ?? null;
  const score = outcome.score === null ? "" : scoreText(contest.paper, outcome.score, outcome.total);
  return [
    { term: t("receipt.name"), value: session.person?.name || "", attributes: { id: "receipt-name", lang: "vi" } },
    { term: t("receipt.unit"), value: unit ? unit.name : "", attributes: { lang: "vi" } },
    { term: t("receipt.score"), value: score, attributes: { id: "receipt-score" } },
    { term: t("receipt.at"), value: exactMoment(outcome.submitted_at) },
    { term: t("receipt.elapsed"), value: exactDuration(outcome.elapsed_ms), attributes: { title: duration(outcome.elapsed_ms) } },
    { term: t("receipt.prediction"), value: predicted === null ? "" : number(predicted), attributes: { id: "receipt-prediction" } },
  ].filter(({ value }) => value !== "");
}

/** To keep and to show: without the resume code, which opens the attempt. @param {View} view @returns {import("./keeping.js").Kept} */
function kept(view) {
  const { contest, outcome } = view;
  const { leaf } = outcome.receipt;
  return {
    id: "receipt",
    file: `${fileName(contest, outcome)}.png`,
    text: t("receipt.shared", { title: contest.title, at: exactMoment(outcome.submitted_at), leaf }),
    lines: [
      { text: contest.host, size: 24, soft: true },
      { text: contest.title, size: 30, bold: true },
      { text: t("receipt.title"), size: 36, bold: true, gap: 0.8 },
      { text: lead(outcome), size: 26 },
      ...facts(view).flatMap(({ term, value }) => [{ text: term, size: 22, soft: true, gap: 0.6 }, { text: String(value), size: 26, bold: true }]),
      { text: t("receipt.leaf"), size: 22, soft: true, gap: 0.6 },
      { text: (leaf.match(/.{1,8}/g) || []).join(" "), size: 24, mono: true },
      { text: `${location.origin}${root(contest)}ket-qua/`, size: 20, soft: true, gap: 0.8 },
    ],
  };
}

/** @param {View} view @param {Results | null} results once they are published */
function nextSteps({ contest, outcome, now, look }, results) {
  const end = zonedMoment(contest.closes_at);
  const page = link(`${root(contest)}ket-qua/`, t("receipt.results_link"));
  const over = phaseAt(contest, now()) === "after";
  const known = results ? t("receipt.published", { at: zonedMoment(results.published_at) }) : t(over ? "receipt.judging" : "receipt.results", { end });
  const score = over ? [t("receipt.score_soon"), " ", button(t("receipt.see_score"), look, { class: "button quiet small unprinted", id: "see-score" })] : t("receipt.score_later", { end });
  return [h("h2", {}, t("receipt.next")), outcome.score === null ? h("p", {}, score) : null, h("p", {}, known, " ", page, "."),
    h("p", {}, t(over ? "receipt.review_now" : "receipt.review"), " ", link(`${root(contest)}on-tap/`, t("receipt.review_link")), "."),
    paragraph(t(`receipt.contact.${contest.identity_field}`, { contact: contest.contact }))];
}

/** What happens next, which the close and the publication change. @param {View} view */
function nextSection(view) {
  const section = h("section", { id: "next-steps" });
  let shown = "";
  async function update() {
    const phase = phaseAt(view.contest, view.now());
    if (phase === shown) return;
    shown = phase;
    fill(section, nextSteps(view, null));
    const results = phase === "after" ? await readResults(view.contest.slug).catch(() => null) : null;
    if (results) fill(section, nextSteps(view, results));
  }
  void update();
  return { section, update: () => void update() };
}

/** Asked once more on the page itself: some in-app browsers answer their own dialogs with no. @param {() => void} handOver */
function handOverSection(handOver) {
  const sure = h("div", { hidden: true, role: "status" });
  const first = button(t("receipt.hand_over"), ask, { class: "button quiet", id: "hand-over", "aria-expanded": "false" });
  function ask() {
    first.setAttribute("aria-expanded", "true");
    sure.hidden = false;
    fill(sure, paragraph(t("receipt.hand_over_sure")),
      h("p", { class: "actions" }, button(t("receipt.hand_over_go"), onceASecond(handOver), { class: "button", id: "hand-over-go" })));
  }
  return h("section", { class: "aside" }, h("h2", {}, t("receipt.other")), paragraph(t("receipt.other_text")),
    h("p", { class: "actions" }, first), sure);
}

/** @param {HTMLElement} into @param {View} view further: towards the next attempt; earlier: those before */
export function mountReceipt(into, view) {
  const { contest, session, outcome, handOver, further, earlier } = view;
  const label = attemptLabel(contest, session.attempt);
  const next = nextSection(view);
  const leaf = leafShown(outcome.receipt.leaf, "receipt-leaf");
  const rows = facts(view).map(({ term, value, attributes }) => h("div", {}, h("dt", {}, term), h("dd", attributes || {}, value)));
  const print = button(t("receipt.print"), () => window.print(), { class: "button quiet small", id: "print-receipt" });
  const file = button(t("receipt.save"), () => saveReceipt(contest, session.resumeCode, outcome), { class: "button quiet small", id: "save-receipt" });
  fill(into, h("div", { id: "receipt" },
    h("div", { class: "panel printed" }, label ? h("p", {}, h("strong", { class: "tag", id: "attempt" }, label)) : null, heading(t("receipt.title")), h("p", {}, lead(outcome))),
    h("dl", { class: "facts printed" }, rows, h("div", {}, h("dt", {}, t("receipt.leaf")), h("dd", {}, leaf))),
    h("p", { class: "hint printed" }, t("receipt.keep")),
    waysToKeepIt(kept(view), leaf, print, file),
    h("p", { class: "hint" }, t("receipt.file_hint")),
    h("p", {}, link(`/${told.prefix}kiem-chung.html?cuoc-thi=${contest.slug}`, t("receipt.verify"), { class: "onward", id: "to-verify" })),
    codeNote(contest, session.resumeCode, view.persistent),
    further,
    next.section,
    earlier,
    phaseAt(contest, view.now()) === "open" ? handOverSection(handOver) : null));
  return { update: next.update };
}
