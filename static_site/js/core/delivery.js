// What goes to the server and when, what is missing before it is sent, and what counts when time was up.
import { answeredCount, endOf, firstGap, isDirty, parsePrediction } from "./session.js";

/** @typedef {import("./types.js").Session} Session */

/**
 * How long until a draft should be sent: 0 is now, null is not at all.
 * @param {{ dirty: boolean, hidden: boolean, intervalMs: number, lastTry: number,
 *           retryAt: number | null, now: number }} state
 *   lastTry: when one was last sent, or the attempt began; retryAt: set after a failure
 * @returns {number | null}
 */
export function draftDue({ dirty, hidden, intervalMs, lastTry, retryAt, now }) {
  if (!dirty || intervalMs === 0) return null;
  if (hidden) return 0;
  const due = retryAt === null ? lastTry + intervalMs : retryAt;
  return Math.max(0, due - now);
}

/**
 * The check screen: what is missing first, each with its place in the paper.
 * @param {Session} session
 */
export function checkRows(session) {
  const rows = session.paper.questions.map((question, index) => ({
    index,
    text: question.text,
    chosen: (session.answers[question.id] || []).map((option) => question.options[option]),
  }));
  return { missing: rows.filter((row) => !row.chosen.length), done: rows.filter((row) => row.chosen.length) };
}

/** Something was typed that is no number one can predict. @param {string} typed */
export const isWrongPrediction = (typed) => typed.trim() !== "" && parsePrediction(typed) === null;

/**
 * Why sending would not be right yet: where to go instead. At the deadline a prediction that is no
 * number is left out; gaps where all must be answered keep the paper from being sent at all.
 * @param {Session} session
 * @param {{ require_all_answers?: boolean }} rules
 * @returns {{ why: "gap", index: number } | { why: "prediction" } | null}
 */
export function sendingWaitsFor(session, { require_all_answers: all }) {
  const gap = all ? firstGap(session) : null;
  if (gap !== null) return { why: "gap", index: gap };
  return session.paper.prediction && isWrongPrediction(session.predicted) ? { why: "prediction" } : null;
}

/**
 * When time was up before anything was sent: what counts.
 * @param {Session} session
 * @param {{ closes_at: number, grace_ms: number, paper: { draft_interval_s: number, require_all_answers?: boolean } }} contest
 * @param {number} now
 */
export function expiredView(session, contest, now) {
  const end = endOf(session.deadline, contest.closes_at);
  const count = Object.keys(session.stored).length;
  const saving = now < end + contest.grace_ms && contest.paper.draft_interval_s > 0 && isDirty(session) && answeredCount(session) > 0;
  const gaps = Boolean(contest.paper.require_all_answers) && answeredCount(session) > 0 && firstGap(session) !== null;
  /** @type {"saving" | "draft" | "none"} */
  const counts = saving ? "saving" : count ? "draft" : "none";
  return { end, count, gaps, counts, storedAt: session.storedAt };
}
