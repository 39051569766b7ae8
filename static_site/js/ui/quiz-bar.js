// Above every screen of an open attempt: the question, time spent and left, and where the answers are.
import { announcement, timerView } from "../core/session.js";
import { placeKind, t } from "../core/text.js";
import { openStore } from "../io/storage.js";
import { button, h, setAttribute, setText } from "./dom.js";

/** @typedef {import("../io/keeper.js").Keeper} Keeper */

/** How long it stands on the screen that little time is left, be the clock hidden or not. */
const SAID_FOR = 15000;

/**
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
