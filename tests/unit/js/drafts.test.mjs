import "./catalogue.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { draftDue } from "../../../static_site/js/core/delivery.js";
import { answered, mergeDraft, sameWork } from "../../../static_site/js/core/session.js";
import { mock } from "node:test";
import { NOON } from "./builders.mjs";
import { drafting, settled } from "./phone.mjs";

const due = (over) => draftDue({ dirty: true, hidden: false, intervalMs: 180_000, lastTry: NOON, retryAt: null, now: NOON, ...over });

test("nothing to send, or no drafts in this contest", () => {
  assert.equal(due({ dirty: false }), null);
  assert.equal(due({ intervalMs: 0 }), null);
  assert.equal(due({ intervalMs: 0, hidden: true }), null);
  assert.equal(due({ dirty: false, hidden: true }), null);
});

test("at most one in each interval", () => {
  assert.equal(due({ now: NOON + 1 }), 179_999);
  assert.equal(due({ now: NOON + 179_999 }), 1);
  assert.equal(due({ now: NOON + 180_000 }), 0);
  assert.equal(due({ now: NOON + 999_999 }), 0);
});

test("a page that is being hidden sends at once", () => {
  assert.equal(due({ hidden: true, now: NOON + 1 }), 0);
  assert.equal(due({ hidden: true, retryAt: NOON + 60_000 }), 0);
});

test("after a failure the retry's own time holds, not the interval", () => {
  assert.equal(due({ retryAt: NOON + 8000, now: NOON + 3000 }), 5000);
  assert.equal(due({ retryAt: NOON + 8000, now: NOON + 9000 }), 0);
});

test("answers are the same whatever their order of questions, and none is none", () => {
  const sameAnswers = (a, b) => sameWork({ answers: a, prediction: null }, { answers: b, prediction: null });
  assert.ok(sameAnswers({ a: [1], b: [0, 2] }, { b: [0, 2], a: [1] }));
  assert.ok(sameAnswers({ a: [] }, {}));
  assert.ok(!sameAnswers({ a: [1] }, { a: [2] }));
  assert.ok(!sameAnswers({ a: [1] }, { a: [1, 2] }));
  assert.ok(!sameAnswers({ a: [1] }, {}));
});

test("work is the same where answers and prediction are", () => {
  assert.ok(sameWork({ answers: { a: [1] }, prediction: 0 }, { answers: { a: [1] }, prediction: 0 }));
  assert.ok(!sameWork({ answers: { a: [1] }, prediction: 0 }, { answers: { a: [1] }, prediction: null }));
  assert.ok(!sameWork({ answers: { a: [1] }, prediction: 0 }, { answers: { a: [2] }, prediction: 0 }));
});

test("only answered questions travel", () => {
  assert.deepEqual(answered({ a: [1], b: [] }), { a: [1] });
});

test("what was changed here stays, the rest is as the server has it", () => {
  const here = { answers: { a: [2], b: [1] }, stored: { a: [0], b: [1] } };
  const theirs = { seq: 4, answers: { a: [1], b: [3], c: [0] }, prediction: null };
  assert.deepEqual(mergeDraft(here, theirs), { a: [2], b: [3], c: [0] });
});

test("an answer taken back here stays taken back", () => {
  const here = { answers: {}, stored: { a: [0] } };
  assert.deepEqual(mergeDraft(here, { seq: 4, answers: { a: [0], b: [1] }, prediction: null }), { b: [1] });
});

test("a phone that knows nothing takes the draft as it is", () => {
  const theirs = { seq: 4, answers: { a: [1] }, prediction: null };
  assert.deepEqual(mergeDraft({ answers: {}, stored: {} }, theirs), { a: [1] });
});

test("the first draft comes soon after the first answer, the next by the interval", async () => {
  const phone = await drafting();
  phone.answers.draft = { kind: "answer", status: 204, body: null, error: null };
  phone.now += 300_000;
  phone.keeper.choose("q-1", [0]);
  phone.delivery.changed();
  mock.timers.tick(9_999);
  await settled();
  assert.equal(phone.sent("/draft").length, 0);
  phone.now += 10_000;
  mock.timers.tick(1);
  await settled();
  assert.deepEqual(phone.sent("/draft").map((draft) => draft.answers), [{ "q-1": [0] }]);
  phone.keeper.choose("q-2", [1]);
  phone.delivery.changed();
  phone.now += 179_000;
  mock.timers.tick(179_000);
  await settled();
  assert.equal(phone.sent("/draft").length, 1);
  phone.now += 1_000;
  mock.timers.tick(1_000);
  await settled();
  assert.equal(phone.sent("/draft").length, 2);
});
