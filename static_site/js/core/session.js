// The attempt as this phone keeps it, pure steps from one state to the next; and its clock.
import { duration, stopwatch, t } from "./text.js";

/** @typedef {import("./types.js").Session} Session */
/** @typedef {import("./types.js").Answers} Answers */
/** @typedef {import("./types.js").Draft} Draft */
/** @typedef {import("./types.js").StartAnswer} StartAnswer */
/** @typedef {import("./types.js").StandingAnswer} StandingAnswer */
/** @typedef {import("./types.js").Person} Person */
/** @typedef {import("./types.js").Work} Work */

export const MOST_PREDICTED = 1000000000;
/** Grouped as people group: 1.250, 1,250 or 1 250. */
const GROUPED = /^\d{1,3}([., ])\d{3}(?:\1\d{3})*$/;

const ANNOUNCED = [300000, 60000];
/** So near a mark the round figure is said. */
const A_MOMENT = 2000;
const CLOSE_IS_NEAR = 3600000;

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
    storedAt: same ? before.storedAt : null,
    seq: same ? before.seq : 0,
    at: same ? before.at : 0,
    sending: false,
    expired: false,
    outcome: same ? before.outcome : null,
    person: person || (same ? before.person : null),
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
  const { stored, storedPrediction } = session;
  const changedHere = predictionOf(session) !== storedPrediction;
  const theirs = draft.prediction ?? null;
  const ours = sameWork({ answers: stored, prediction: storedPrediction }, { answers: draft.answers, prediction: theirs });
  const typed = theirs === null ? "" : String(theirs);
  const predicted = changedHere || theirs === predictionOf(session) ? session.predicted : typed;
  return { ...session, answers: mergeDraft(session, draft), predicted, stored: draft.answers, storedPrediction: theirs,
    storedAt: ours ? session.storedAt : null, seq: draft.seq };
}

/**
 * Three ways: what was changed here since the last known state of the server stays,
 * everything else is as the server's draft has it.
 * @param {{ answers: Answers, stored: Answers }} here
 * @param {{ answers: Answers }} theirs
 */
export function mergeDraft({ answers, stored }, theirs) {
  const merged = { ...theirs.answers };
  for (const id of Object.keys({ ...answers, ...stored })) {
    if (!sameChoice(answers[id], stored[id])) merged[id] = answers[id] || [];
  }
  return answered(merged);
}

/** @param {Session} session @param {string} questionId @param {number[]} chosen @returns {Session} */
export function choose(session, questionId, chosen) {
  const options = [...chosen].sort((a, b) => a - b);
  return { ...session, answers: answered({ ...session.answers, [questionId]: options }) };
}

/** Answered questions only. @param {Answers} answers @returns {Answers} */
export const answered = (answers) => Object.fromEntries(Object.entries(answers).filter(([, chosen]) => chosen.length));

/** @param {number[]} [a] @param {number[]} [b] */
const sameChoice = (a = [], b = []) => a.length === b.length && a.every((option, i) => option === b[i]);

/** @param {Work} a @param {Work} b */
export const sameWork = (a, b) =>
  a.prediction === b.prediction && Object.keys({ ...a.answers, ...b.answers }).every((id) => sameChoice(a.answers[id], b.answers[id]));

/** @param {string} typed @returns {number | null} null where it is no whole number from 0 to the most */
export function parsePrediction(typed) {
  const bare = typed.normalize("NFKC").trim();
  const digits = GROUPED.test(bare) ? bare.replace(/[., ]/g, "") : bare;
  if (!/^\d+$/.test(digits)) return null;
  const value = Number(digits);
  return value <= MOST_PREDICTED ? value : null;
}

/** @param {Session} session */
export const predictionOf = (session) => (session.paper.prediction ? parsePrediction(session.predicted) : null);

/** What would be sent now. @param {Session} session @returns {Work} */
export const workOf = (session) => ({ answers: session.answers, prediction: predictionOf(session) });

/** @param {Session} session */
export const isDirty = (session) => !sameWork(workOf(session), { answers: session.stored, prediction: session.storedPrediction });

/** @param {Session} session */
export const answeredCount = (session) => session.paper.questions.filter((question) => session.answers[question.id]).length;

/** Still to be worked on, as far as this phone knows. @param {Session} session */
export const isOpen = (session) => !session.outcome && !session.expired;

/** From storage, which anything may have written to. @param {unknown} value @returns {Session | null} */
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
const LATER_FIELDS = { attempt: 1, predicted: "", storedPrediction: null, storedAt: null, person: null };

/** When nothing more is taken. @param {number | null} deadline @param {number} closesAt */
export const endOf = (deadline, closesAt) => Math.min(deadline ?? Infinity, closesAt);

/**
 * What the clock shows; what counts is decided by the server alone.
 * @param {{ startedAt: number, deadline: number | null, closesAt: number, now: number }} times
 */
export function timerView({ startedAt, deadline, closesAt, now }) {
  const leftMs = Math.max(0, endOf(deadline, closesAt) - now);
  const matters = deadline !== null || leftMs < CLOSE_IS_NEAR;
  return {
    elapsed: stopwatch(now - startedAt),
    left: matters ? stopwatch(Math.ceil(leftMs / 1000) * 1000) : null,
    urgent: leftMs <= ANNOUNCED[1],
    over: leftMs === 0,
    leftMs,
  };
}

/**
 * What to tell a screen reader, when the time left passes five minutes or one; else nothing.
 * @param {number | null} before time left when last looked
 * @param {number} leftMs
 */
export function announcement(before, leftMs) {
  const crossed = ANNOUNCED.filter((mark) => before !== null && before > mark && leftMs <= mark && leftMs > 0);
  if (!crossed.length) return null;
  const mark = Math.min(...crossed);
  return t("timer.announce", { left: duration(mark - leftMs < A_MOMENT ? mark : leftMs) });
}
