import assert from "node:assert/strict";
import { test } from "node:test";
import { FAREWELL_MS, farewellAt, isStart, leftBehind, secondsLeft, turnAt } from "../../../static_site/js/core/shared-device.js";

const TICKET = "eyJjIjoibmhvIn0.abc-DEF_123";
const OPENED = `#may-chung=${TICKET}`;
const NOBODY = { at: null, stopped: false };

test("a phone of one's own is no shared device", () => {
  for (const hash of ["", "#", "#dang-ky", "#may-chung=", "#may-chung=short", `#may-chung=${TICKET}<b>`]) {
    assert.equal(turnAt(hash, null), null);
  }
  for (const kept of [undefined, 1, "x", [], {}, { ticket: 1 }, { ticket: "" }]) assert.equal(turnAt("", kept), null);
});

test("a link that is opened begins a turn, and forgets whoever was before", () => {
  assert.deepEqual(turnAt(OPENED, null), { ticket: TICKET, clear: true });
  assert.deepEqual(turnAt(OPENED, { ticket: "another-ticket-0001", clear: false }), { ticket: TICKET, clear: true });
});

test("the same link opened again, or the page loaded anew, keeps who is answering", () => {
  const kept = { ticket: TICKET, clear: false };
  assert.deepEqual(turnAt(OPENED, kept), kept);
  assert.deepEqual(turnAt("#cau-3", kept), kept);
});

test("what was to be forgotten is forgotten by the page that comes next", () => {
  assert.deepEqual(turnAt("#dang-ky", { ticket: TICKET, clear: true }), { ticket: TICKET, clear: true });
});

test("from the receipt on there are sixty seconds, unless somebody stops them", () => {
  const began = farewellAt(NOBODY, true, 1000);
  assert.equal(secondsLeft(began, 1000), 60);
  assert.equal(secondsLeft(farewellAt(began, true, 31000), 31000), 30);
  assert.equal(secondsLeft(began, 1000 + FAREWELL_MS - 1), 1);
  assert.equal(secondsLeft(began, 1000 + FAREWELL_MS), 0);
  assert.equal(secondsLeft(began, 999999999), 0);
  assert.equal(secondsLeft({ ...began, stopped: true }, 999999999), null);
});

test("without a receipt nothing runs, and a new one begins anew", () => {
  assert.equal(secondsLeft(NOBODY, 5), null);
  const stopped = { at: 1000, stopped: true };
  assert.deepEqual(farewellAt(stopped, false, 2000), NOBODY);
  assert.deepEqual(farewellAt(farewellAt(stopped, false, 2000), true, 3000), { at: 3000, stopped: false });
});

test("the ticket goes with starts alone", () => {
  assert.equal(isStart({ path: "/contests/nho/attempts" }, "nho"), true);
  for (const path of ["/contests/nho/claims", "/contests/nho/attempts/x/submission", "/contests/khac/attempts"]) {
    assert.equal(isStart({ path }, "nho"), false);
  }
});

test("everything of this contest is left behind by a person, but the device's turn", () => {
  const keys = ["hoithi:nho:session", "hoithi:nho:shared", "hoithi:nho:past", "hoithi:khac:session", "hoithi:_:display", "x"];
  assert.deepEqual(leftBehind(keys, "hoithi:nho:"), ["hoithi:nho:session", "hoithi:nho:past"]);
});
