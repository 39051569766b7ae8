// Drives the page from "what to know" to the receipt: which screen is due, and when it changes.
import { mayBeginNext } from "../core/attempts.js";
import { phaseAt, hashOf, screenFor } from "../core/route.js";
import { expiredView } from "../core/session.js";
import { createApi } from "../io/api.js";
import { createKeeper } from "../io/keeper.js";
import { openStore } from "../io/storage.js";
import { byId, eachSecond } from "./dom.js";
import { openContestPage, setTitle } from "./frame.js";
import { mountQuizBar } from "./quiz-bar.js";
import { mountError, mountScreen } from "./take-screens.js";

/** @typedef {import("../core/types.js").ApiError} ApiError */
/** @typedef {import("../core/types.js").Session} Session */
/** @typedef {import("./take-screens.js").Context} Context */
/** @typedef {import("./take-screens.js").Mounted} Mounted */

/** Asking where the attempt stands costs a read: not at every glance at another app. */
const LOOK_AT_MOST_EVERY = 15000;
/** The screens on which the clock and the state of saving are shown. */
const ANSWERING = ["question", "prediction", "check"];

/** @param {import("./frame.js").Page} page */
function mountTake({ contest, clock, main: root }) {
  const store = openStore(contest.slug);
  const keeper = createKeeper({ contest, clock, store, api: createApi(), onChange: () => queueMicrotask(render) });
  const quizBar = mountQuizBar(contest, clock.now);
  /** @type {Context} */
  const context = { contest, store, keeper, root, now: clock.now, go, refuse };
  /** @type {ApiError | null} */
  let refusal = null;
  let shown = { place: "", content: "" };
  /** @type {Mounted} */
  let mounted = {};

  /** @type {Context["go"]} */
  function go(route, replace = false) {
    history[replace ? "replaceState" : "pushState"](null, "", location.pathname + location.search + hashOf(route));
    render();
  }

  /** @type {Context["refuse"]} */
  function refuse(error) {
    refusal = error;
    render();
  }

  function render() {
    const error = refusal || keeper.problem();
    const session = keeper.session();
    const more = mayBeginNext(contest, session, clock.now());
    const where = screenFor({ session, phase: phaseAt(contest, clock.now()), hash: location.hash, more });
    const inAttempt = !error && ANSWERING.includes(where.name);
    if (inAttempt) root.before(quizBar.bar);
    else quizBar.bar.remove();
    quizBar.update(keeper);
    document.body.classList.toggle("in-attempt", inAttempt);

    const place = error ? `problem ${error.code}` : `${where.name} ${where.index} ${where.edit}`;
    const content = contentOf(where.name, session, context, more);
    if (place === shown.place && content === shown.content) return mounted.update?.();
    const moved = shown.place !== "" && place !== shown.place;
    shown = { place, content };
    mounted = (error ? mountError(context, error) : mountScreen(context, where)) || {};
    setTitle(root.querySelector("h1")?.textContent || "", contest);
    if (moved) toTop(root);
  }

  listen(keeper, store.keyOf("session"), render);
  eachSecond(() => {
    keeper.tick();
    render();
  });
  void keeper.look();
  void keeper.settleEarlier();
}

/** @param {HTMLElement} root */
function toTop(root) {
  window.scrollTo(0, 0);
  root.querySelector("h1")?.focus({ preventScroll: true });
}

/**
 * What a screen shows of the attempt, where that may change while it is shown.
 * @param {string} name @param {Session | null} session @param {Context} context @param {boolean} more
 */
function contentOf(name, session, { contest, keeper, now }, more) {
  if (!session) return "";
  if (name === "check") return JSON.stringify([session.answers, session.predicted]);
  if (name === "expired") return JSON.stringify([expiredView(session, contest, now()), keeper.earlier(), more]);
  return name === "receipt" ? JSON.stringify([session.outcome, keeper.earlier(), more]) : "";
}

/** @param {import("../io/keeper.js").Keeper} keeper @param {string} sessionKey @param {() => void} render */
function listen(keeper, sessionKey, render) {
  let lookedAt = Date.now();
  function look() {
    if (Date.now() - lookedAt < LOOK_AT_MOST_EVERY) return;
    lookedAt = Date.now();
    void keeper.look();
  }
  window.addEventListener("popstate", render);
  window.addEventListener("online", keeper.wake);
  window.addEventListener("pagehide", keeper.flush);
  window.addEventListener("pageshow", (event) => event.persisted && look());
  window.addEventListener("storage", (event) => event.key === sessionKey && keeper.reread());
  document.addEventListener("visibilitychange", () => (document.hidden ? keeper.flush() : look()));
}

void openContestPage(byId("screen"), mountTake);
