import "./catalogue.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkRows, expiredView, sendingWaitsFor } from "../../../static_site/js/core/delivery.js";
import { choose, firstGap, isDirty, isOpen, predictionOf, readSession, sessionFrom, withDraft, withStanding, workOf } from "../../../static_site/js/core/session.js";
import { NOON, aContestWith, aPredictingPaper, aQuestion, aSession, aStart, anOutcome } from "./builders.mjs";

const predict = (session, predicted) => ({ ...session, predicted });
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

const predicting = (over = {}) => aSession({ paper: aPredictingPaper(), ...over });

test("a prediction is kept as typed and sent as a number, null while it is none", () => {
  assert.deepEqual(workOf(predict(predicting(), "1.250")), { answers: {}, prediction: 1250 });
  assert.deepEqual([predict(predicting(), "12a").predicted, predictionOf(predict(predicting(), "12a"))], ["12a", null]);
  assert.equal(predictionOf(aSession({ predicted: "7" })), null, "a paper that asks for none sends none");
});

test("a prediction alone is something to save, the same number written otherwise isn't", () => {
  assert.equal(isDirty(predict(predicting(), "5")), true);
  assert.equal(isDirty(predict(predicting({ storedPrediction: 1250 }), "1.250")), false);
  assert.equal(isDirty(predict(predicting({ storedPrediction: 5 }), "")), true);
});

test("a draft's prediction is taken over, unless it was changed here", () => {
  const theirs = { seq: 4, answers: {}, prediction: 90 };
  assert.equal(withDraft(predicting(), theirs).predicted, "90");
  assert.equal(withDraft(predicting({ predicted: "80", storedPrediction: null }), theirs).predicted, "80");
  assert.equal(withDraft(predicting({ predicted: "0.090" }), theirs).storedPrediction, 90);
  assert.equal(withDraft(predicting({ predicted: "90.", storedPrediction: 90 }), theirs).predicted, "90.");
  assert.equal(withDraft(predicting({ predicted: "80", storedPrediction: 80 }), { ...theirs, prediction: null }).predicted, "");
});

test("resumed elsewhere with all answered: at the prediction while it is open, else at the last question", () => {
  const answers = { "q-1": [1], "q-2": [0], "q-3": [2] };
  const from = (prediction) => sessionFrom(aStart({ paper: aPredictingPaper(), draft: { seq: 7, answers, prediction } }), null);
  assert.deepEqual([from(null).at, from(12).at, from(12).predicted], [3, 2, "12"]);
});

test("the attempt's number comes with each answer of the server", () => {
  assert.equal(sessionFrom(aStart(), null).attempt, 1);
  assert.equal(sessionFrom(aStart({ attempt: 3 }), null).attempt, 3);
  assert.equal(withStanding(aSession({ attempt: 3 }), aStart()).attempt, 3);
});

test("an attempt kept by an older page is read with what it lacks", () => {
  const { attempt, predicted, storedPrediction, person, ...older } = aSession();
  assert.deepEqual(readSession(older), aSession());
});

test("where all must be answered, sending waits for the first gap", () => {
  const rules = { require_all_answers: true };
  assert.deepEqual(sendingWaitsFor(aSession({ answers: { "q-1": [0], "q-3": [0] } }), rules), { why: "gap", index: 1 });
  assert.equal(sendingWaitsFor(aSession({ answers: { "q-1": [0], "q-2": [1], "q-3": [0] } }), rules), null);
  assert.equal(sendingWaitsFor(aSession(), {}), null);
  assert.equal(firstGap(aSession()), 0);
});

test("sending waits for a prediction that is no number, never for one left out", () => {
  assert.deepEqual(sendingWaitsFor(predicting({ predicted: "-3" }), {}), { why: "prediction" });
  assert.equal(sendingWaitsFor(predicting({ predicted: "  " }), {}), null);
  assert.equal(sendingWaitsFor(predicting({ predicted: "0" }), {}), null);
  assert.equal(sendingWaitsFor(aSession({ predicted: "-3" }), {}), null);
});

test("after the time is up the page says what counts: the last draft, nothing, or one under way", () => {
  const contest = aContestWith({ require_all_answers: true });
  const end = NOON + 900_000;
  const gaps = aSession({ answers: { "q-1": [0] } });
  const view = (session, now, at = contest) => expiredView(session, at, now).counts;
  assert.equal(view(gaps, end + 4999), "saving");
  assert.equal(view(gaps, end + 5000), "none");
  assert.equal(view({ ...gaps, stored: gaps.answers }, end + 1), "draft");
  assert.equal(view(gaps, end + 1, aContestWith({ draft_interval_s: 0 })), "none");
  assert.equal(view(aSession(), end + 1), "none");
  assert.deepEqual([expiredView(gaps, contest, end).gaps, expiredView(gaps, aContestWith({}), end).gaps, expiredView(aSession(), contest, end).gaps], [true, false, false]);
});
