// Keeps one attempt on this phone at every tap, also where two tabs show it. io/delivery.js brings it on.
import { personOf, startBody } from "../core/registration.js";
import { answeredCount, choose, isDirty, isOpen, readSession, sessionFrom } from "../core/session.js";
import { deviceKey } from "./storage.js";

/** @typedef {import("../core/types.js").Session} Session */
/** @typedef {import("../core/types.js").ApiError} ApiError */
/** @typedef {import("../core/types.js").Registration} Registration */
/** @typedef {import("./api.js").OnWait} OnWait */
/** @typedef {"" | "lost" | "restored"} Connection */
/** @typedef {"none" | "local" | "memory" | "ward" | "ward_memory" | "retrying" | "retrying_memory" | "restored"} SaveState */
/** @typedef {ReturnType<typeof createKeeper>} Keeper */

/**
 * @param {{ contest: import("../core/types.js").Contest, api: import("./api.js").Api, store: import("./storage.js").Store,
 *           clock: import("./site.js").ServerClock, onChange: () => void }} parts
 */
export function createKeeper({ contest, api, store, clock, onChange }) {
  let session = readSession(store.read("session"));
  /** @type {Connection} */
  let connection = "";
  /** @type {ApiError | null} */
  let problem = null;

  /** @param {Session | null} next */
  function keep(next) {
    session = next;
    if (next) store.write("session", next);
    else store.remove("session");
    onChange();
  }

  /** What another tab has written since. An open attempt stays, whatever became of the storage. */
  function reread() {
    const theirs = readSession(store.read("session"));
    if (theirs || !session || !isOpen(session)) session = theirs;
  }

  /** One step from what is kept now, whichever tab wrote it. @param {(session: Session) => Session} step */
  function change(step) {
    reread();
    if (session) keep(step(session));
  }

  /** @param {(session: Session) => Session} step */
  function work(step) {
    change((now) => (isOpen(now) && !now.sending ? step(now) : now));
  }

  /**
   * @param {Registration} form
   * @param {OnWait} onWait
   * @returns {Promise<ApiError | null>} null when the attempt is there
   */
  async function start(form, onWait) {
    const result = await ask(form, {}, onWait);
    if (result.error) return result.error;
    // Another tab may have begun the same attempt while this one was still trying.
    reread();
    const before = session || readSession(store.read("set-aside"));
    if (!before || before.attemptId !== result.body.attempt_id) shelve(store, store.read("earlier"));
    begin(form, result.body, before);
    store.remove("set-aside");
    return null;
  }

  /** @param {Registration} form @param {{ attempt?: number, previous_token?: string }} further @param {OnWait} onWait */
  function ask(form, further, onWait) {
    const body = { ...startBody(form, contest), device_key: deviceKey(store), ...further };
    return api.untilAnswered({ method: "POST", path: `/contests/${contest.slug}/attempts`, body }, onWait);
  }

  /** @param {Registration} form @param {import("../core/types.js").StartAnswer} answer @param {Session | null} before */
  function begin(form, answer, before) {
    clock.adopt(answer.server_time);
    problem = null;
    connection = "";
    const { attempts } = contest.paper;
    const last = attempts !== 0 && (answer.attempt || 1) >= attempts;
    // After the last attempt the receipt alone needs to know whose it is.
    const person = last ? { ...personOf(form), identity: "", category: "" } : personOf(form);
    keep(sessionFrom(answer, before, form.name ? person : null));
  }

  /** @returns {SaveState} */
  function saveState() {
    const persistent = store.persistent();
    const dirty = !session || isDirty(session);
    if (dirty && connection === "lost") return persistent ? "retrying" : "retrying_memory";
    if (!session || dirty) return persistent ? "local" : "memory";
    if (!answeredCount(session)) return persistent ? "none" : "memory";
    if (!persistent) return "ward_memory";
    return connection === "restored" ? "restored" : "ward";
  }

  return {
    session: () => session,
    problem: () => problem,
    saveState,
    persistent: store.persistent,
    start,
    ask,
    begin,
    keep,
    change,
    reread,
    /** Whether the server is reached, as far as drafts know. @param {Connection} now */
    connected(now) {
      connection = now;
      onChange();
    },
    /** @param {ApiError | null} error */
    refuse(error) {
      problem = error;
      onChange();
    },
    /** @param {string} questionId @param {number[]} chosen */
    choose(questionId, chosen) {
      if (connection === "restored") connection = "";
      work((now) => (now.paper.questions.some(({ id }) => id === questionId) ? choose(now, questionId, chosen) : now));
    },
    /** @param {string} typed */
    predict: (typed) => work((now) => ({ ...now, predicted: typed })),
    /** @param {number} at */
    moveTo: (at) => change((now) => (now.at === at ? now : { ...now, at })),
  };
}

/** The receipts of somebody else on this phone stay in storage, but are shown no more. @param {import("./storage.js").Store} store @param {unknown} attempts */
export function shelve(store, attempts) {
  const past = store.read("past");
  const receipts = (Array.isArray(attempts) ? attempts : []).filter((one) => one.outcome)
    .map(({ resumeCode, outcome }) => ({ resumeCode, outcome }));
  if (receipts.length) store.write("past", [...(Array.isArray(past) ? past : []), ...receipts]);
  store.remove("earlier");
}
