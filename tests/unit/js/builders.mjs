// Small worlds for the tests, each field of which can be set.
export const NOON = Date.UTC(2024, 6, 1, 5); // 12:00 of 1 July 2024 in Vietnam

export const aQuestion = (n, over = {}) =>
  ({ id: `q-${n}`, topic: "the-che", text: `Câu ${n}?`, multiple: false, options: ["một", "hai", "ba"], ...over });

/** As it is revealed after the close. */
export const aBankQuestion = (n, over = {}) =>
  ({ id: `q-${n}`, topic: "the-che", text: `Câu ${n}?`, options: ["một", "hai", "ba"], key: [1], explanation: "", source: "", ...over });

export const aStart = (over = {}) => ({
  attempt_id: "attempt-1",
  token: "token-1",
  state: "open",
  paper: { questions: [aQuestion(1), aQuestion(2), aQuestion(3)], prediction: null },
  started_at: NOON,
  deadline: NOON + 900_000,
  server_time: NOON,
  resume_code: "ABCD2345",
  ...over,
});

export const anOutcome = (over = {}) => ({
  score: null, total: 3, elapsed_ms: 61_000, submitted_at: NOON + 61_000, sealed_by: "holder",
  receipt: { leaf: "ab".repeat(32), elapsed_ms: 61_000, unit: "khu-pho-1",
    opening: { attempt: "attempt-1", answers: {}, prediction: null, submitted_at: NOON + 61_000, salt: "00" } },
  ...over,
});

export const aSession = (over = {}) => ({
  attemptId: "attempt-1", attempt: 1, token: "token-1", paper: aStart().paper, startedAt: NOON, deadline: NOON + 900_000, resumeCode: "ABCD2345",
  answers: {}, predicted: "", stored: {}, storedPrediction: null, storedAt: null, seq: 0, at: 0, sending: false, expired: false, outcome: null, person: null,
  ...over,
});

/** A paper that ends with a prediction. */
export const aPredictingPaper = () => ({ ...aStart().paper, prediction: { prompt: "Bao nhiêu người dự thi?" } });

/** A browser's storage that can be made to overflow. */
export function aStorage(entries = {}) {
  const kept = new Map(Object.entries(entries));
  const storage = {
    kept,
    full: false,
    getItem: (key) => kept.get(key) ?? null,
    removeItem: (key) => void kept.delete(key),
    setItem(key, value) {
      if (storage.full) throw new DOMException("full", "QuotaExceededError");
      kept.set(key, value);
    },
  };
  return storage;
}

export const aContest = (over = {}) => ({
  slug: "cchc-2024", title: "Cuộc thi", host: "UBND phường Bồng Sơn", opens_at: NOON - 3_600_000, closes_at: NOON + 86_400_000,
  grace_ms: 5000, frozen_at: NOON + 86_465_000, identity_field: "phone",
  paper: { questions: 3, time_limit_s: 900, draft_interval_s: 180, reveal_score: "after_close", attempts: 1 },
  ...over,
});

/** Rules of the paper other than the usual ones. */
export const aContestWith = (paper, over = {}) => aContest({ paper: { ...aContest().paper, ...paper }, ...over });
