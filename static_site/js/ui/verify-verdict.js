// The verdict, first on the page: what was found, what it means, and what to do.
import { t } from "../core/text.js";
import { button, fill, h, paragraph, setText } from "./dom.js";
import { QUESTIONS, answerTo } from "./verify-checks.js";
import { saveReport } from "./verify-report.js";

/** @typedef {import("../core/ledger.js").Report} Report */
/** @typedef {"working" | "good" | "waiting" | "warning" | "failed" | "nothing" | "unreachable" | "unable"} State */
/** @typedef {{ report: Report, contest: any, at: string, again: () => void }} View */

/** Whom to ask. @param {any} contest */
export const contactOf = (contest) => (typeof contest.contact === "string" && contest.contact ? contest.contact : t("place.organizers"));

/** @param {HTMLElement} panel @param {State} state @param {string} title @param {...import("./dom.js").Child | import("./dom.js").Child[]} rest */
function say(panel, state, title, ...rest) {
  panel.dataset.state = state;
  fill(panel, h("h2", { tabindex: -1 }, title), ...rest);
}

/** Said aloud once for each stage; the bar moves on. @param {HTMLElement} panel @param {{ stage: import("../core/ledger.js").Stage, done: number, of: number } | null} step */
export function showWorking(panel, step) {
  if (panel.dataset.state !== "working") {
    say(panel, "working", t("verify.working"), h("p", { id: "stage" }), h("progress", { id: "progress", "aria-labelledby": "stage" }));
  }
  const stage = panel.querySelector("#stage");
  const bar = panel.querySelector("progress");
  if (!stage || !bar) return;
  setText(stage, t(`verify.stage.${step ? step.stage : "read"}`));
  if (step && step.of) {
    bar.max = step.of;
    bar.value = step.done;
  } else bar.removeAttribute("value");
}

/** @param {HTMLElement} panel @param {"nothing" | "unreachable" | "unable"} failure @param {() => void} again */
export function showFailure(panel, failure, again) {
  const kind = failure === "unreachable" ? "offline" : failure;
  say(panel, failure, t(`verify.${kind}.title`), paragraph(t(`verify.${kind}.text`)),
    h("p", { class: "actions" }, button(t("verify.again"), again, { id: "check-again" })));
}

/** @param {Report} report @returns {State} */
export function stateOf({ ok, checks, receipts }) {
  if (!ok) return "failed";
  if (checks.some(({ result }) => result === "warning")) return "warning";
  const left = checks.some(({ id, result }) => result === "skipped" && id !== "receipt") || receipts.some(({ result }) => result === "skipped");
  return left ? "waiting" : "good";
}

/** Which title, by whether this device has a receipt and what became of it. @param {Report} report @param {State} state */
function titleOf({ receipts }, state) {
  if (state === "failed") return t(receipts.some(({ result }) => result === "failed") ? "verify.failed_own.title" : "verify.failed.title");
  if (state === "good") return t(receipts.length ? "verify.good_own.title" : "verify.good.title");
  if (state === "waiting") return t(receipts.length && receipts.every(({ result }) => result === "ok") ? "verify.waiting_own.title" : "verify.waiting.title");
  return t("verify.warning.title");
}

/** What it means, and what to do next. @param {View} view @param {State} state */
function meaning({ report, contest }, state) {
  const contact = contactOf(contest);
  if (state === "good") return paragraph(t("verify.good.text"));
  if (state === "warning") return paragraph(t("verify.warning.text", { contact }));
  if (state === "failed") {
    const failed = QUESTIONS.filter((question) => answerTo(report, question) === "failed").map((question) => h("li", {}, t(`verify.question.${question}.failed`)));
    const own = report.receipts.some(({ result }) => result === "failed") ? h("li", {}, t("verify.receipt.failed")) : null;
    return [paragraph(t("verify.failed.text")), h("ul", {}, own, failed), h("p", { class: "do" }, t("verify.failed.do", { contact })), paragraph(t("verify.failed.again"))];
  }
  const now = report.snapshots === 0 ? "none" : report.final ? "frozen" : "open";
  return [paragraph(t(`verify.waiting.${now}`)), report.receipts.length ? paragraph(t("verify.waiting.keep")) : null];
}

/** @param {HTMLElement} panel @param {View} view */
export function showVerdict(panel, view) {
  const state = stateOf(view.report);
  say(panel, state, titleOf(view.report, state), meaning(view, state), h("p", { class: "hint" }, t("verify.checked_at", { at: view.at })),
    h("p", { class: "actions" }, button(t("verify.again"), view.again, { class: "button quiet", id: "check-again" }),
      state === "failed" ? button(t("verify.save"), () => saveReport(view.report, view.at), { class: "button", id: "save-verdict" }) : null));
}
