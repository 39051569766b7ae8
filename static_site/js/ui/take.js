// Drives the page from "what to know" to the receipt: which screen is due, and when it changes.
import { phaseAt, hashOf, screenFor } from "../core/route.js";
import { createApi } from "../io/api.js";
import { createKeeper } from "../io/keeper.js";
import { readContest } from "../io/site.js";
import { openStore } from "../io/storage.js";
import { byId, eachSecond } from "./dom.js";
import { bringSentences, openContestPage, setTitle, told } from "./frame.js";
import { mountQuizBar } from "./question.js";
import { comesLater, mountScreen } from "./take-screens.js";

/** @typedef {import("../core/types.js").ApiError} ApiError */
/** @typedef {import("./take-screens.js").Context} Context */
/** @typedef {import("./take-screens.js").Mounted} Mounted */
/** @typedef {import("./take-screens.js").MaybeLater} MaybeLater */

/** Asking where the attempt stands costs a read: not at every glance at another app. */
const LOOK_AT_MOST_EVERY = 15000;
/** The close may be moved while the page is open. */
const READ_AGAIN = 120000;
/** The screens on which the clock and the state of saving are shown. */
const ANSWERING = ["question", "prediction", "check"];

/** @param {import("./frame.js").Page} page */
async function mountTake({ contest, clock, main: root }) {
  const store = openStore(contest.slug);
  const api = createApi();
  // Not among the modules of everybody: only a tablet that people share needs it.
  const shared = /^#may-chung=/.test(location.hash) || store.read("shared");
  if (shared) await import(`/${told.version}/js/ui/shared-device.js`).then(({ openShared }) => openShared({ contest, root, store, api }));
  const keeper = createKeeper({ contest, clock, store, api, onChange });
  const quizBar = mountQuizBar(contest, clock.now);
  const begunBefore = keeper.session() !== null;
  let readAt = Date.now();
  /** @type {MaybeLater} */
  let later = null;
  /** How often it failed; -1 where it was not asked for. */
  let laterTries = -1;
  /** @type {ApiError | null} */
  let refusal = null;
  let shown = { place: "", content: "" };
  /** @type {Mounted} */
  let mounted = {};
  /** @type {Context} */
  const context = { contest, store, api, keeper, clock, root, now: clock.now, go, refuse,
    later: () => later, laterTries: () => laterTries };

  function onChange() {
    later?.delivery.changed();
    queueMicrotask(render);
  }

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

  /** The rest of the page, once something is begun. */
  async function bringLater() {
    if (laterTries >= 0) return;
    laterTries = 0;
    const files = told.later.map((file) => `/${told.version}/${file}`);
    const bring = () => bringSentences().then(() => import("./take-later.js"));
    const { openLater } = await api.untilLoaded(files, bring, (tries) => {
      laterTries = tries;
      render();
    });
    later = openLater(context, () => queueMicrotask(render));
    if (begunBefore) void later.delivery.look();
    void later.delivery.settleEarlier();
    // Somebody may have looked away meanwhile.
    if (document.hidden) later.delivery.flush();
    render();
  }

  async function readAgain() {
    if (document.hidden || Date.now() - readAt < READ_AGAIN) return;
    readAt = Date.now();
    const now = await readContest(contest.slug, clock, store).catch(() => null);
    Object.assign(contest, now);
    render();
  }

  function render() {
    const error = refusal || keeper.problem();
    const session = keeper.session();
    const more = later !== null && later.mayBeginNext();
    const where = screenFor({ session, phase: phaseAt(contest, clock.now()), hash: location.hash, more });
    showBar(where, !error && ANSWERING.includes(where.name));
    const needed = error !== null || comesLater(where.name, session !== null);
    if ((needed || session) && laterTries < 0) whenIdle(bringLater);

    const ready = later !== null || !needed;
    const place = [error ? error.code : `${where.name} ${where.index} ${where.edit}`, session?.attemptId, ready].join();
    const content = later ? later.contentOf(where.name) : "";
    if (place === shown.place && content === shown.content) return mounted.update?.();
    const moved = shown.place !== "" && place !== shown.place;
    shown = { place, content };
    mounted = mountScreen(context, where, error) || {};
    setTitle(root.querySelector("h1")?.textContent || "", contest);
    if (moved) toTop(root);
  }

  /** @param {import("./take-screens.js").Where} where @param {boolean} wanted */
  function showBar(where, wanted) {
    if (!wanted) quizBar.bar.remove();
    else if (!quizBar.bar.isConnected) root.before(quizBar.bar);
    quizBar.update(keeper, where);
    document.body.classList.toggle("in-attempt", wanted);
  }

  listen({ storeKey: store.keyOf("session"), api, delivery: () => later && later.delivery, render, reread() {
    keeper.reread();
    onChange();
  } });
  eachSecond(() => {
    later?.delivery.tick();
    void readAgain();
    render();
  });
}

/** Once the screen that is due has been painted. @param {() => void} act */
function whenIdle(act) {
  if ("requestIdleCallback" in window) window.requestIdleCallback(act, { timeout: 1000 });
  else setTimeout(act, 200);
}

/** @param {{ storeKey: string, api: import("../io/api.js").Api, delivery: () => import("../io/delivery.js").Delivery | null, render: () => void, reread: () => void }} to */
function listen({ storeKey, api, delivery, render, reread }) {
  let lookedAt = Date.now();
  function seen() {
    api.hurry();
    delivery()?.hurry();
    if (Date.now() - lookedAt < LOOK_AT_MOST_EVERY) return;
    lookedAt = Date.now();
    void delivery()?.look();
  }
  const flush = () => delivery()?.flush();
  window.addEventListener("popstate", render);
  window.addEventListener("online", api.online);
  window.addEventListener("pagehide", flush);
  window.addEventListener("pageshow", (event) => event.persisted && seen());
  // Where all of a site's storage was cleared there is no key.
  window.addEventListener("storage", (event) => (event.key === storeKey || event.key === null) && reread());
  document.addEventListener("visibilitychange", () => (document.hidden ? flush() : seen()));
}

/** @param {HTMLElement} root */
function toTop(root) {
  window.scrollTo(0, 0);
  root.querySelector("h1")?.focus({ preventScroll: true });
}

void openContestPage(byId("screen"), mountTake);
