// The attempt as this phone keeps it: pure steps from one state to the next.
import { answered, mergeDraft, sameWork } from "./drafts.js";
import { isWrongPrediction, parsePrediction, typedPrediction } from "./prediction.js";
import { endOf } from "./timer.js";

/** @typedef {import("./types.js").Session} Session */
/** @typedef {import("./types.js").Draft} Draft */
/** @typedef {import("./types.js").StartAnswer} StartAnswer */
/** @typedef {import("./types.js").StandingAnswer} StandingAnswer */
/** @typedef {import("./types.js").Person} Person */
/** @typedef {import("./types.js").Work} Work */

/**
 * @param {StartAnswer} start
 * @param {Session | null} before what this phone already held
 * @param {Person | null} [person] kept where a further attempt may come
 * @returns {Session}
 */
export function sessionFrom(start, before, person = null) {
  const same = before !== null && before.attemptId === start.attempt_id && before.startedAt === start.started_at;
  /** @type {Session} */
  const fresh = {
    attemptId: start.attempt_id,
    attempt: 1,
    token: start.token,
    paper: start.paper,
    startedAt: start.started_at,
    deadline: start.deadline,
    resumeCode: start.resume_code,
    answers: same ? before.answers : {},
    predicted: same ? before.predicted : "",
    stored: same ? before.stored : {},
    storedPrediction: same ? before.storedPrediction : null,
    seq: same ? before.seq : 0,
    at: same ? before.at : 0,
    sending: false,
    expired: false,
    outcome: null,
    person,
  };
  const known = withStanding(fresh, start);
  return same ? known : { ...known, at: firstOpen(known) };
}

/** Where someone goes on who comes from another phone. @param {Session} session */
function firstOpen(session) {
  const gap = firstGap(session);
  if (gap !== null) return gap;
  const asked = session.paper.prediction !== null && session.predicted === "";
  return asked ? session.paper.questions.length : session.paper.questions.length - 1;
}

/** The first question without an answer. @param {Session} session */
export function firstGap(session) {
  const gap = session.paper.questions.findIndex((question) => !session.answers[question.id]);
  return gap < 0 ? null : gap;
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
    attempt: standing.attempt || session.attempt,
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
  const changedHere = predictionOf(session) !== session.storedPrediction;
  const theirs = draft.prediction ?? null;
  const predicted = changedHere || theirs === predictionOf(session) ? session.predicted : typedPrediction(theirs);
  return { ...session, answers: mergeDraft(session, draft), predicted, stored: draft.answers, storedPrediction: theirs, seq: draft.seq };
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

/** @param {Session} session @param {string} typed @returns {Session} */
export const predict = (session, typed) => ({ ...session, predicted: typed });

/** @param {Session} session */
export const predictionOf = (session) => (session.paper.prediction ? parsePrediction(session.predicted) : null);

/** What would be sent now. @param {Session} session @returns {Work} */
export const workOf = (session) => ({ answers: session.answers, prediction: predictionOf(session) });

/** @param {Session} session */
export const isDirty = (session) => !sameWork(workOf(session), { answers: session.stored, prediction: session.storedPrediction });

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
  return { end, count, gaps, counts };
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
  return whole ? { ...LATER_FIELDS, ...session } : null;
}

/** What an attempt kept by an older page lacks. */
const LATER_FIELDS = { attempt: 1, predicted: "", storedPrediction: null, person: null };
