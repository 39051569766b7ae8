// Sends drafts when they are due. One at a time, except when the page is being hidden.
import { draftDue, sameWork } from "../core/drafts.js";
import { isDirty, isOpen, workOf } from "../core/session.js";
import { retryDelay } from "../core/retry.js";

/** @typedef {import("../core/types.js").Session} Session */
/** @typedef {import("../core/types.js").Work} Work */
/** @typedef {import("../core/types.js").Draft} Draft */
/** @typedef {import("./api.js").ApiAnswer} ApiAnswer */

/**
 * @param {{ send: (draft: Draft, keepalive: boolean) => Promise<ApiAnswer | import("./api.js").Unreachable>,
 *           session: () => Session | null, intervalMs: number, now: () => number,
 *           onSeq: (seq: number) => void, onStored: (work: Work) => void,
 *           onRefused: (answer: ApiAnswer) => void, onFailed: () => void }} parts
 */
export function createDraftSender({ send, session, intervalMs, now, onSeq, onStored, onRefused, onFailed }) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let busy = false;
  /** @type {Work | null} */
  let under = null;
  let tries = 0;
  let lastTry = 0;
  /** @type {number | null} */
  let retryAt = null;

  /** @param {Session} from @param {boolean} hidden */
  async function sendNow(from, hidden) {
    const draft = { seq: from.seq + 1, ...workOf(from) };
    onSeq(draft.seq);
    busy = true;
    under = draft;
    lastTry = now();
    const result = await send(draft, hidden);
    busy = false;
    under = null;
    if (session()?.attemptId === from.attemptId) settle(result, draft);
    schedule(false);
  }

  /** @param {ApiAnswer | import("./api.js").Unreachable} result @param {Draft} draft */
  function settle(result, draft) {
    if (result.kind === "unreachable") {
      tries += 1;
      retryAt = now() + Math.max(5000, retryDelay({ tries, random: Math.random, retryAfter: result.retryAfter }));
      return onFailed();
    }
    tries = 0;
    retryAt = null;
    if (result.status === 204 || result.status === 200) onStored(draft);
    else onRefused(result);
  }

  /** @param {boolean} hidden */
  function schedule(hidden) {
    clearTimeout(timer);
    const current = session();
    if (!current || !isOpen(current) || current.sending) return;
    if (busy && (!hidden || (under && sameWork(under, workOf(current))))) return;
    const last = Math.max(lastTry, current.startedAt);
    const due = draftDue({ dirty: isDirty(current), hidden, intervalMs, lastTry: last, retryAt, now: now() });
    if (due === null) return;
    if (due === 0) void sendNow(current, hidden);
    else timer = setTimeout(() => schedule(false), due);
  }

  return {
    changed: () => schedule(false),
    flush: () => schedule(true),
    /** The network is back: a failed draft need not wait. */
    wake() {
      if (retryAt !== null) retryAt = now();
      schedule(false);
    },
  };
}
