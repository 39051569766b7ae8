// The keeper where others write too: a second tab, organizers who reset, a full storage, a lost network.
import assert from "node:assert/strict";
import { test } from "node:test";
import { NOON, aContest, aContestWith, anOutcome, aStart } from "./builders.mjs";
import { FORM, ok, refused, UNREACHABLE, settled, aPhone, started, drafting } from "./phone.mjs";

const DRAFTED = { kind: "answer", status: 204, body: null, error: null };

/** A second tab of the same browser. Its storage events come when a test says `reread`. */
const anotherTab = (phone, over = {}) => aPhone({ storage: phone.storage, contest: aContest(), answers: phone.answers, ...over });

test("answers given in two tabs are in both, whichever wrote last", async () => {
  const one = await drafting();
  const other = anotherTab(one);
  one.keeper.choose("q-1", [0]);
  other.keeper.choose("q-2", [1]);
  one.keeper.choose("q-3", [2]);
  other.keeper.reread();
  const all = { "q-1": [0], "q-2": [1], "q-3": [2] };
  assert.deepEqual([one.keeper.session().answers, other.keeper.session().answers], [all, all]);
});

test("two tabs that send hold one receipt, with the answers of both", async () => {
  const one = await drafting({ answers: { submit: ok(anOutcome(), 201) } });
  const other = anotherTab(one);
  one.keeper.choose("q-1", [0]);
  other.keeper.choose("q-2", [1]);
  await Promise.all([one.delivery.submit(), other.delivery.submit()]);
  const sent = [...one.sent("/submission"), ...other.sent("/submission")];
  for (const body of sent) assert.deepEqual(body.answers, { "q-1": [0], "q-2": [1] });
  const leaves = [one, other].map((tab) => tab.keeper.session().outcome.receipt.leaf);
  assert.equal(new Set(leaves).size, 1);
});

test("what was sent in one tab can't be changed in the other", async () => {
  const one = await drafting({ answers: { submit: ok(anOutcome()) } });
  const other = anotherTab(one);
  one.keeper.choose("q-1", [0]);
  await one.delivery.submit();
  other.keeper.choose("q-1", [2]);
  assert.deepEqual([other.keeper.session().answers, other.keeper.session().outcome.total], [{ "q-1": [0] }, 3]);
});

test("a tap on a question of an attempt that is no longer this phone's changes nothing", async () => {
  const one = await drafting();
  const other = anotherTab(one);
  const paper = { ...aStart().paper, questions: aStart().paper.questions.map((question) => ({ ...question, id: `x-${question.id}` })) };
  one.answers.start = ok(aStart({ attempt_id: "attempt-2", paper }));
  await one.keeper.start(FORM, () => {});
  other.keeper.choose("q-1", [0]);
  assert.deepEqual([other.keeper.session().attemptId, other.keeper.session().answers], ["attempt-2", {}]);
});

/** A tab whose start is still being tried when another one begins the attempt. */
async function lateTab(answer, over = {}) {
  let release;
  const late = aPhone({ contest: aContest(), answers: { start: () => new Promise((resolve) => { release = () => resolve(answer); }) }, ...over });
  const pending = late.keeper.start(FORM, () => {});
  const other = anotherTab(late, { answers: { start: ok(aStart(), 201), submit: ok(anOutcome()) } });
  await other.keeper.start(FORM, () => {});
  return { late, other, released: () => { release(); return pending; } };
}

test("a start that is answered late takes nothing from what another tab has written since", async () => {
  const { late, other, released } = await lateTab(ok(aStart()));
  other.keeper.choose("q-1", [0]);
  other.keeper.choose("q-2", [1]);
  await released();
  other.keeper.reread();
  const all = { "q-1": [0], "q-2": [1] };
  assert.deepEqual([late.keeper.session().answers, other.keeper.session().answers], [all, all]);
});

test("a start that is answered late leaves the receipt of another tab", async () => {
  const { late, other, released } = await lateTab(ok(aStart()));
  other.keeper.choose("q-1", [0]);
  await other.delivery.submit();
  await released();
  assert.equal(late.keeper.session().outcome.total, 3);
});

test("a next attempt that begins late goes on where another tab has got to", async () => {
  const contest = aContestWith({ attempts: 3, draft_interval_s: 0 });
  const one = await started({ contest, answers: { submit: ok(anOutcome()) } });
  one.keeper.choose("q-1", [0]);
  await one.delivery.submit();
  const next = ok(aStart({ attempt_id: "attempt-2", token: "token-2", attempt: 2, started_at: NOON + 100_000 }));
  const other = anotherTab(one, { contest, answers: { start: next } });
  let release;
  one.answers.start = () => new Promise((resolve) => { release = () => resolve(next); });
  const pending = one.delivery.startNext(FORM, () => {});
  await other.delivery.startNext(FORM, () => {});
  other.keeper.choose("q-3", [1]);
  release();
  await pending;
  assert.deepEqual([one.keeper.session().attemptId, one.keeper.session().answers], ["attempt-2", { "q-3": [1] }]);
  assert.deepEqual(one.delivery.earlier().map((each) => each.attemptId), ["attempt-1"]);
});

