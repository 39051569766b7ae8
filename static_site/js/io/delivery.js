// Brings an attempt to the server: drafts while it is open, sent once and for all at the end, by hand or
// when time is up. And asks what became of it.
import { sendingWaitsFor } from "../core/delivery.js";
import { answeredCount, endOf, isOpen, withDraft, withStanding, workOf } from "../core/session.js";
import { createDraftSender } from "./drafts.js";
import { createEarlier } from "./earlier.js";

/** @typedef {import("../core/types.js").Session} Session */
/** @typedef {import("../core/types.js").Registration} Registration */
/** @typedef {import("./api.js").ApiAnswer} ApiAnswer */
/** @typedef {ReturnType<typeof createDelivery>} Delivery */

/** Receipts that are open at the freeze ask for their scores: spread over this. */
const SCORE_SPREAD = 60000;
/** Sends at the deadline come from all phones at once: spread over this, well within the grace. */
const SPREAD = 1500;
const LOOK_AGAIN = 30000;
/** Organizers may have granted more time, or moved the close: asked once, so long before the time runs out, and spread over that much. */
const LAST_LOOK = 25000;
const LAST_LOOK_SPREAD = 30000;
/** Drafts are sealed a minute after the end; nothing more comes long after that. */
const LOOK_NO_MORE = 600000;

/**
 * @param {{ contest: import("../core/types.js").Contest, api: import("./api.js").Api, store: import("./storage.js").Store,
 *           clock: import("./site.js").ServerClock, keeper: import("./keeper.js").Keeper, onChange: () => void, random?: () => number }} parts
 */
export function createDelivery({ contest, api, store, clock, keeper, onChange, random = Math.random }) {
  const { session } = keeper;
  let sendTries = 0;
  let sendingNow = false;
  let lookedAt = 0;
  /** The end about which the server was asked last. */
  let askedAbout = 0;
  const spread = random() * SPREAD;
  const scoreSpread = random() * SCORE_SPREAD;
  const lastLook = LAST_LOOK + random() * LAST_LOOK_SPREAD;
  const earlier = createEarlier({ contest, api, store, now: clock.now, onChange });
  const drafts = createDraftSender({ keeper, intervalMs: contest.paper.draft_interval_s * 1000, now: clock.now, random, onRefused: draftRefused,
    send: (from, draft, keepalive) => api.once({ method: "PUT", path: pathOf(from, "/draft"), body: draft, token: from.token, keepalive }) });

  /** @param {Session} of @param {string} tail */
  const pathOf = ({ attemptId }, tail) => `/contests/${contest.slug}/attempts/${attemptId}${tail}`;

  /** @param {ApiAnswer} answer */
  function draftRefused(answer) {
    const code = answer.error ? answer.error.code : "";
    const theirs = answer.body && (answer.body.draft || answer.body.error?.draft);
    if (code === "newer_draft" && theirs) keeper.change((now) => withDraft(now, theirs));
    else if (code === "bad_token") keeper.refuse(answer.error);
    else void look();
  }

  /** After the freeze a score stands, and nobody resets the attempt any more. @param {Session} of */
  const isFinal = (of) => of.outcome !== null && of.outcome.score !== null && clock.now() >= contest.frozen_at;

  /** Asks the server where the attempt stands; silent where it can't be reached. */
  async function look() {
    const asked = session();
    if (!asked || isFinal(asked)) return;
    lookedAt = clock.now();
    const result = await api.once({ method: "GET", path: pathOf(asked, ""), token: asked.token });
    if (result.kind === "unreachable" || session()?.token !== asked.token) return;
    if (result.error) return result.error.code === "bad_token" ? keeper.refuse(result.error) : undefined;
    clock.adopt(result.body.server_time);
    if (result.body.closes_at) Object.assign(contest, { closes_at: result.body.closes_at, frozen_at: result.body.frozen_at });
    keeper.change((now) => withStanding(now, result.body));
  }

  /**
   * The attempt after one that is over, which stays readable.
   * @param {Registration} form
   * @param {import("./api.js").OnWait} onWait
   * @returns {Promise<import("../core/types.js").ApiError | null>} null when the attempt is there
   */
  async function startNext(form, onWait) {
    const over = session();
    if (!over || isOpen(over)) return null;
    const result = await keeper.ask(form, { attempt: over.attempt + 1, previous_token: over.token }, onWait);
    if (result.error) return result.error;
    // Another tab may have begun it while this one was still trying.
    keeper.reread();
    const last = session();
    if (last && last.attemptId !== result.body.attempt_id) earlier.add(last);
    keeper.begin(form, result.body, last);
    return null;
  }

  /** A paper with a gap, where the rules take none. @param {Session} current */
  const waitsForAnswers = (current) => sendingWaitsFor(current, contest.paper)?.why === "gap";

  /** Sends until answered; a second call while one runs does nothing. */
  async function submit() {
    keeper.reread();
    const sent = session();
    if (!sent || !isOpen(sent) || sendingNow || waitsForAnswers(sent)) return;
    sendingNow = true;
    sendTries = 0;
    keeper.keep({ ...sent, sending: true });
    const call = /** @type {const} */ ({ method: "POST", path: pathOf(sent, "/submission"), body: workOf(sent), token: sent.token });
    const result = await api.untilAnswered(call, (tries) => {
      sendTries = tries;
      onChange();
    });
    sendingNow = false;
    if (session()?.attemptId === sent.attemptId) settle(result);
  }

  /** @param {ApiAnswer} result */
  function settle({ error, body }) {
    if (!error) {
      keeper.change((now) => ({ ...now, sending: false, expired: false, outcome: body }));
      return void earlier.settle();
    }
    const expired = error.code === "expired";
    keeper.change((now) => ({ ...now, sending: false, expired }));
    if (expired) void look();
    else keeper.refuse(error);
  }

  /** Each second: sends what is there when time is up, and asks later what became of it. */
  function tick() {
    const current = session();
    if (!current || keeper.problem()) return;
    const now = clock.now();
    const scoreAt = contest.frozen_at + scoreSpread;
    if (current.outcome && now >= scoreAt && lookedAt < scoreAt) return void look();
    const end = endOf(current.deadline, contest.closes_at);
    if (current.expired && !current.outcome && now < end + LOOK_NO_MORE && now - lookedAt > LOOK_AGAIN) void look();
    if (!isOpen(current) || sendingNow) return;
    if (current.sending) return void submit();
    if (now >= end + spread) return timeIsUp(current);
    if (now >= end - lastLook && askedAbout !== end) {
      askedAbout = end;
      void look();
    }
  }

  /** @param {Session} current */
  function timeIsUp(current) {
    if (answeredCount(current) && !waitsForAnswers(current)) return void submit();
    // What can't be sent may still be saved: the last draft, which is sealed later.
    drafts.flush();
    lookedAt = clock.now();
    keeper.change((now) => ({ ...now, expired: true }));
  }

  return {
    sendTries: () => sendTries,
    earlier: earlier.list,
    settleEarlier: earlier.settle,
    startNext,
    submit,
    look,
    tick,
    changed: drafts.changed,
    flush: drafts.flush,
    hurry: drafts.hurry,
    /** The token holds no longer: register again, with the answers kept for the case that it is the same attempt. */
    setAside() {
      const last = session();
      if (last?.outcome) earlier.shelve(last);
      store.write("set-aside", last);
      keeper.refuse(null);
      keeper.keep(null);
    },
    /** Someone else takes part on this phone; the receipt stays readable in storage. */
    handOver() {
      earlier.shelve(session());
      keeper.refuse(null);
      keeper.keep(null);
    },
  };
}
