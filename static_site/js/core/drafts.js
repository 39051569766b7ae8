// When a draft goes to the server, and what holds where the server knows another one.

/** @typedef {import("./types.js").Answers} Answers */
/** @typedef {import("./types.js").Draft} Draft */
/** @typedef {import("./types.js").Work} Work */

/** @param {Answers[string] | undefined} a @param {Answers[string] | undefined} b */
function sameChoice(a = [], b = []) {
  return a.length === b.length && a.every((option, i) => option === b[i]);
}

/** @param {Answers} a @param {Answers} b */
export function sameAnswers(a, b) {
  const ids = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...ids].every((id) => sameChoice(a[id], b[id]));
}

/** @param {Work} a @param {Work} b */
export const sameWork = (a, b) => a.prediction === b.prediction && sameAnswers(a.answers, b.answers);

/** Answered questions only. @param {Answers} answers @returns {Answers} */
export function answered(answers) {
  return Object.fromEntries(Object.entries(answers).filter(([, chosen]) => chosen.length));
}

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
 * Three ways: what was changed here since the last known state of the server stays,
 * everything else is as the server's draft has it.
 * @param {{ answers: Answers, stored: Answers }} here
 * @param {Draft} theirs
 * @returns {Answers}
 */
export function mergeDraft({ answers, stored }, theirs) {
  const merged = { ...theirs.answers };
  const ids = new Set([...Object.keys(answers), ...Object.keys(stored)]);
  for (const id of ids) {
    if (sameChoice(answers[id], stored[id])) continue;
    if (answers[id] && answers[id].length) merged[id] = answers[id];
    else delete merged[id];
  }
  return merged;
}
