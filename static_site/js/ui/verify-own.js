// "Is my receipt in, with my score and my time?": each receipt of this device, and a place for others.
import { readReceiptText } from "../core/ledger-receipts.js";
import { short } from "../core/ledger-check.js";
import { checkSaid } from "../core/ledger-said.js";
import { exactDuration, exactMoment, number, t } from "../core/text.js";
import { fill, h, paragraph } from "./dom.js";
import { describedBy, field } from "./fields.js";
import { leafShown } from "./keeping.js";
import { contactOf } from "./verify-verdict.js";

/** @typedef {import("../core/ledger.js").Receipt} Receipt */
/** @typedef {import("../core/ledger.js").Report} Report */
/** @typedef {import("../core/ledger.js").Told} Told */
/** @typedef {{ report: Report, contest: any, lost: boolean, check: (receipt: Receipt) => void }} View */

const LARGEST = 200000;

/** @param {any} contest @param {number} score */
function scoreSaid(contest, score) {
  const total = contest.paper && contest.paper.questions;
  return Number.isSafeInteger(total) ? t("verify.own.score", { score, total }) : t("verify.own.score_alone", { score });
}

/** @param {Told} told @param {View} view @returns {string[]} */
function sentences(told, { report, contest }) {
  const { entry, result, snapshot } = told;
  if (result === "failed") return [t("verify.own.failed", { contact: contactOf(contest) }), ...findings(report, told.leaf)];
  if (!entry) return [snapshot ? t("verify.own.snapshot", { at: exactMoment(snapshot.at) }) : t("verify.own.waiting")];
  const result_ = { score: scoreSaid(contest, entry.score), elapsed: exactDuration(entry.elapsed) };
  const corrected = entry.score !== entry.sealedScore || entry.elapsed !== entry.sealedElapsed;
  return [
    t(told.whole ? "verify.own.good" : "verify.own.reference", result_),
    corrected ? t("verify.own.corrected", { score: scoreSaid(contest, entry.sealedScore), elapsed: exactDuration(entry.sealedElapsed) }) : "",
    standing(entry), result === "warning" ? t("verify.own.late") : "",
  ].filter(Boolean);
}

/** @param {NonNullable<Told["entry"]>} entry */
function standing({ state, rank }) {
  if (state === "counted" && rank !== null) return t("results.found_rank", { rank: number(rank) });
  if (state === "not_best") return t("results.found_not_best");
  return t(state === "reset" ? "results.found_reset" : "verify.own.disqualified");
}

/** What does not match, in the verifier's words. @param {Report} report @param {string} leaf */
function findings({ checks }, leaf) {
  const found = checks.find(({ id }) => id === "receipt");
  return found ? checkSaid({ ...found, more: 0, details: found.details.filter(({ values }) => values.leaf === short(leaf)) }).details : [];
}

/** @param {Told} told @param {View} view */
const receiptPanel = (told, view) => h("div", { class: "own-receipt", "data-result": told.result, "data-leaf": told.leaf },
  h("p", { class: "hint" }, t("receipt.leaf"), " ", leafShown(told.leaf)), sentences(told, view).map(paragraph));

/** @param {string} slug @param {string} text @returns {{ receipt: Receipt, problem: null } | { receipt: null, problem: "unreadable" | "other_contest" }} */
function given(slug, text) {
  const receipt = readReceiptText(text);
  if (!receipt) return { receipt: null, problem: "unreadable" };
  const other = /"contest"\s*:\s*"([a-z0-9-]+)"/.exec(text);
  return other && other[1] !== slug ? { receipt: null, problem: "other_contest" } : { receipt, problem: null };
}

/** @param {View} view */
function otherForm({ report, check }) {
  const text = h("textarea", { id: "receipt-text", name: "receipt-text", class: "input", rows: 3, autocomplete: "off", autocapitalize: "off", spellcheck: "false",
    "aria-describedby": describedBy("receipt-text") });
  const file = h("input", { id: "receipt-file", name: "receipt-file", type: "file", class: "input", "aria-describedby": describedBy("receipt-file") });
  const pasted = field({ name: "receipt-text", label: t("verify.own.paste"), hint: t("verify.own.paste_hint"), target: "receipt-text", control: text });
  const chosen = field({ name: "receipt-file", label: t("verify.own.file"), target: "receipt-file", control: file });

  /** @param {string} content @param {(error: string) => void} setError @param {HTMLElement} control */
  function take(content, setError, control) {
    const { receipt, problem } = given(report.slug, content);
    setError(problem ? t(`verify.own.${problem}`) : "");
    if (receipt) check(receipt);
    else control.focus();
  }
  file.addEventListener("change", async () => {
    const one = file.files && file.files[0];
    if (one) take(one.size > LARGEST ? "" : await one.text(), chosen.setError, file);
  });
  const form = h("form", { id: "receipt-form", novalidate: true }, pasted.element,
    h("p", {}, h("button", { type: "submit", class: "button", id: "receipt-go" }, t("verify.own.go"))), chosen.element);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    take(text.value.slice(0, LARGEST), pasted.setError, text);
  });
  return form;
}

/** @param {HTMLElement} section @param {View} view */
export function mountOwn(section, view) {
  const panels = view.report.receipts.map((told) => receiptPanel(told, view));
  const form = otherForm(view);
  const other = panels.length ? h("details", { id: "receipt-other" }, h("summary", {}, t("verify.own.other")), form) : form;
  fill(section, h("h2", {}, t("verify.own.title")), view.lost ? paragraph(t("verify.own.none")) : null, ...panels, other);
}
