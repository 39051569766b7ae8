import assert from "node:assert/strict";
import { test } from "node:test";
import { checkRows, choose, isDirty, isOpen, readSession, sessionFrom, withDraft, withStanding } from "../../../static_site/js/core/session.js";
import { aStart, anOutcome, aQuestion } from "./builders.mjs";

const draft = (seq, answers) => ({ seq, answers, prediction: null });

test("a new attempt begins at its first question with nothing chosen", () => {
  const session = sessionFrom(aStart(), null);
  assert.deepEqual([session.at, session.answers, session.seq, isDirty(session), isOpen(session)], [0, {}, 0, false, true]);
});

test("resumed elsewhere: the stored draft's answers and seq, at the first gap", () => {
  const session = sessionFrom(aStart({ draft: draft(7, { "q-1": [1] }) }), null);
  assert.deepEqual([session.answers, session.seq, session.at, isDirty(session)], [{ "q-1": [1] }, 7, 1, false]);
});

test("resumed elsewhere with every question answered: at the last one", () => {
  const session = sessionFrom(aStart({ draft: draft(7, { "q-1": [1], "q-2": [0], "q-3": [2] }) }), null);
  assert.equal(session.at, 2);
});

test("the same attempt again keeps what was chosen here and not yet sent", () => {
  const before = { ...choose(sessionFrom(aStart(), null), "q-2", [2]), at: 2 };
  const session = sessionFrom(aStart({ token: "token-2", draft: draft(3, { "q-1": [0] }) }), before);
  assert.deepEqual(session.answers, { "q-1": [0], "q-2": [2] });
  assert.deepEqual([session.at, session.token, isDirty(session)], [2, "token-2", true]);
});

test("another attempt, or the same one begun anew, takes nothing over", () => {
  const before = choose(sessionFrom(aStart(), null), "q-2", [2]);
  assert.deepEqual(sessionFrom(aStart({ attempt_id: "attempt-2" }), before).answers, {});
  assert.deepEqual(sessionFrom(aStart({ started_at: before.startedAt + 1 }), before).answers, {});
});

test("an older draft changes nothing", () => {
  const session = { ...choose(sessionFrom(aStart(), null), "q-1", [1]), seq: 5 };
  assert.equal(withDraft(session, draft(4, { "q-1": [0] })), session);
});

test("options chosen are kept ascending, and none chosen is unanswered", () => {
  const session = choose(sessionFrom(aStart(), null), "q-1", [2, 0]);
  assert.deepEqual(session.answers, { "q-1": [0, 2] });
  assert.deepEqual(choose(session, "q-1", []).answers, {});
});

test("an outcome ends the attempt and its sending", () => {
  const sending = { ...sessionFrom(aStart(), null), sending: true };
  const session = withStanding(sending, { ...aStart({ state: "submitted" }), outcome: anOutcome() });
  assert.deepEqual([session.sending, isOpen(session), session.expired], [false, false, false]);
});

test("sending goes on while the attempt is open, and ends where it has expired", () => {
  const sending = { ...sessionFrom(aStart(), null), sending: true };
  assert.equal(withStanding(sending, aStart()).sending, true);
  const expired = withStanding(sending, aStart({ state: "expired" }));
  assert.deepEqual([expired.sending, isOpen(expired)], [false, false]);
});

test("extra time granted later is taken over, and opens an attempt that had expired here", () => {
  const expired = { ...sessionFrom(aStart(), null), expired: true };
  const session = withStanding(expired, aStart({ deadline: aStart().deadline + 60_000 }));
  assert.deepEqual([session.deadline, session.expired], [aStart().deadline + 60_000, false]);
});

test("the check screen parts what is missing from what is done, each with its place", () => {
  const { missing, done } = checkRows(choose(sessionFrom(aStart(), null), "q-2", [0, 2]));
  assert.deepEqual(missing.map((row) => row.index), [0, 2]);
  assert.deepEqual(done.map((row) => [row.index, row.chosen]), [[1, ["một", "ba"]]]);
});

test("storage that was damaged is no attempt", () => {
  const whole = sessionFrom(aStart(), null);
  assert.deepEqual(readSession(JSON.parse(JSON.stringify(whole))), whole);
  const broken = [null, 3, "x", {}, { ...whole, token: 1 }, { ...whole, paper: null }, { ...whole, paper: { questions: [] } }, { ...whole, answers: undefined }];
  for (const value of broken) assert.equal(readSession(value), null);
});

test("text of questions is carried as it is", () => {
  const start = aStart({ paper: { questions: [aQuestion(1, { text: "<b>&'" })], prediction: null } });
  assert.equal(checkRows(sessionFrom(start, null)).missing[0].text, "<b>&'");
});
