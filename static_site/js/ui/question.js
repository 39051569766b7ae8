// One question: a fieldset whose legend is the heading, nothing chosen beforehand.
import { t } from "../core/text.js";
import { button, h } from "./dom.js";

/** @typedef {import("../core/types.js").Question} Question */
/** @typedef {{ question: Question, index: number, total: number, edit: boolean, chosen: number[], topic: string,
 *              last: boolean, note: string, choose: (options: number[]) => void, next: () => void, previous: () => void }} QuestionView */

/** A second tap of a double tap would skip a question unseen. */
const DOUBLE_TAP = 350;
let lastNext = 0;

/** @param {Event} event */
export function isDoubleTap(event) {
  const touch = "pointerType" in event && event.pointerType === "touch";
  const soon = event.timeStamp - lastNext < DOUBLE_TAP;
  lastNext = event.timeStamp;
  return (event instanceof UIEvent && event.detail > 1) || (touch && soon);
}

/** @param {QuestionView} view @param {string} option @param {number} i */
function optionRow(view, option, i) {
  const { question, index } = view;
  const input = h("input", {
    type: question.multiple ? "checkbox" : "radio",
    name: `answer-${index}`,
    id: `option-${i}`,
    value: i,
    checked: view.chosen.includes(i),
  });
  return h("label", { class: "option", for: `option-${i}` }, input, h("span", { lang: "vi" }, option));
}

/** @param {QuestionView} view */
function nextLabel({ edit, last }) {
  if (edit) return t("question.back_to_check");
  return t(last ? "question.to_check" : "question.next");
}

/** @param {HTMLElement} root @param {QuestionView} view */
export function mountQuestion(root, view) {
  const { question, index, total } = view;
  const legend = h("legend", {}, h("h1", { tabindex: -1 },
    h("span", { class: "unseen" }, t("question.number", { n: index + 1, total })), " ", h("span", { lang: "vi" }, question.text)));
  const hint = question.multiple ? h("p", { class: "hint", id: "question-hint" }, t("question.multiple")) : null;
  const described = [view.note ? "question-note" : "", hint ? "question-hint" : ""].join(" ").trim();
  const options = question.options.map((option, i) => optionRow(view, option, i));
  const fieldset = h("fieldset", { id: "question", "data-question": question.id, "aria-describedby": described || null },
    legend, hint, h("div", { class: "options" }, options));
  const next = h("button", { type: "submit", class: "button", id: "next" }, nextLabel(view));
  const previous = index > 0 && !view.edit ? button(t("question.previous"), view.previous, { class: "button quiet", id: "previous" }) : null;
  const form = h("form", { class: "question", novalidate: true },
    view.note ? h("p", { class: "callout warning", id: "question-note" }, view.note) : null,
    view.topic ? h("p", { class: "topic" }, view.topic) : null, fieldset, h("div", { class: "actions" }, next, previous));

  const inputs = () => [...form.querySelectorAll("input")];
  form.addEventListener("change", () => view.choose(inputs().filter((one) => one.checked).map((one) => Number(one.value))));
  next.addEventListener("click", (event) => isDoubleTap(event) && event.preventDefault());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    view.next();
  });
  root.replaceChildren(form);

  return {
    /** Another tab or a draft may have changed the choice. @param {number[]} chosen */
    update(chosen) {
      for (const input of inputs()) input.checked = chosen.includes(Number(input.value));
    },
  };
}
