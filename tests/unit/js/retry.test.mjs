import "./catalogue.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { isTemporary, parseRetryAfter, retryDelay } from "../../../static_site/js/core/retry.js";

const delay = (over) => retryDelay({ tries: 1, random: () => 1, ...over });

test("the ceiling doubles with each try up to half a minute", () => {
  assert.deepEqual([1, 2, 3, 4, 5, 50].map((tries) => delay({ tries })), [2000, 4000, 8000, 16000, 30000, 30000]);
});

test("jitter is full: any wait from nothing to the ceiling", () => {
  assert.equal(delay({ tries: 3, random: () => 0 }), 0);
  assert.equal(delay({ tries: 3, random: () => 0.25 }), 2000);
});

test("never sooner than Retry-After, and still spread", () => {
  assert.equal(delay({ retryAfter: 7000, random: () => 0 }), 7000);
  assert.equal(delay({ retryAfter: 7000 }), 9000);
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
  for (const [status, code] of [[500, null], [502, null], [503, "try_again"], [504, null], [429, null], [408, null]]) {
    assert.equal(isTemporary(status, code), true, `${status} ${code}`);
  }
  for (const [status, code] of [[429, "too_many_tries"], [409, "expired"], [401, "bad_token"], [422, "invalid"], [403, null], [404, null]]) {
    assert.equal(isTemporary(status, code), false, `${status} ${code}`);
  }
});

test("after an outage two thousand phones don't come back in one second", () => {
  let seed = 1;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const perSecond = new Map();
  for (let phone = 0; phone < 2000; phone += 1) {
    let at = random() * 1000;
    for (let tries = 1; at < 60_000; tries += 1) at += retryDelay({ tries, random });
    const second = Math.floor(at / 1000);
    perSecond.set(second, (perSecond.get(second) || 0) + 1);
  }
  assert.ok(Math.max(...perSecond.values()) < 2000 / 8, `${Math.max(...perSecond.values())} in one second`);
});
