// Small worlds for the tests, each field of which can be set.
export const NOON = Date.UTC(2024, 6, 1, 5); // 12:00 of 1 July 2024 in Vietnam

export const aQuestion = (n, over = {}) =>
  ({ id: `q-${n}`, topic: "the-che", text: `Câu ${n}?`, multiple: false, options: ["một", "hai", "ba"], ...over });

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
