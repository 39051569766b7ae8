// A new amendment: what, and why; tried dry before anybody can agree.
import { t } from "../../core/text.js";
import { drawId } from "../../io/console-api.js";
import { fill, h, heading, link } from "../dom.js";
import { areaEntry, choiceEntry, form, momentEntry } from "./kit-form.js";
import { say, working } from "./kit.js";

/** @typedef {import("./screens.js").Here} Here */
/** @typedef {import("./amendments.js").Kind} Kind */
/** @typedef {{ id: string, text: string, options: string[], key: number[], multiple: boolean, amended?: string }} Question */
/**
 * @template Value
 * @typedef {import("./kit-form.js").Entry<Value>} Entry
 */

/** @type {Kind[]} */
const ABOUT_QUESTIONS = ["key_corrected", "question_voided"];
const LOOK_AGAIN = 5000;

/** @param {HTMLElement} place @param {Here} here @param {Kind} kind @param {string} asked a question to begin with */
export async function newAmendment(place, here, kind, asked) {
  const questions = ABOUT_QUESTIONS.includes(kind) ? await revealed(here.slug) : [];
  if (!questions) return untilRevealed(place, here, kind);
  const id = drawId();
  const reason = areaEntry({ name: "reason", label: t("amendments.reason"), hint: t("amendments.reason.hint"), required: true, maxlength: 500 });
  const parts = partsOf(here, kind, questions, asked);
  const box = h("div", {});
  const send = async () => {
    const body = { id, kind, reason: reason.read(), ...parts.read() };
    const told = await working(box, t("amendments.trying"), (note) => here.api.job(`/contests/${here.slug}/amendments`, body, note));
    here.go(here.href("dieu-chinh", told.amendment.id));
    say(t("amendments.proposed.done"));
  };
  fill(place, heading(t(`amendments.kind.${kind}`)), h("p", {}, t(`amendments.kind.${kind}.text`)), box);
  fill(box, form({ id: "amend", entries: [...parts.entries, reason], submit: t("amendments.try"), send }),
    h("p", { class: "hint" }, t("amendments.try.text")), h("p", {}, link(here.href("dieu-chinh"), t("console.back"))));
  return undefined;
}

/** The questions as published, null before. @param {string} slug @returns {Promise<Question[] | null>} */
async function revealed(slug) {
  const response = await fetch(`/contests/${slug}/practice.json`, { cache: "no-cache" });
  return response.ok ? (await response.json()).questions : null;
}

/** The tick publishes them within a minute of the freeze: until then it is said, and looked for. @param {HTMLElement} place @param {Here} here @param {Kind} kind */
function untilRevealed(place, here, kind) {
  const looking = setInterval(() => {
    // A look that fails is followed by the next one.
    void revealed(here.slug).then((found) => found && here.again(), () => undefined);
  }, LOOK_AGAIN);
  fill(place, heading(t(`amendments.kind.${kind}`)), h("p", { class: "callout", role: "status" }, t("amendments.question.wait")),
    h("p", {}, link(here.href("dieu-chinh"), t("console.back"))));
  return () => clearInterval(looking);
}

/** @param {Here} here @param {Kind} kind @param {Question[]} questions @param {string} asked @returns {{ entries: Entry<any>[], read: () => object }} */
function partsOf(here, kind, questions, asked) {
  if (kind === "close_moved") {
    const closes = momentEntry({ name: "closes_at", label: t("amendments.closes_at"), required: true, value: here.contest ? here.contest.closes_at : null });
    return { entries: [closes], read: () => ({ closes_at: closes.read() }) };
  }
  if (kind === "outage_cut" || kind === "interval_annulled") {
    const starts = momentEntry({ name: "starts", label: t("amendments.starts"), required: true });
    const ends = momentEntry({ name: "ends", label: t("amendments.ends"), hint: t("amendments.ends.hint"), required: true });
    return { entries: [starts, ends], read: () => ({ starts: starts.read(), ends: ends.read() }) };
  }
  return questionParts(questions, kind, asked);
}

/** @param {Question[]} questions @param {Kind} kind @param {string} asked */
function questionParts(questions, kind, asked) {
  const known = new Map(questions.map((one) => [one.id, one]));
  const options = [{ value: "", text: t("amendments.question.choose") },
    ...questions.filter((one) => one.amended !== "question_voided").map((one) => ({ value: one.id, text: `${one.id} · ${shortened(one.text)}` }))];
  const question = choiceEntry({ name: "question", label: t("amendments.question"), required: true, value: known.has(asked) ? asked : "", options });
  const shown = h("div", { class: "chosen" });
  /** @type {HTMLInputElement[]} */
  let ticks = [];

  function show() {
    const chosen = known.get(question.read());
    ticks = chosen && kind === "key_corrected" ? ticksOf(chosen) : [];
    fill(shown, chosen ? [h("p", { class: "quoted" }, chosen.text), ticks.length ? keyField(chosen, ticks) : keyOf(chosen)] : null);
  }

  // The options are within the field, and what is ticked among them is no other question.
  question.element.addEventListener("change", (event) => event.target instanceof HTMLSelectElement && show());
  question.element.append(shown);
  show();
  const key = () => ticks.map((one, i) => (one.checked ? i : -1)).filter((i) => i >= 0);
  // The server's fault of the key is shown at the options.
  const keyEntry = { name: "key", element: h("span", {}), target: "question", setError: (/** @type {string} */ message) => question.setError(message), read: key };
  const read = () => (kind === "key_corrected" ? { question: question.read(), key: key() } : { question: question.read() });
  return { entries: kind === "key_corrected" ? [keyEntry, question] : [question], read };
}

/** A question that takes one answer keeps one right option. @param {Question} question @returns {HTMLInputElement[]} */
const ticksOf = (question) => question.options.map((_, i) => h("input", { type: question.multiple ? "checkbox" : "radio", name: "key", id: `key-${i}`, checked: question.key.includes(i) }));

/** @param {Question} question @param {HTMLInputElement[]} ticks */
const keyField = (question, ticks) => h("fieldset", {}, h("legend", {}, t(question.multiple ? "amendments.key" : "amendments.key.one")),
  ticks.map((tick, i) => h("label", { class: "option", for: tick.id }, tick, h("span", {}, `${"ABCDEFGH"[i]}. ${question.options[i]}${question.key.includes(i) ? ` (${t("amendments.key.now")})` : ""}`))));

/** @param {Question} question */
const keyOf = (question) => h("ul", {}, question.options.map((option, i) => h("li", {}, `${"ABCDEFGH"[i]}. ${option}${question.key.includes(i) ? ` (${t("amendments.key.now")})` : ""}`)));

/** @param {string} text */
const shortened = (text) => (text.length > 70 ? `${text.slice(0, 69)}…` : text);
