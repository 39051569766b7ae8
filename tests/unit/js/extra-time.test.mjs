import "./catalogue.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { NOON, aContest, anOutcome } from "./builders.mjs";
import { ok, settled, started } from "./phone.mjs";

const MINUTE = 60000;
const DEADLINE = NOON + 900000;
/** What the server says of the attempt. @param {number} deadline */
const standing = (deadline) => ok({ attempt_id: "attempt-1", state: "open", started_at: NOON, deadline, server_time: NOON });
const looks = (phone) => phone.calls.filter((call) => call.method === "GET").length;

async function atTheEnd(phone, now) {
  phone.now = now;
  phone.delivery.tick();
  await settled();
}

test("shortly before the time runs out the server is asked once whether there is more", async () => {
  const phone = await started({ answers: { look: standing(DEADLINE), submit: ok(anOutcome()) } });
  phone.keeper.choose("q-1", [0]);
  await atTheEnd(phone, DEADLINE - MINUTE);
  assert.equal(looks(phone), 0);
  for (const before of [20000, 10000, 5000]) await atTheEnd(phone, DEADLINE - before);
  assert.equal(looks(phone), 1);
  await atTheEnd(phone, DEADLINE + 1500);
  assert.equal(phone.sent("/submission").length, 1);
});

test("who was given more time goes on, and is asked about the new end too", async () => {
  const phone = await started({ answers: { look: standing(DEADLINE + 10 * MINUTE), submit: ok(anOutcome()) } });
  phone.keeper.choose("q-1", [0]);
  await atTheEnd(phone, DEADLINE - 20000);
  assert.equal(phone.keeper.session().deadline, DEADLINE + 10 * MINUTE);
  await atTheEnd(phone, DEADLINE + MINUTE);
  assert.deepEqual([phone.sent("/submission").length, looks(phone)], [0, 1]);
  await atTheEnd(phone, DEADLINE + 10 * MINUTE - 20000);
  assert.equal(looks(phone), 2);
  await atTheEnd(phone, DEADLINE + 10 * MINUTE + 1500);
  assert.equal(phone.sent("/submission").length, 1);
});

test("where the server can't be reached the time ends as it did", async () => {
  const phone = await started({ answers: { submit: ok(anOutcome()) } });
  phone.keeper.choose("q-1", [0]);
  await atTheEnd(phone, DEADLINE - 20000);
  await atTheEnd(phone, DEADLINE + 1500);
  assert.equal(phone.sent("/submission").length, 1);
});

test("a close that was moved is learnt before the old one, and the answers wait for the new one", async () => {
  const closes = NOON + 5 * MINUTE;
  const later = { ...standing(DEADLINE).body, closes_at: closes + 60 * MINUTE, frozen_at: closes + 61 * MINUTE };
  const phone = await started({ contest: aContest({ closes_at: closes, paper: { ...aContest().paper, draft_interval_s: 0 } }), answers: { look: ok(later), submit: ok(anOutcome()) } });
  phone.keeper.choose("q-1", [0]);
  await atTheEnd(phone, closes - 20000);
  assert.equal(looks(phone), 1);
  await atTheEnd(phone, closes + MINUTE);
  assert.equal(phone.sent("/submission").length, 0);
  await atTheEnd(phone, DEADLINE + 1500);
  assert.equal(phone.sent("/submission").length, 1);
});
