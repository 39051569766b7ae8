// Above every screen of an open attempt: time spent, time left, and where the answers are.
import { placeKind, t } from "../core/text.js";
import { announcement, timerView } from "../core/timer.js";
import { h, setAttribute, setText } from "./dom.js";

/** @typedef {import("../io/keeper.js").Keeper} Keeper */
/** @typedef {import("../io/keeper.js").SaveState} SaveState */

const SAVE_WORDS = /** @type {const} */ ({
  local: "save.local",
  memory: "save.memory",
  ward: "save.ward",
  retrying: "save.retrying",
});

/**
 * @param {import("../core/types.js").Contest} contest
 * @param {() => number} now
 */
export function mountQuizBar(contest, now) {
  const elapsed = h("span", { class: "elapsed", id: "elapsed" });
  const left = h("span", { class: "left", id: "time-left" });
  const spoken = h("div", { class: "unseen", role: "status", id: "timer-announcement" });
  const save = h("p", { id: "save-status", role: "status" });
  const bar = h("div", { class: "quiz-bar" },
    h("p", { class: "timer", "aria-hidden": "true" }, left, elapsed), save, spoken);
  const place = placeKind(contest.host);
  /** @type {number | null} */
  let before = null;

  /** @param {Keeper} keeper */
  function update(keeper) {
    const session = keeper.session();
    if (!session || !bar.isConnected) return;
    const view = timerView({ startedAt: session.startedAt, deadline: session.deadline, closesAt: contest.closes_at, now: now() });
    setText(elapsed, t("timer.elapsed", { time: view.elapsed }));
    setText(left, view.left === null ? "" : t("timer.left", { time: view.left }));
    bar.classList.toggle("urgent", view.urgent);
    const said = announcement(before, view.leftMs);
    if (said) setText(spoken, said);
    before = view.leftMs;
    const state = keeper.saveState();
    setAttribute(save, "data-state", state);
    setText(save, t(SAVE_WORDS[state], { place }));
  }
  return { bar, update };
}
