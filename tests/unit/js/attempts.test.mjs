import "./catalogue.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { attemptLabel, attemptsLeft, isUnsettled, mayBeginNext, readEarlier, settledBy, withEarlier } from "../../../static_site/js/core/attempts.js";
import { NOON, aContest, aContestWith, aSession, anOutcome } from "./builders.mjs";

const three = aContestWith({ attempts: 3 });
const endless = aContestWith({ attempts: 0 });
const over = (over = {}) => aSession({ outcome: anOutcome(), ...over });

test("how many attempts are left", () => {
  assert.deepEqual([1, 2, 3, 4].map((n) => attemptsLeft(three, n)), [2, 1, 0, 0]);
  assert.equal(attemptsLeft(endless, 999), Infinity);
  assert.equal(attemptsLeft(aContest(), 1), 0);
});

test("a further attempt may begin once the last is over, while attempts and time are left", () => {
  assert.equal(mayBeginNext(three, over(), NOON), true);
  assert.equal(mayBeginNext(three, aSession(), NOON), false);
  assert.equal(mayBeginNext(three, null, NOON), false);
  assert.equal(mayBeginNext(three, over({ attempt: 3 }), NOON), false);
  assert.equal(mayBeginNext(endless, over({ attempt: 300 }), NOON), true);
  assert.equal(mayBeginNext(aContest(), over(), NOON), false);
});

test("after an expired attempt the next begins once the grace is over", () => {
  const grace = NOON + 905_000;
  assert.deepEqual([grace - 1, grace].map((now) => mayBeginNext(three, aSession({ expired: true }), now)), [false, true]);
});

test("both sides of the close", () => {
  assert.deepEqual([three.closes_at - 1, three.closes_at].map((now) => mayBeginNext(three, over(), now)), [true, false]);
});

test("an attempt is named with the number of all, where there is one", () => {
  assert.equal(attemptLabel(three, 2), "Lượt 2 / 3");
  assert.equal(attemptLabel(endless, 12), "Lượt 12");
  assert.equal(attemptLabel(three, 4), "Lượt 4");
  assert.equal(attemptLabel(aContest(), 1), null);
});

test("earlier attempts stand in their order, each once", () => {
  const two = withEarlier(withEarlier([], over({ attemptId: "b", attempt: 2 })), over({ attemptId: "a" }));
  assert.deepEqual(two.map((one) => one.attemptId), ["a", "b"]);
  assert.equal(withEarlier(two, over({ attemptId: "b", attempt: 2 })).length, 2);
});

test("what is kept of an earlier attempt names nobody", () => {
  const [kept] = withEarlier([], over({ person: { identity: "0905123456", name: "A", unit: "u", category: "c" } }));
  assert.doesNotMatch(JSON.stringify(kept), /0905123456/);
  assert.equal(kept.token, "token-1");
});

test("a receipt that may yet come is asked for, a score only once it is known", () => {
  const [scoreless] = withEarlier([], over());
  const [expired] = withEarlier([], aSession({ expired: true }));
  const contest = aContest();
  assert.deepEqual([contest.frozen_at - 1, contest.frozen_at].map((now) => isUnsettled(scoreless, contest, now)), [false, true]);
  assert.equal(isUnsettled(expired, contest, NOON), true);
  assert.equal(isUnsettled({ ...expired, none: true }, contest, contest.frozen_at), false);
  const [scored] = withEarlier([], over({ outcome: anOutcome({ score: 0 }) }));
  assert.equal(isUnsettled(scored, contest, contest.frozen_at), false);
});

test("an expired attempt ends as its sealed draft, or as nothing", () => {
  const [one] = withEarlier([], aSession({ expired: true }));
  assert.equal(settledBy(one, { state: "submitted", outcome: anOutcome() }).outcome.total, 3);
  assert.equal(settledBy(one, { state: "expired" }).none, true);
  assert.equal(settledBy(one, { state: "expired", draft: { seq: 1, answers: { "q-1": [0] }, prediction: null } }).none, false);
  assert.equal(settledBy(one, { state: "expired", draft: { seq: 1, answers: {}, prediction: 5 } }).none, true);
  assert.equal(settledBy(one, { state: "open" }).none, false);
});

test("damaged storage holds no attempts", () => {
  for (const odd of [null, 7, {}, "x"]) assert.deepEqual(readEarlier(odd), []);
  assert.equal(readEarlier([null, {}, ...withEarlier([], over())]).length, 1);
});
