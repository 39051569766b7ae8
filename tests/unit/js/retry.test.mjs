import "./catalogue.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { isTemporary, parseRetryAfter, retryDelay } from "../../../static_site/js/io/api.js";

const delay = (over) => retryDelay({ tries: 1, random: () => 1, ...over });

test("the ceiling grows with each try, up to two minutes where somebody waits", () => {
  assert.deepEqual([1, 2, 3, 4, 50].map((tries) => delay({ tries })), [15_000, 90_000, 120_000, 120_000, 120_000]);
  assert.deepEqual([1, 2, 50].map((tries) => delay({ tries, patient: true })), [240_000, 300_000, 300_000]);
});

test("jitter is full: any wait from nothing to the ceiling", () => {
  assert.equal(delay({ tries: 2, random: () => 0 }), 0);
  assert.equal(delay({ tries: 2, random: () => 0.25 }), 22_500);
});

test("never sooner than Retry-After, and spread the wider the longer it is", () => {
  assert.equal(delay({ retryAfter: 7000, random: () => 0 }), 7000);
  assert.equal(delay({ retryAfter: 7000 }), 7000 + 14_000 + 15_000);
});

test("an absurd Retry-After doesn't put a phone to sleep for the contest", () => {
  assert.equal(delay({ retryAfter: 86_400_000, random: () => 0 }), 300_000);
});

test("Retry-After is read as seconds or as a date", () => {
  const now = Date.UTC(2024, 6, 1);
  assert.equal(parseRetryAfter("12", now), 12_000);
  assert.equal(parseRetryAfter("Mon, 01 Jul 2024 00:00:30 GMT", now), 30_000);
  assert.equal(parseRetryAfter("Sun, 30 Jun 2024 00:00:00 GMT", now), 0);
  for (const nothing of [null, "", "soon"]) assert.equal(parseRetryAfter(nothing, now), null);
});

test("what a later try can mend", () => {
  for (const [status, code] of [[500, null], [502, null], [503, "try_again"], [504, null], [429, null], [408, null],
    [403, null], [404, null], [413, null], [403, "forbidden"], [429, "try_again"]]) {
    assert.equal(isTemporary(status, code), true, `${status} ${code}`);
  }
  for (const [status, code] of [[429, "too_many_tries"], [409, "expired"], [401, "bad_token"], [422, "invalid"], [400, "bad_request"],
    [403, "closed"], [404, "no_such_route"], [413, "too_large"], [200, null], [204, null]]) {
    assert.equal(isTemporary(status, code), false, `${status} ${code}`);
  }
});
