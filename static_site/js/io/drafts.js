// Sends drafts when they are due. One at a time, except when the page is being hidden.
import { draftDue } from "../core/delivery.js";
import { isDirty, isOpen, sameWork, workOf } from "../core/session.js";
import { retryDelay } from "./api.js";

/** @typedef {import("../core/types.js").Session} Session */
/** @typedef {import("../core/types.js").Work} Work */
/** @typedef {import("../core/types.js").Draft} Draft */
/** @typedef {import("./api.js").ApiAnswer} ApiAnswer */
/** @typedef {import("./api.js").Unreachable} Unreachable */

/** After the first answer; from then on the contest's interval holds. */
const FIRST_AFTER = 10000;

/**
 * @param {{ keeper: import("./keeper.js").Keeper, intervalMs: number, now: () => number, random?: () => number,
 *           send: (from: Session, draft: Draft, keepalive: boolean) => Promise<ApiAnswer | Unreachable>,
 *           onRefused: (answer: ApiAnswer) => void }} parts
 */
export function createDraftSender({ keeper, send, intervalMs, now, onRefused, random = Math.random }) {
  const { session } = keeper;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let busy = false;
  /** @type {Work | null} */
  let under = null;
  let tries = 0;
  let lastTry = 0;
  let firstAt = 0;
  /** @type {number | null} */
  let retryAt = null;

  /** @param {Session} from @param {boolean} hidden */
  async function sendNow(from, hidden) {
    const draft = { seq: from.seq + 1, ...workOf(from) };
    busy = true;
    under = draft;
    lastTry = now();
    keeper.change((kept) => ({ ...kept, seq: Math.max(kept.seq, draft.seq) }));
    const result = await send(from, draft, hidden);
    if (session()?.attemptId === from.attemptId) settle(result, draft);
    busy = false;
    under = null;
    schedule(false);
  }

  /** @param {ApiAnswer | Unreachable} result @param {Draft} draft */
  function settle(result, draft) {
    if (result.kind === "unreachable") {
      tries += 1;
      retryAt = now() + retryDelay({ tries, random, retryAfter: result.retryAfter, patient: true });
      return keeper.connected("lost");
    }
    const again = tries > 0;
    tries = 0;
    retryAt = null;
    if (result.error) onRefused(result);
    else keeper.change((kept) => ({ ...kept, stored: draft.answers, storedPrediction: draft.prediction, storedAt: now() }));
    keeper.connected(again ? "restored" : "");
  }

  /** The first draft comes soon after the first answer: until then nothing would count. @param {Session} current */
  function lastOf(current) {
    if (current.seq > 0) return Math.max(lastTry, current.startedAt);
    if (!firstAt && isDirty(current)) firstAt = now() + FIRST_AFTER;
    return firstAt - intervalMs;
  }

  /** @param {boolean} hidden */
  function schedule(hidden) {
    clearTimeout(timer);
    const current = session();
    if (!current || !isOpen(current) || current.sending) return;
    if (busy && (!hidden || (under && sameWork(under, workOf(current))))) return;
    const due = draftDue({ dirty: isDirty(current), hidden, intervalMs, lastTry: lastOf(current), retryAt, now: now() });
    if (due === null) return;
    if (due === 0) void sendNow(current, hidden);
    else timer = setTimeout(() => schedule(false), due);
  }

  return {
    changed: () => schedule(false),
    flush: () => schedule(true),
    /** Somebody looks at the page again: a draft that failed need not wait. */
    hurry() {
      if (retryAt !== null) retryAt = now();
      schedule(false);
    },
  };
}
