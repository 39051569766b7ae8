// The attempt as this phone keeps it: pure steps from one state to the next.
import { answered, mergeDraft, sameAnswers } from "./drafts.js";

/** @typedef {import("./types.js").Session} Session */
/** @typedef {import("./types.js").Draft} Draft */
/** @typedef {import("./types.js").StartAnswer} StartAnswer */
/** @typedef {import("./types.js").StandingAnswer} StandingAnswer */

/**
 * @param {StartAnswer} start
 * @param {Session | null} before what this phone already held
 * @returns {Session}
 */
export function sessionFrom(start, before) {
  const same = before !== null && before.attemptId === start.attempt_id && before.startedAt === start.started_at;
  /** @type {Session} */
  const fresh = {
    attemptId: start.attempt_id,
    token: start.token,
    paper: start.paper,
    startedAt: start.started_at,
    deadline: start.deadline,
    resumeCode: start.resume_code,
    answers: same ? before.answers : {},
    stored: same ? before.stored : {},
    seq: same ? before.seq : 0,
    at: same ? before.at : 0,
    sending: false,
    expired: false,
    outcome: null,
  };
  const known = withStanding(fresh, start);
  return same ? known : { ...known, at: firstOpen(known) };
}

/** Where someone goes on who comes from another phone. @param {Session} session */
function firstOpen(session) {
  const gap = session.paper.questions.findIndex((question) => !session.answers[question.id]);
  return gap < 0 ? session.paper.questions.length - 1 : gap;
}

/**
 * What the server says of the attempt now.
 * @param {Session} session
 * @param {StartAnswer | StandingAnswer} standing
 * @returns {Session}
 */
export function withStanding(session, standing) {
  const drafted = standing.draft ? withDraft(session, standing.draft) : session;
  return {
    ...drafted,
    startedAt: standing.started_at,
    deadline: standing.deadline,
    expired: standing.state === "expired",
    sending: standing.state === "open" && !standing.outcome && drafted.sending,
    outcome: standing.outcome || drafted.outcome,
  };
}

/** @param {Session} session @param {Draft} draft @returns {Session} */
export function withDraft(session, draft) {
  if (draft.seq < session.seq) return session;
  return { ...session, answers: mergeDraft(session, draft), stored: draft.answers, seq: draft.seq };
}

/**
 * @param {Session} session
 * @param {string} questionId
 * @param {number[]} chosen
 * @returns {Session}
 */
export function choose(session, questionId, chosen) {
  const options = [...chosen].sort((a, b) => a - b);
  return { ...session, answers: answered({ ...session.answers, [questionId]: options }) };
}

/** @param {Session} session */
export const isDirty = (session) => !sameAnswers(session.answers, session.stored);

/** @param {Session} session */
export const answeredCount = (session) =>
  session.paper.questions.filter((question) => session.answers[question.id]).length;

/** Still to be worked on, as far as this phone knows. @param {Session} session */
export const isOpen = (session) => !session.outcome && !session.expired;

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

/**
 * From storage, which anything may have written to.
 * @param {unknown} value
 * @returns {Session | null}
 */
export function readSession(value) {
  if (typeof value !== "object" || value === null) return null;
  const session = /** @type {Session} */ (value);
  const whole =
    typeof session.attemptId === "string" &&
    typeof session.token === "string" &&
    typeof session.answers === "object" &&
    Array.isArray(session.paper?.questions) &&
    session.paper.questions.length > 0;
  return whole ? session : null;
}
