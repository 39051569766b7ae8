import "./catalogue.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { announcement, endOf, timerView } from "../../../static_site/js/core/session.js";
import { NOON } from "./builders.mjs";

const view = (over) => timerView({ startedAt: NOON, deadline: NOON + 900_000, closesAt: NOON + 86_400_000, now: NOON, ...over });

test("the attempt ends at its deadline or at the close, whichever comes first", () => {
  assert.equal(endOf(10, 20), 10);
  assert.equal(endOf(30, 20), 20);
  assert.equal(endOf(null, 20), 20);
});

test("elapsed and left run against each other", () => {
  const { elapsed, left } = view({ now: NOON + 61_000 });
  assert.deepEqual([elapsed, left], ["01:01", "13:59"]);
});

test("both sides of the deadline", () => {
  const before = view({ now: NOON + 899_999 });
  assert.deepEqual([before.left, before.over], ["00:01", false]);
  const at = view({ now: NOON + 900_000 });
  assert.deepEqual([at.left, at.over, at.leftMs], ["00:00", true, 0]);
});

test("without a limit the time left shows only when the close is near", () => {
  assert.equal(view({ deadline: null }).left, null);
  assert.equal(view({ deadline: null, closesAt: NOON + 600_000 }).left, "10:00");
});

test("a close before the deadline is what counts down", () => {
  assert.equal(view({ closesAt: NOON + 120_000 }).left, "02:00");
});

test("a clock behind the start shows zero, not a negative time", () => {
  assert.equal(view({ now: NOON - 5000 }).elapsed, "00:00");
});

test("five minutes and one minute are announced once each", () => {
  assert.match(announcement(300_400, 299_600), /Còn 5 phút /);
  assert.match(announcement(60_500, 60_000), /1 phút/);
  assert.equal(announcement(299_600, 298_600), null);
});

test("nothing is announced at the first look, nor at the end", () => {
  assert.equal(announcement(null, 200_000), null);
  assert.equal(announcement(61_000, 0), null);
});

test("a page that slept across both marks announces the time that is left", () => {
  const said = announcement(400_000, 42_000);
  assert.match(said, /42 giây/);
});
