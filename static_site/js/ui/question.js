// One question, and what stands above every one: the bar with the time and the state of saving, the resume code.
import { announcement, timerView } from "../core/session.js";
import { grouped, placeKind, t } from "../core/text.js";
import { openStore } from "../io/storage.js";
import { button, fill, h, paragraph, setAttribute, setText } from "./dom.js";

/** @typedef {import("../core/types.js").Question} Question */
/** @typedef {{ question: Question, index: number, total: number, edit: boolean, chosen: number[], topic: string,
 *              last: boolean, note: string, choose: (options: number[]) => void, next: () => void, previous: () => void }} QuestionView */
/** @typedef {import("../io/keeper.js").Keeper} Keeper */

/** How long it stands on the screen that little time is left, be the clock hidden or not. */
const SAID_FOR = 15000;
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
    view.topic ? h("p", { class: "topic", lang: "vi" }, view.topic) : null, fieldset, h("div", { class: "actions" }, next, previous));

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

/**
 * Above every screen of an open attempt: the question, time spent and left, and where the answers are.
 * @param {import("../core/types.js").Contest} contest
 * @param {() => number} now
 */
export function mountQuizBar(contest, now) {
  const store = openStore("_");
  const step = h("strong", { "aria-hidden": "true" });
  const elapsed = h("span", { class: "elapsed", id: "elapsed" });
  const left = h("strong", { class: "left", id: "time-left", role: "timer" });
  const spoken = h("p", { class: "told", role: "status", id: "timer-announcement" });
  const save = h("p", { id: "save-status", role: "status" });
  const toggle = button("", () => showTimes(left.hasAttribute("hidden")), { class: "toggle", id: "toggle-time" });
  const bar = h("div", { class: "quiz-bar" }, h("div", { class: "timer" }, step, left, toggle), h("div", { class: "state" }, save, elapsed), spoken);
  const place = placeKind(contest.host);
  /** @type {number | null} */
  let before = null;
  let saidAt = 0;

  /** @param {boolean} shown */
  function showTimes(shown) {
    left.hidden = elapsed.hidden = !shown;
    setText(toggle, t(shown ? "timer.hide" : "timer.show"));
    store.write("times", shown ? "" : "hidden");
  }

  /** @param {number} leftMs */
  function tell(leftMs) {
    const said = announcement(before, leftMs);
    before = leftMs;
    if (said) saidAt = now();
    if (said || now() - saidAt > SAID_FOR) setText(spoken, said || "");
  }

  /** @param {Keeper} keeper @param {{ name: string, index: number }} where */
  function update(keeper, { name, index }) {
    const session = keeper.session();
    if (!session || !bar.isConnected) return;
    const view = timerView({ startedAt: session.startedAt, deadline: session.deadline, closesAt: contest.closes_at, now: now() });
    setText(step, name === "question" ? t("question.number", { n: index + 1, total: session.paper.questions.length }) : "");
    setText(elapsed, t("timer.elapsed", { time: view.elapsed }));
    setText(left, view.left === null ? "" : t(view.urgent ? "timer.urgent" : "timer.left", { time: view.left }));
    bar.classList.toggle("urgent", view.urgent);
    tell(view.leftMs);
    const state = keeper.saveState();
    setAttribute(save, "data-state", state);
    setText(save, t(`save.${state}`, { place }));
  }

  showTimes(store.read("times") !== "hidden");
  return { bar, update };
}

/**
 * The resume code where answering begins: one line, which opens on demand.
 * @param {import("../core/types.js").Contest} contest
 * @param {string} code
 * @param {boolean} persistent false where closing the page would lose the way back
 */
export function codeNote(contest, code, persistent) {
  const shown = h("strong", { id: "resume-code", class: "code", "data-code": code }, grouped(code));
  const more = h("div", { hidden: true });
  const keep = button(t("code.keep"), open, { class: "button quiet small", id: "keep-code", "aria-expanded": "false" });

  async function open() {
    more.hidden = !more.hidden;
    setAttribute(keep, "aria-expanded", String(!more.hidden));
    if (more.hidden || more.firstChild) return;
    try {
      const { waysToKeep } = await import("./keep-code.js");
      fill(more, paragraph(t("code.note")), await waysToKeep(contest, code, shown));
    } catch (offline) {
      fill(more, paragraph(t("code.by_hand")));
    }
  }

  return h("aside", { class: "code-note", "aria-label": t("code.title") },
    h("p", {}, h("span", {}, t("code.title")), " ", shown, " ", keep),
    persistent ? null : h("p", { class: "warn" }, t("code.note_memory")), more);
}
