// Keeps one attempt: in storage at every tap, at the server by drafts, sent once and for all at the end.
import { attemptsLeft } from "../core/attempts.js";
import { personOf, startBody } from "../core/registration.js";
import { answeredCount, choose, isDirty, isOpen, predict, readSession, sendingWaitsFor, sessionFrom, withDraft, withStanding, workOf } from "../core/session.js";
import { endOf } from "../core/timer.js";
import { createDraftSender } from "./drafts.js";
import { createEarlier } from "./earlier.js";
import { deviceKey } from "./storage.js";

/** @typedef {import("../core/types.js").Session} Session */
/** @typedef {import("../core/types.js").Contest} Contest */
/** @typedef {import("../core/types.js").ApiError} ApiError */
/** @typedef {import("../core/types.js").Registration} Registration */
/** @typedef {"local" | "memory" | "ward" | "retrying"} SaveState */
/** @typedef {ReturnType<typeof createKeeper>} Keeper */

/** Sends at the deadline come from all phones at once: spread over this, well within the grace. */
const SPREAD = 1500;
const LOOK_AGAIN = 30000;
/** Drafts are sealed a minute after the end; nothing more comes long after that. */
const LOOK_NO_MORE = 600000;

/**
 * @param {{ contest: Contest, api: import("./api.js").Api, store: import("./storage.js").Store,
 *           clock: import("./site.js").ServerClock, onChange: () => void }} parts
 */
