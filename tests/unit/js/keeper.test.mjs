import assert from "node:assert/strict";
import { test } from "node:test";
import { NOON, aContest, anOutcome, aStart } from "./builders.mjs";
import { FORM, ok, refused, UNREACHABLE, settled, aPhone, started, drafting } from "./phone.mjs";

test("a start sends the form and the device key, and no empty code", async () => {
  const phone = await started();
  const [{ body }] = phone.calls;
  assert.match(body.device_key, /^[0-9a-f]{48}$/);
  assert.deepEqual(Object.keys(body).sort(), ["category", "consent", "device_key", "eligible", "identity", "name", "unit"]);
});

test("a refused start keeps nothing and says why", async () => {
  const phone = aPhone({ answers: { start: refused("other_device") } });
  assert.equal((await phone.keeper.start(FORM, () => {})).code, "other_device");
  assert.equal(phone.keeper.session(), null);
});

test("each tap is in storage at once: a page opened anew has it", async () => {
  const { keeper, storage } = await started();
  keeper.choose("q-2", [1]);
  keeper.moveTo(1);
  const again = aPhone({ storage }).keeper.session();
  assert.deepEqual([again.answers, again.at, again.token], [{ "q-2": [1] }, 1, "token-1"]);
});

test("a double tap sends once; the receipt stays", async () => {
  const phone = await started({ answers: { submit: ok(anOutcome(), 201) } });
  phone.keeper.choose("q-1", [0]);
  await Promise.all([phone.delivery.submit(), phone.delivery.submit()]);
  assert.deepEqual(phone.sent("/submission"), [{ answers: { "q-1": [0] }, prediction: null }]);
  await phone.delivery.submit();
  assert.equal(phone.sent("/submission").length, 1);
  assert.equal(phone.keeper.session().outcome.sealed_by, "holder");
});

test("nothing can be changed while it is being sent", async () => {
  let answer;
  const phone = await started({ answers: { submit: () => new Promise((resolve) => { answer = resolve; }) } });
  phone.keeper.choose("q-1", [0]);
  const sending = phone.delivery.submit();
  phone.keeper.choose("q-1", [2]);
  answer(ok(anOutcome()));
  await sending;
  assert.deepEqual(phone.keeper.session().answers, { "q-1": [0] });
});

test("a page that died while sending goes on sending", async () => {
  const phone = await started({ answers: { submit: () => new Promise(() => {}) } });
  phone.keeper.choose("q-1", [0]);
  void phone.delivery.submit();
  const again = aPhone({ storage: phone.storage, answers: { submit: ok(anOutcome()) } });
  again.delivery.tick();
  await settled();
  assert.deepEqual([again.sent("/submission").length, again.keeper.session().outcome.total], [1, 3]);
});

test("at the deadline what is there is sent by itself, not before", async () => {
  const phone = await started({ answers: { submit: ok(anOutcome()) } });
  phone.keeper.choose("q-1", [0]);
  phone.now = NOON + 899_999;
  phone.delivery.tick();
  assert.equal(phone.sent("/submission").length, 0);
  phone.now = NOON + 901_500; // the end and the widest spread, within the grace of 5 s
  phone.delivery.tick();
  phone.delivery.tick();
  await settled();
  assert.equal(phone.sent("/submission").length, 1);
});

test("without an answer nothing is sent at the deadline", async () => {
  const phone = await started();
  phone.now = NOON + 902_000;
  phone.delivery.tick();
  await settled();
  assert.deepEqual([phone.sent("/submission").length, phone.keeper.session().expired], [0, true]);
});

test("sent too late: the draft that was sealed is the receipt", async () => {
  const look = ok({ ...aStart({ state: "submitted" }), outcome: anOutcome({ sealed_by: "draft" }) });
  const phone = await started({ answers: { submit: refused("expired"), look } });
  phone.keeper.choose("q-1", [0]);
  await phone.delivery.submit();
  await settled();
  assert.equal(phone.keeper.session().outcome.sealed_by, "draft");
});

