// The keeper where the rules ask for more: predictions, whole papers, several attempts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { NOON, aContestWith, aPredictingPaper, anOutcome, aStart } from "./builders.mjs";
import { FORM, ok, refused, settled, aPhone, started, drafting } from "./phone.mjs";

const DRAFTED = { kind: "answer", status: 204, body: null, error: null };

test("a prediction is kept at every input, drafted and sent", async () => {
  const phone = await drafting({ answers: { start: ok(aStart({ paper: aPredictingPaper() })), draft: DRAFTED, submit: ok(anOutcome()) } });
  phone.keeper.predict("1.25");
  assert.equal(aPhone({ storage: phone.storage }).keeper.session().predicted, "1.25");
  phone.keeper.predict("1.250");
  phone.keeper.choose("q-1", [0]);
  phone.delivery.flush();
  await settled();
  assert.deepEqual(phone.sent("/draft"), [{ seq: 1, answers: { "q-1": [0] }, prediction: 1250 }]);
  assert.equal(phone.keeper.saveState(), "ward");
  await phone.delivery.submit();
  assert.deepEqual(phone.sent("/submission"), [{ answers: { "q-1": [0] }, prediction: 1250 }]);
  phone.keeper.predict("7");
  assert.equal(phone.keeper.session().predicted, "1.250");
});

const allRequired = (over = {}) => started({ contest: aContestWith({ require_all_answers: true }), ...over });

test("where all must be answered a paper with a gap is never sent", async () => {
  const phone = await allRequired({ answers: { submit: ok(anOutcome()), draft: DRAFTED } });
  phone.keeper.choose("q-1", [0]);
  await phone.delivery.submit();
  assert.deepEqual([phone.sent("/submission").length, phone.keeper.session().sending], [0, false]);
  phone.keeper.choose("q-2", [0]);
  phone.keeper.choose("q-3", [0]);
  await phone.delivery.submit();
  assert.equal(phone.sent("/submission").length, 1);
});

test("at the deadline a paper with a gap is saved as a draft, and shown as expired", async () => {
  const phone = await allRequired({ answers: { submit: ok(anOutcome()), draft: DRAFTED } });
  phone.keeper.choose("q-1", [0]);
  phone.now = NOON + 901_500;
  phone.delivery.tick();
  await settled();
  const { expired, stored } = phone.keeper.session();
  assert.deepEqual([phone.sent("/submission").length, phone.sent("/draft").length, expired, stored], [0, 1, true, { "q-1": [0] }]);
  phone.now += 1000;
  phone.delivery.tick();
  assert.equal(phone.calls.filter((call) => call.method === "GET").length, 0, "nothing is sealed yet");
});

test("at the deadline a whole paper is sent", async () => {
  const phone = await allRequired({ answers: { submit: ok(anOutcome()) } });
  for (const id of ["q-1", "q-2", "q-3"]) phone.keeper.choose(id, [0]);
  phone.now = NOON + 901_500;
  phone.delivery.tick();
  await settled();
  assert.equal(phone.sent("/submission").length, 1);
});

const FREELY = aContestWith({ attempts: 3, draft_interval_s: 0 });
const second = (over = {}) => ok(aStart({ attempt_id: "attempt-2", token: "token-2", attempt: 2, started_at: NOON + 100_000, resume_code: "WXYZ6789", ...over }), 201);

async function once(over = {}) {
  const phone = await started({ contest: FREELY, ...over, answers: { submit: ok(anOutcome()), ...over.answers } });
  phone.keeper.choose("q-1", [0]);
  await phone.delivery.submit();
  return phone;
}

test("the next attempt begins empty, with the token of the one before, whose receipt stays", async () => {
  const phone = await once({ answers: {} });
  phone.answers.start = second();
  assert.equal(await phone.delivery.startNext(FORM, () => {}), null);
  const { attempt, previous_token: token } = phone.calls[phone.calls.length - 1].body;
  assert.deepEqual([attempt, token], [2, "token-1"]);
  const session = phone.keeper.session();
  assert.deepEqual([session.attemptId, session.attempt, session.answers, session.outcome], ["attempt-2", 2, {}, null]);
  assert.deepEqual(aPhone({ storage: phone.storage, contest: FREELY }).delivery.earlier().map((one) => [one.attempt, one.outcome.total]), [[1, 3]]);
});

test("who takes part is kept while attempts are left; then the receipt's name and unit alone", async () => {
  const phone = await once();
  assert.deepEqual(phone.keeper.session().person, { identity: "0905123456", name: "A", unit: "u", category: "c" });
  phone.answers.start = second({ attempt: 3 });
  await phone.delivery.startNext(FORM, () => {});
  const named = { identity: "", name: "A", unit: "u", category: "" };
  assert.deepEqual(phone.keeper.session().person, named);
  assert.deepEqual((await started()).keeper.session().person, named);
});

test("a refused next attempt leaves the receipt as it is", async () => {
  const phone = await once();
  phone.answers.start = refused("attempt_open");
  assert.equal((await phone.delivery.startNext(FORM, () => {})).code, "attempt_open");
  assert.deepEqual([phone.keeper.session().attemptId, phone.delivery.earlier()], ["attempt-1", []]);
});

test("no next attempt while one is open", async () => {
  const phone = await started({ contest: FREELY });
  await phone.delivery.startNext(FORM, () => {});
  assert.equal(phone.calls.length, 1);
});

test("an expired attempt leads on, and its sealed draft becomes a receipt later", async () => {
  const phone = await started({ contest: FREELY });
  phone.now = NOON + 902_000;
  phone.delivery.tick();
  phone.answers.start = second();
  await phone.delivery.startNext(FORM, () => {});
  assert.deepEqual(phone.delivery.earlier().map((one) => [one.outcome, one.none]), [[null, false]]);
  phone.answers.look = ok({ ...aStart({ state: "submitted" }), outcome: anOutcome({ sealed_by: "draft" }) });
  await phone.delivery.settleEarlier();
  assert.equal(phone.delivery.earlier()[0].outcome.sealed_by, "draft");
});

test("a draft of the attempt before that comes back late says nothing of the next", async () => {
  let answer;
  const contest = aContestWith({ attempts: 3, require_all_answers: true });
  const phone = await started({ contest, answers: { draft: () => new Promise((resolve) => { answer = resolve; }) } });
  phone.keeper.choose("q-1", [0]);
  phone.now = NOON + 902_000;
  phone.delivery.tick();
  phone.answers.start = second();
  await phone.delivery.startNext(FORM, () => {});
  answer(DRAFTED);
  await settled();
  assert.deepEqual(phone.keeper.session().stored, {});
});

test("another person on this phone sees none of the attempts before", async () => {
  const phone = await once();
  phone.answers.start = second();
  await phone.delivery.startNext(FORM, () => {});
  phone.keeper.choose("q-1", [1]);
  await phone.delivery.submit();
  phone.delivery.handOver();
  assert.deepEqual([phone.keeper.session(), phone.delivery.earlier()], [null, []]);
  const past = JSON.parse(phone.storage.getItem("hoithi:cchc-2024:past"));
  assert.deepEqual(past.map((one) => one.resumeCode), ["ABCD2345", "WXYZ6789"]);
  assert.doesNotMatch([...phone.storage.kept.values()].join(), /0905123456/);
});
