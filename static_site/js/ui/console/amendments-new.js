// A new amendment: what, and why; tried dry before anybody can agree.
import { t } from "../../core/text.js";
import { drawId } from "../../io/console-api.js";
import { fill, h, heading, link } from "../dom.js";
import { areaEntry, choiceEntry, form, momentEntry, tickEntry } from "./kit-form.js";
import { say, working } from "./kit.js";

/** @typedef {import("./screens.js").Here} Here */
/** @typedef {import("./amendments.js").Kind} Kind */
/** @typedef {{ id: string, text: string, options: string[], key: number[], multiple: boolean, amended?: string }} Question */
/**
 * @template Value
 * @typedef {import("./kit-form.js").Entry<Value>} Entry
 */

/** @param {HTMLElement} place @param {Here} here @param {Kind} kind @param {string} asked a question to begin with */
export async function newAmendment(place, here, kind, asked) {
  const id = drawId();
  const reason = areaEntry({ name: "reason", label: t("amendments.reason"), hint: t("amendments.reason.hint"), required: true, maxlength: 500 });
  const parts = await partsOf(here, kind, asked);
  const box = h("div", {});
  const send = async () => {
    const body = { id, kind, reason: reason.read(), ...parts.read() };
    const told = await working(box, t("amendments.trying"), (note) => here.api.job(`/contests/${here.slug}/amendments`, body, note));
    here.go(here.href("dieu-chinh", told.amendment.id));
    say(t("amendments.proposed.done"));
  };
  fill(place, heading(t(`amendments.kind.${kind}`)), h("p", {}, t(`amendments.kind.${kind}.text`)), parts.extra || null, box);
  fill(box, form({ id: "amend", entries: [...parts.entries, reason], submit: t("amendments.try"), send }),
    h("p", { class: "hint" }, t("amendments.try.text")), h("p", {}, link(here.href("dieu-chinh"), t("console.back"))));
}

/** @param {Here} here @param {Kind} kind @param {string} asked @returns {Promise<{ entries: Entry<any>[], read: () => object, extra?: HTMLElement }>} */
async function partsOf(here, kind, asked) {
  if (kind === "close_moved") {
    const closes = momentEntry({ name: "closes_at", label: t("amendments.closes_at"), required: true, value: here.contest ? here.contest.closes_at : null });
    return { entries: [closes], read: () => ({ closes_at: closes.read() }) };
  }
  if (kind === "outage_cut" || kind === "interval_annulled") {
    const starts = momentEntry({ name: "starts", label: t("amendments.starts"), required: true });
    const ends = momentEntry({ name: "ends", label: t("amendments.ends"), hint: t("amendments.ends.hint"), required: true });
    return { entries: [starts, ends], read: () => ({ starts: starts.read(), ends: ends.read() }) };
  }
  const response = await fetch(`/contests/${here.slug}/practice.json`);
  /** @type {Question[]} */
  const questions = response.ok ? (await response.json()).questions : [];
  return questionParts(questions, kind, asked);
}

/** @param {Question[]} questions @param {Kind} kind @param {string} asked */
function questionParts(questions, kind, asked) {
  const known = new Map(questions.map((one) => [one.id, one]));
  const options = [{ value: "", text: t("amendments.question.choose") },
    ...questions.filter((one) => one.amended !== "question_voided").map((one) => ({ value: one.id, text: `${one.id} · ${shortened(one.text)}` }))];
  const hint = questions.length ? "" : t("amendments.question.wait");
  const question = choiceEntry({ name: "question", label: t("amendments.question"), hint, required: true, value: known.has(asked) ? asked : "", options });
  const shown = h("div", { class: "chosen" });
  /** @type {Entry<boolean>[]} */
  let ticks = [];

  function show() {
    const chosen = known.get(question.read());
    ticks = chosen ? chosen.options.map((option, i) => tickEntry({ name: `key-${i}`, label: `${"ABCDEFGH"[i]}. ${option}`, value: chosen.key.includes(i) })) : [];
    const asTicks = kind === "key_corrected" ? h("fieldset", {}, h("legend", {}, t("amendments.key")), ticks.map((one) => one.element)) : null;
    fill(shown, chosen ? [h("p", { class: "quoted" }, chosen.text), asTicks || keyOf(chosen)] : null);
  }

  question.element.addEventListener("change", show);
  question.element.append(shown);
  show();
  const key = () => ticks.map((one, i) => (one.read() ? i : -1)).filter((i) => i >= 0);
  // The server's fault of the key is shown at the options.
  const keyEntry = { name: "key", element: h("span", {}), target: "question", setError: (/** @type {string} */ message) => question.setError(message), read: key };
  const read = () => (kind === "key_corrected" ? { question: question.read(), key: key() } : { question: question.read() });
  return { entries: kind === "key_corrected" ? [keyEntry, question] : [question], read };
}

/** @param {Question} question */
const keyOf = (question) => h("ul", {}, question.options.map((option, i) => h("li", {}, `${"ABCDEFGH"[i]}. ${option}${question.key.includes(i) ? ` (${t("amendments.key.now")})` : ""}`)));

/** @param {string} text */
const shortened = (text) => (text.length > 70 ? `${text.slice(0, 69)}…` : text);