test("storage that was cleared under way: the open attempt stays and is written again", async () => {
  const phone = await drafting();
  phone.keeper.choose("q-1", [0]);
  phone.storage.kept.clear();
  phone.keeper.choose("q-2", [1]);
  assert.deepEqual(aPhone({ storage: phone.storage }).keeper.session().answers, { "q-1": [0], "q-2": [1] });
});

test("a phone that was handed over in one tab shows nothing in the other", async () => {
  const one = await drafting({ answers: { submit: ok(anOutcome()) } });
  const other = anotherTab(one);
  one.keeper.choose("q-1", [0]);
  await one.delivery.submit();
  other.keeper.reread();
  one.delivery.handOver();
  other.keeper.reread();
  assert.equal(other.keeper.session(), null);
});

test("a receipt whose attempt was reset is a problem to show, and is kept when one begins again", async () => {
  const phone = await started({ answers: { submit: ok(anOutcome()) } });
  phone.keeper.choose("q-1", [0]);
  await phone.delivery.submit();
  phone.answers.look = refused("bad_token");
  const again = aPhone({ storage: phone.storage, answers: phone.answers });
  await again.delivery.look();
  assert.equal(again.keeper.problem().code, "bad_token");
  again.delivery.setAside();
  again.answers.start = ok(aStart({ attempt_id: "attempt-2", attempt: 2, started_at: NOON + 1 }), 201);
  await again.keeper.start(FORM, () => {});
  assert.deepEqual([again.keeper.session().attemptId, again.keeper.session().answers], ["attempt-2", {}]);
  assert.deepEqual(JSON.parse(phone.storage.getItem("hoithi:cchc-2024:past")).map((one) => one.outcome.total), [3]);
});

test("a receipt that can't be asked about stays", async () => {
  const phone = await started({ answers: { submit: ok(anOutcome()), look: UNREACHABLE } });
  phone.keeper.choose("q-1", [0]);
  await phone.delivery.submit();
  await phone.delivery.look();
  assert.deepEqual([phone.keeper.problem(), phone.keeper.session().outcome.total], [null, 3]);
});

test("after the freeze a score stands: nothing more is asked", async () => {
  const phone = await started({ answers: { submit: ok(anOutcome({ score: 3 })) } });
  phone.keeper.choose("q-1", [0]);
  await phone.delivery.submit();
  phone.now = aContest().frozen_at;
  await phone.delivery.look();
  assert.equal(phone.calls.filter((call) => call.method === "GET").length, 0);
});

test("the first draft that fails is told at once, and when the ward is reached again", async () => {
  const phone = await drafting({ answers: { draft: UNREACHABLE } });
  phone.keeper.choose("q-1", [0]);
  phone.delivery.flush();
  await settled();
  assert.equal(phone.keeper.saveState(), "retrying");
  phone.answers.draft = DRAFTED;
  phone.delivery.hurry();
  await settled();
  assert.equal(phone.keeper.saveState(), "restored");
  phone.keeper.choose("q-1", [1]);
  assert.equal(phone.keeper.saveState(), "local");
  phone.delivery.flush();
  await settled();
  assert.equal(phone.keeper.saveState(), "ward");
});

test("a draft that was stored is sent no second time", async () => {
  const phone = await drafting({ answers: { draft: UNREACHABLE } });
  phone.keeper.choose("q-1", [0]);
  phone.delivery.flush();
  await settled();
  phone.answers.draft = DRAFTED;
  phone.delivery.hurry();
  await settled();
  await settled();
  assert.deepEqual([phone.sent("/draft").length, phone.keeper.session().storedAt], [2, NOON]);
});

test("a storage that overflows: memory holds the answers, and each state says what closing would need", async () => {
  const phone = await drafting({ answers: { draft: UNREACHABLE } });
  phone.storage.full = true;
  phone.keeper.choose("q-1", [0]);
  assert.deepEqual([phone.keeper.session().answers, phone.keeper.saveState()], [{ "q-1": [0] }, "memory"]);
  phone.delivery.flush();
  await settled();
  assert.equal(phone.keeper.saveState(), "retrying_memory");
  phone.answers.draft = DRAFTED;
  phone.delivery.hurry();
  await settled();
  assert.equal(phone.keeper.saveState(), "ward_memory");
});

test("ten minutes without network, sent after the deadline: the last draft is what counts, and when it was stored", async () => {
  const { expiredView } = await import("../../../static_site/js/core/delivery.js");
  const phone = await drafting({ answers: { draft: DRAFTED } });
  phone.keeper.choose("q-1", [0]);
  phone.now = NOON + 180_000;
  phone.delivery.flush();
  await settled();
  phone.keeper.choose("q-2", [0]);
  phone.now = NOON + 910_000;
  phone.answers.submit = refused("expired");
  phone.answers.look = ok({ ...aStart({ state: "expired" }), draft: { seq: 1, answers: { "q-1": [0] }, prediction: null } });
  phone.delivery.tick();
  await settled();
  await settled();
  const { counts, count, storedAt } = expiredView(phone.keeper.session(), aContest(), phone.now);
  assert.deepEqual([counts, count, storedAt], ["draft", 1, NOON + 180_000]);
});
