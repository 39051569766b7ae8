// What was checked: three questions that anybody asks, and below the fold each check by its name.
import { checkSaid } from "../core/ledger-said.js";
import { readCheckpoint } from "../core/ledger-snapshots.js";
import { t } from "../core/text.js";
import { copyButton } from "./copy.js";
import { button, fill, h, paragraph } from "./dom.js";
import { describedBy, field } from "./fields.js";
import { saveReport } from "./verify-report.js";

/** @typedef {import("../core/ledger.js").Report} Report */
/** @typedef {import("../core/ledger-check.js").Result} Result */
/** @typedef {"history" | "scores" | "prizes"} Question */

/** @type {Record<Question, string[]>} */
const ANSWERED_BY = {
  history: ["commitment", "snapshots", "files"],
  scores: ["entries", "openings", "rulings", "corrections"],
  prizes: ["ranking", "prizes"],
};
export const QUESTIONS = /** @type {const} */ (["history", "scores", "prizes"]);
/** What weighs more comes first. @type {Result[]} */
const WEIGHT = ["failed", "warning", "ok", "skipped"];

/** Of several checks: while some files are not due yet, those that are there tell. @param {Report} report @param {Question} question @returns {Result} */
export function answerTo({ checks }, question) {
  const results = checks.filter(({ id }) => ANSWERED_BY[question].includes(id)).map(({ result }) => result);
  return WEIGHT.find((result) => results.includes(result)) || "skipped";
}

/** @param {Question} question @param {Result} result @param {Report} report */
function answerText(question, result, report) {
  if (result === "warning") return t("verify.question.warning");
  if (result === "skipped") return t(question === "history" && !report.results ? "verify.question.skipped_now" : "verify.question.skipped");
  return t(`verify.question.${question}.${result}`);
}

/** @param {HTMLElement} section @param {Report} report */
export function showQuestions(section, report) {
  const rows = QUESTIONS.map((question) => {
    const result = answerTo(report, question);
    return h("li", { "data-question": question, "data-result": result }, h("h3", {}, t(`verify.question.${question}`)),
      h("p", { class: "result" }, t(`verify.result.${result}`)), paragraph(answerText(question, result, report)));
  });
  fill(section, h("h2", {}, t("verify.questions")), h("ul", { class: "checks" }, rows));
}

/** @param {ReturnType<typeof checkSaid>} check */
function checkRow({ id, result, says, details }) {
  return h("li", { "data-check": id, "data-result": result },
    h("h3", {}, t(/** @type {import("../core/text.js").MessageKey} */ (`verify.name.${id}`)), " ", h("code", {}, id)),
    h("p", { class: "result" }, t(/** @type {import("../core/text.js").MessageKey} */ (`verify.result.${result}`))), paragraph(says),
    details.length ? h("ul", { class: "found" }, details.map((detail) => h("li", {}, detail))) : null);
}

/** @param {(line: string) => void} note */
function noteForm(note) {
  const input = h("input", { id: "note-line", name: "note", class: "input", type: "text", autocomplete: "off", autocapitalize: "off", spellcheck: "false",
    maxlength: 250, "aria-describedby": describedBy("note") });
  const { element, setError } = field({ name: "note", label: t("verify.note"), hint: t("verify.note_hint"), target: "note-line", control: input });
  const form = h("form", { id: "note-form", novalidate: true }, element, h("p", {}, h("button", { type: "submit", class: "button quiet", id: "note-go" }, t("verify.note_go"))));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const right = readCheckpoint(input.value) !== null;
    setError(right ? "" : t("verify.note_wrong"));
    if (right) note(input.value);
    else input.focus();
  });
  return form;
}

/** The fold stays as it was left. @param {HTMLElement} fold @param {{ report: Report, note: (line: string) => void }} view */
export function mountTechnical(fold, { report, note }) {
  const line = report.checkpoint ? h("code", { class: "line" }, report.checkpoint) : null;
  const folder = `${location.origin}/contests/${report.slug}/`;
  fill(fold, h("summary", {}, t("verify.technical")), h("p", { class: "hint" }, t("verify.technical.lead")),
    h("ul", { class: "checks" }, report.checks.map((answer) => checkRow(checkSaid(answer)))),
    line ? h("div", { class: "now-line" }, paragraph(t("verify.now")), h("p", {}, line), h("p", {}, copyButton(line, t("copy.text"))), h("p", { class: "hint" }, t("verify.remembered"))) : null,
    noteForm(note),
    h("p", {}, button(t("verify.save"), () => saveReport(report, new Date().toISOString()), { class: "button quiet", id: "save-report" })),
    h("p", { class: "hint" }, t("verify.technical.limits")), h("p", { class: "hint" }, t("verify.technical.independent", { folder })));
}
