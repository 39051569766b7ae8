// Several attempts in one contest: how many there may be, and what is kept of those that are over.
import { phaseAt } from "./route.js";
import { endOf } from "./session.js";
import { t } from "./text.js";

/** @typedef {import("./types.js").Contest} Contest */
/** @typedef {import("./types.js").Session} Session */
/** @typedef {import("./types.js").EarlierAttempt} EarlierAttempt */
/** @typedef {import("./types.js").StandingAnswer} StandingAnswer */

/** 0 stands for as many as one likes. @param {Contest} contest */
export const severalAttempts = ({ paper }) => paper.attempts !== 1;

/** How many may still be begun after attempt `n`. @param {Contest} contest @param {number} n */
export const attemptsLeft = ({ paper }, n) => (paper.attempts === 0 ? Infinity : Math.max(0, paper.attempts - n));

/** @param {Contest} contest @param {Session | null} session @param {number} now */
export function mayBeginNext(contest, session, now) {
  if (!session || (!session.outcome && !session.expired)) return false;
  // Until the grace is over the server takes an expired attempt for open.
  if (!session.outcome && now < endOf(session.deadline, contest.closes_at) + contest.grace_ms) return false;
  return phaseAt(contest, now) === "open" && attemptsLeft(contest, session.attempt) > 0;
}

/** Nothing where there is but one; a reset may give a number beyond the rules'. @param {Contest} contest @param {number} n */
export function attemptLabel(contest, n) {
  if (!severalAttempts(contest)) return null;
  const total = contest.paper.attempts;
  return n <= total ? t("attempt.of", { n, total }) : t("attempt.n", { n });
}

/** @param {Session} session @returns {EarlierAttempt} */
const overAndDone = ({ attemptId, attempt, token, resumeCode, paper, outcome }) =>
  ({ attemptId, attempt, token, resumeCode, questions: paper.questions.length, outcome, none: false });

/** @param {EarlierAttempt[]} list @param {Session} session */
export function withEarlier(list, session) {
  const others = list.filter((one) => one.attemptId !== session.attemptId);
  return [...others, overAndDone(session)].sort((a, b) => a.attempt - b.attempt);
}

/** Where a receipt may still come, or a score: after the freeze scores are known. @param {EarlierAttempt} one @param {Contest} contest @param {number} now */
export function isUnsettled(one, contest, now) {
  if (one.none) return false;
  return one.outcome === null || (one.outcome.score === null && now >= contest.frozen_at);
}

/** What the server says of it now. @param {EarlierAttempt} one @param {StandingAnswer} standing @returns {EarlierAttempt} */
export function settledBy(one, { state, draft, outcome }) {
  const drafted = Boolean(draft && Object.keys(draft.answers).length);
  return { ...one, outcome: outcome || one.outcome, none: !outcome && !one.outcome && state === "expired" && !drafted };
}

/** From storage, which anything may have written to. @param {unknown} value @returns {EarlierAttempt[]} */
export function readEarlier(value) {
  if (!Array.isArray(value)) return [];
  return value.filter((one) => one && typeof one.attemptId === "string" && typeof one.token === "string" && Number.isInteger(one.attempt));
}
