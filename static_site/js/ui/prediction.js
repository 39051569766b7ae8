// The question after the last one: a number to predict, which may be left out.
import { isWrongPrediction } from "../core/delivery.js";
import { MOST_PREDICTED, parsePrediction } from "../core/session.js";
import { number, t } from "../core/text.js";
import { button, h, setAttribute, setText } from "./dom.js";
import { isDoubleTap } from "./question.js";

/**
 * @typedef {{ prompt: string, target: import("../core/types.js").PredictionTarget | null, typed: string, edit: boolean,
 *             predict: (typed: string) => void, next: () => void, previous: () => void }} PredictionView
 */

/** @param {HTMLElement} root @param {PredictionView} view */
export function mountPrediction(root, view) {
  const input = h("input", { id: "prediction", name: "prediction", class: "input short", type: "text", inputmode: "numeric",
    autocomplete: "off", maxlength: 20, value: view.typed, "aria-describedby": "prediction-hint prediction-error" });
  const error = h("p", { class: "error", id: "prediction-error", role: "alert" });
  const read = h("output", { id: "prediction-read", for: "prediction" });
  const asked = h("div", { class: "field", "data-field": "prediction" },
    h("h1", { tabindex: -1 }, h("span", { class: "step" }, t("prediction.step")), " ", h("label", { for: "prediction", lang: "vi" }, view.prompt)),
    h("p", { class: "hint", id: "prediction-hint" }, t("prediction.hint"), view.target ? ` ${t(`prediction.target.${view.target}`)}` : null),
    error, input, read);
  const next = h("button", { type: "submit", class: "button", id: "next" }, t(view.edit ? "question.back_to_check" : "question.to_check"));
  const previous = view.edit ? null : button(t("question.previous"), view.previous, { class: "button quiet", id: "previous" });
  const form = h("form", { class: "question", id: "prediction-form", novalidate: true }, asked, h("div", { class: "actions" }, next, previous));

  /** @param {boolean} wrong */
  function showWrong(wrong) {
    setText(error, wrong ? t("prediction.wrong", { most: number(MOST_PREDICTED) }) : "");
    asked.classList.toggle("wrong", wrong);
    setAttribute(input, "aria-invalid", wrong ? "true" : null);
  }

  /** Grouped digits, so that a zero too many is seen. */
  function showRead() {
    const value = parsePrediction(input.value);
    setText(read, value === null ? "" : t("prediction.read", { value: number(value) }));
    if (!isWrongPrediction(input.value)) showWrong(false);
  }

  input.addEventListener("input", () => {
    view.predict(input.value);
    showRead();
  });
  next.addEventListener("click", (event) => isDoubleTap(event) && event.preventDefault());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!isWrongPrediction(input.value)) return view.next();
    showWrong(true);
    input.focus();
  });
  root.replaceChildren(form);
  showRead();

  return {
    /** Another tab or a draft may have changed it. @param {string} typed */
    update(typed) {
      if (document.activeElement === input || input.value === typed) return;
      input.value = typed;
      showRead();
    },
  };
}
