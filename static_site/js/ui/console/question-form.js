// One question: all its fields, two to eight options, what is right by a tick.
import { LETTERS, filledOf, optionsShown, questionOf } from "../../core/questions.js";
import { t } from "../../core/text.js";
import { button, fill, h, heading, link, setAttribute } from "../dom.js";
import { areaEntry, choiceEntry, form, textEntry } from "./kit-form.js";
import { say, section } from "./kit.js";

/** @typedef {import("./screens.js").Here} Here */
/** @typedef {import("../../core/questions.js").Filled} Filled */
/** @typedef {import("../../core/questions.js").TopicCount} TopicCount */

/** @param {HTMLElement} place @param {Here} here @param {string | null} which the question's place in the bank, null for a new one */
export async function mountForm(place, here, which) {
  const base = `/contests/${here.slug}/questions`;
  const page = await here.api.get(base, { cursor: which });
  const row = page.questions.find((/** @type {{ place: number }} */ one) => String(one.place) === which);
  const back = here.href("cau-hoi");
  if ((which !== null && !row) || page.frozen || !here.canChange) {
    fill(place, heading(t("questions.title")), h("p", {}, page.frozen ? t("questions.frozen") : t("questions.gone")), h("p", {}, link(back, t("questions.back"))));
    return;
  }
  const filled = filledOf(row ? row.question : { topic: page.topics[0] && page.topics[0].id });
  const parts = fieldsOf(filled, page.topics);

  async function send() {
    const question = questionOf(parts.read());
    const told = row ? await here.api.put(`${base}/${row.place}`, { question, tag: page.tag }) : await here.api.post(base, { questions: [{ question }], tag: page.tag });
    here.go(back);
    say(t(row ? "questions.saved" : "questions.added", { id: told.questions[0].id }));
  }

  fill(place, heading(row ? t("questions.edit.title", { id: filled.id || String(row.place + 1) }) : t("questions.add")),
    form({ id: "question", keeps: filled.id, entries: parts.entries, around: parts.around, submit: t("questions.save"), send, others: [link(back, t("console.cancel"), { class: "button quiet" })] }));
  for (const entry of parts.entries) entry.setError((row && row.faults[entry.name]) || "");
}

/** @param {Filled} filled @param {TopicCount[]} topics */
function fieldsOf(filled, topics) {
  const listed = topics.map(({ id, name }) => ({ value: id, text: name || id }));
  const topic = choiceEntry({ name: "topic", label: t("questions.topic"), value: filled.topic, options: listed });
  const id = textEntry({ name: "id", label: t("questions.id"), hint: t("questions.id.hint"), value: filled.id, maxlength: 32, short: true });
  const text = areaEntry({ name: "text", label: t("questions.text"), value: filled.text, required: true, maxlength: 1000 });
  const explanation = areaEntry({ name: "explanation", label: t("questions.explanation"), hint: t("questions.explanation.hint"), value: filled.explanation, maxlength: 2000 });
  const source = areaEntry({ name: "source", label: t("questions.source"), hint: t("questions.source.hint"), value: filled.source, rows: 2, maxlength: 500 });
  const levels = ["", "1", "2", "3"].map((value) => ({ value, text: t(/** @type {import("../../core/text.js").MessageKey} */ (`questions.difficulty.${value || "none"}`)) }));
  const difficulty = choiceEntry({ name: "difficulty", label: t("questions.difficulty"), value: filled.difficulty, options: levels });
  const options = optionsOf(filled);
  const entries = [topic, text, ...options.entries, explanation, source, difficulty, id];
  return {
    entries,
    around: [topic.element, text.element, options.element, explanation.element, source.element, section(t("questions.more"), difficulty.element, id.element)],
    /** @returns {Filled} */
    read: () => ({ id: id.read(), topic: topic.read(), text: text.read(), options: options.read(), explanation: explanation.read(), source: source.read(), difficulty: difficulty.read() }),
  };
}

/** @param {Filled} filled */
function optionsOf(filled) {
  const rows = filled.options.map((option, i) => optionRow(option, i));
  const key = errorEntry("key", "right-1");
  const count = errorEntry("options", "option-1");
  const more = button(t("questions.option.more"), () => {
    const next = rows.find((row) => row.element.hidden);
    if (next) {
      next.element.hidden = false;
      next.text.focus();
    }
    more.hidden = !rows.some((row) => row.element.hidden);
  }, { class: "button small quiet" });
  const shown = optionsShown(filled);
  for (const [i, row] of rows.entries()) row.element.hidden = i >= shown;
  more.hidden = shown >= LETTERS.length;
  const element = h("fieldset", { class: "field" }, h("legend", {}, t("questions.options")), h("p", { class: "hint" }, t("questions.options.hint")),
    count.element, key.element, rows.map((row) => row.element), more);
  return { element, entries: [count, ...rows, key], read: () => rows.map((row) => row.read()) };
}

/** @param {{ text: string, right: boolean }} option @param {number} i */
function optionRow(option, i) {
  const letter = LETTERS[i];
  const error = h("p", { class: "error", id: `option-${i + 1}-error` });
  const text = h("textarea", { id: `option-${i + 1}`, class: "input", rows: 1, maxlength: 300, "aria-label": t("questions.option", { letter }), "aria-describedby": error.id }, option.text);
  const right = h("input", { type: "checkbox", id: `right-${i + 1}`, checked: option.right });
  const element = h("div", { class: "answer" }, error, h("span", { class: "letter", "aria-hidden": "true" }, letter), text,
    h("label", { class: "option", for: right.id }, right, h("span", {}, t("questions.right"), h("span", { class: "unseen" }, ` ${letter}`))));
  element.addEventListener("input", () => (element.hidden = false));
  return {
    name: `options[${i + 1}]`, element, text, target: text.id,
    read: () => ({ text: text.value, right: right.checked }),
    setError: (/** @type {string} */ message) => {
      error.textContent = message;
      element.classList.toggle("wrong", message !== "");
      setAttribute(text, "aria-invalid", message ? "true" : null);
      if (message) element.hidden = false;
    },
  };
}

/** What is wrong with all options together. @param {string} name @param {string} target */
function errorEntry(name, target) {
  const element = h("p", { class: "error", id: `${name}-error` });
  return { name, element, target, read: () => null, setError: (/** @type {string} */ message) => fill(element, message) };
}