test("a token that holds no longer is a problem to show, and the answers outlive it", async () => {
  const phone = await started({ answers: { submit: refused("bad_token") } });
  phone.keeper.choose("q-1", [0]);
  await phone.delivery.submit();
  assert.equal(phone.keeper.problem().code, "bad_token");
  phone.delivery.setAside();
  await phone.keeper.start(FORM, () => {});
  assert.deepEqual([phone.keeper.session().answers, phone.keeper.problem()], [{ "q-1": [0] }, null]);
});


test("a draft goes out when the page is hidden, once for the same answers", async () => {
  const phone = await drafting({ answers: { draft: { kind: "answer", status: 204, body: null, error: null } } });
  phone.keeper.choose("q-1", [0]);
  assert.equal(phone.keeper.saveState(), "local");
  phone.delivery.flush();
  phone.delivery.flush();
  await settled();
  phone.delivery.flush();
  assert.deepEqual(phone.sent("/draft"), [{ seq: 1, answers: { "q-1": [0] }, prediction: null }]);
  assert.equal(phone.keeper.saveState(), "ward");
});

test("after a resume the draft's number goes on from the stored one", async () => {
  const phone = aPhone({ contest: aContest() });
  phone.answers.start = ok(aStart({ draft: { seq: 7, answers: { "q-1": [1] }, prediction: null } }));
  await phone.keeper.start(FORM, () => {});
  phone.keeper.choose("q-2", [0]);
  phone.delivery.flush();
  assert.deepEqual(phone.sent("/draft"), [{ seq: 8, answers: { "q-1": [1], "q-2": [0] }, prediction: null }]);
  phone.answers.draft = { kind: "answer", status: 204, body: null, error: null };
  await settled();
});

test("a newer draft elsewhere is taken over, what was chosen here stays", async () => {
  const draft = { seq: 5, answers: { "q-1": [2], "q-3": [1] }, prediction: null };
  const phone = await drafting({ answers: { draft: refused("newer_draft", { draft }) } });
  phone.keeper.choose("q-2", [0]);
  phone.delivery.flush();
  await settled();
  const { answers, seq } = phone.keeper.session();
  assert.deepEqual([answers, seq], [{ "q-1": [2], "q-2": [0], "q-3": [1] }, 5]);
});

test("a draft that can't go out says so, and nothing is called saved", async () => {
  const phone = await drafting({ answers: { draft: UNREACHABLE } });
  phone.keeper.choose("q-1", [0]);
  phone.delivery.flush();
  await settled();
  assert.equal(phone.keeper.saveState(), "retrying");
});

test("a submission elsewhere shows here when a draft meets it", async () => {
  const look = ok({ ...aStart({ state: "submitted" }), outcome: anOutcome() });
  const phone = await drafting({ answers: { draft: refused("submitted"), look } });
  phone.keeper.choose("q-1", [0]);
  phone.delivery.flush();
  await settled();
  assert.equal(phone.keeper.session().outcome.total, 3);
});

test("no draft leaves where the contest wants none", async () => {
  const phone = await started();
  phone.keeper.choose("q-1", [0]);
  phone.delivery.flush();
  assert.equal(phone.sent("/draft").length, 0);
});

test("another person on this phone begins empty, and the first receipt is kept", async () => {
  const phone = await started({ answers: { submit: ok(anOutcome()) } });
  phone.keeper.choose("q-1", [0]);
  await phone.delivery.submit();
  phone.delivery.handOver();
  assert.equal(phone.keeper.session(), null);
  const past = JSON.parse(phone.storage.getItem("hoithi:cchc-2024:past"));
  assert.deepEqual([past.length, past[0].resumeCode], [1, "ABCD2345"]);
});

test("without storage the quiz works, and says that closing it needs the code", async () => {
  const phone = await started({ storage: null });
  phone.keeper.choose("q-1", [0]);
  assert.equal(phone.keeper.saveState(), "memory");
});