export function createKeeper({ contest, api, store, clock, onChange }) {
  let session = readSession(store.read("session"));
  let failing = false;
  let sendTries = 0;
  let sendingNow = false;
  let lookedAt = 0;
  /** @type {ApiError | null} */
  let problem = null;
  const spread = Math.random() * SPREAD;
  const earlier = createEarlier({ contest, api, store, now: clock.now, onChange });

  /** @param {Session | null} next */
  function keep(next) {
    session = next;
    if (next) store.write("session", next);
    else store.remove("session");
    onChange();
  }

  /** @param {string} tail */
  const attemptPath = (tail) => `/contests/${contest.slug}/attempts/${session ? session.attemptId : ""}${tail}`;
  const token = () => (session ? session.token : "");

  const drafts = createDraftSender({
    session: () => session,
    intervalMs: contest.paper.draft_interval_s * 1000,
    now: clock.now,
    send: (draft, keepalive) => api.once({ method: "PUT", path: attemptPath("/draft"), body: draft, token: token(), keepalive }),
    onSeq: (seq) => session && keep({ ...session, seq }),
    onStored({ answers, prediction }) {
      failing = false;
      if (session) keep({ ...session, stored: answers, storedPrediction: prediction });
    },
    onRefused: draftRefused,
    onFailed() {
      failing = true;
      onChange();
    },
  });

  /** @param {import("./api.js").ApiAnswer} answer */
  function draftRefused(answer) {
    failing = false;
    const code = answer.error ? answer.error.code : "";
    const theirs = answer.body && (answer.body.draft || answer.body.error?.draft);
    if (code === "newer_draft" && theirs && session) keep(withDraft(session, theirs));
    else if (code === "bad_token") refuse(answer.error);
    else void look();
  }

  /** @param {ApiError | null} error */
  function refuse(error) {
    problem = error;
    onChange();
  }

  /** Asks the server where the attempt stands; silent where it can't be reached. */
  async function look() {
    if (!session || session.outcome?.score != null) return;
    lookedAt = clock.now();
    const asked = session.attemptId;
    const result = await api.once({ method: "GET", path: attemptPath(""), token: session.token });
    if (result.kind === "unreachable" || !session || session.attemptId !== asked) return;
    if (result.error) return result.error.code === "bad_token" && !session.outcome ? refuse(result.error) : undefined;
    clock.adopt(result.body.server_time);
    keep(withStanding(session, result.body));
    drafts.changed();
  }

  /**
   * @param {Registration} form
   * @param {(tries: number) => void} onWait
   * @returns {Promise<ApiError | null>} null when the attempt is there
   */
  async function start(form, onWait) {
    const before = session || readSession(store.read("set-aside"));
    const result = await askToStart(form, {}, onWait);
    if (result.error) return result.error;
    if (!before || before.attemptId !== result.body.attempt_id) earlier.shelve(null);
    begin(form, result.body, before);
    store.remove("set-aside");
    return null;
  }

  /**
   * The attempt after one that is over, which stays readable.
   * @param {Registration} form
   * @param {(tries: number) => void} onWait
   * @returns {Promise<ApiError | null>} null when the attempt is there
   */
  async function startNext(form, onWait) {
    const over = session;
    if (!over || isOpen(over)) return null;
    const result = await askToStart(form, { attempt: over.attempt + 1, previous_token: over.token }, onWait);
    if (result.error) return result.error;
    if (result.body.attempt_id !== over.attemptId) earlier.add(over);
    begin(form, result.body, session);
    return null;
  }

  /** @param {Registration} form @param {{ attempt?: number, previous_token?: string }} further @param {(tries: number) => void} onWait */
  function askToStart(form, further, onWait) {
    const body = { ...startBody(form, contest), device_key: deviceKey(store), ...further };
    return api.untilAnswered({ method: "POST", path: `/contests/${contest.slug}/attempts`, body }, onWait);
  }

  /** @param {Registration} form @param {import("../core/types.js").StartAnswer} answer @param {Session | null} before */
  function begin(form, answer, before) {
    clock.adopt(answer.server_time);
    problem = null;
    failing = false;
    keep(sessionFrom(answer, before, attemptsLeft(contest, answer.attempt || 1) > 0 ? personOf(form) : null));
    drafts.changed();
  }

  /** A paper with a gap, where the rules take none. @param {Session} current */
  const waitsForAnswers = (current) => sendingWaitsFor(current, contest.paper)?.why === "gap";

  /** Sends until answered; a second call while one runs does nothing. */
  async function submit() {
    if (!session || !isOpen(session) || sendingNow || waitsForAnswers(session)) return;
    sendingNow = true;
    sendTries = 0;
    keep({ ...session, sending: true });
    const sent = session;
    const call = /** @type {const} */ ({ method: "POST", path: attemptPath("/submission"), body: workOf(sent), token: sent.token });
    const result = await api.untilAnswered(call, (tries) => {
      sendTries = tries;
      onChange();
    });
    sendingNow = false;
    if (session && session.attemptId === sent.attemptId) settle(result);
  }

  /** @param {import("./api.js").ApiAnswer} result */
  function settle(result) {
    if (!session) return;
    if (!result.error) {
      keep({ ...session, sending: false, expired: false, outcome: result.body });
      return void earlier.settle();
    }
    const expired = result.error.code === "expired";
    keep({ ...session, sending: false, expired });
    if (expired) void look();
    else refuse(result.error);
  }

  /** Each second: sends what is there when time is up, and asks later what became of it. */
  function tick() {
    if (!session || problem) return;
    const now = clock.now();
    const end = endOf(session.deadline, contest.closes_at);
    if (session.expired && !session.outcome && now < end + LOOK_NO_MORE && now - lookedAt > LOOK_AGAIN) void look();
    if (!isOpen(session) || sendingNow) return;
    if (session.sending) void submit();
    else if (now >= end + spread) timeIsUp(session);
  }

  /** @param {Session} current */
  function timeIsUp(current) {
    if (answeredCount(current) && !waitsForAnswers(current)) return void submit();
    // What can't be sent may still be saved: the last draft, which is sealed later.
    drafts.flush();
    lookedAt = clock.now();
    if (session) keep({ ...session, expired: true });
  }

  /** @returns {SaveState} */
  function saveState() {
    if (failing && session && isDirty(session)) return "retrying";
    if (session && !isDirty(session) && answeredCount(session)) return "ward";
    return store.persistent() ? "local" : "memory";
  }

  return {
    session: () => session,
    problem: () => problem,
    saveState,
    sendTries: () => sendTries,
    persistent: store.persistent,
    earlier: earlier.list,
    settleEarlier: earlier.settle,
    start,
    startNext,
    submit,
    look,
    tick,
    wake: drafts.wake,
    flush: drafts.flush,
    /** @param {string} questionId @param {number[]} chosen */
    choose(questionId, chosen) {
      if (!session || !isOpen(session) || session.sending) return;
      keep(choose(session, questionId, chosen));
      drafts.changed();
    },
    /** @param {string} typed */
    predict(typed) {
      if (!session || !isOpen(session) || session.sending) return;
      keep(predict(session, typed));
      drafts.changed();
    },
    /** @param {number} at */
    moveTo(at) {
      if (session && session.at !== at) keep({ ...session, at });
    },
    /** Another tab has written: what it kept holds here too. */
    reread() {
      const theirs = readSession(store.read("session"));
      if (!sendingNow && theirs) session = theirs;
      earlier.reread();
      onChange();
    },
    /** The token holds no longer: register again, with the answers kept for the case that it is the same attempt. */
    setAside() {
      store.write("set-aside", session);
      problem = null;
      keep(null);
    },
    /** Someone else takes part on this phone; the receipt stays readable in storage. */
    handOver() {
      earlier.shelve(session);
      problem = null;
      keep(null);
    },
  };
}
