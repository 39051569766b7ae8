import "./catalogue.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { startBody } from "../../../static_site/js/core/registration.js";
import { byCode, claimBody, isSameNumber, missingToResume, readClaim, tidyCode } from "../../../static_site/js/core/resuming.js";

test("a resume code is forgiving as Crockford's alphabet is", () => {
  assert.equal(tidyCode(" abcd-234o "), "ABCD2340");
  assert.equal(tidyCode("il—00 11.22"), "11001122");
  assert.equal(tidyCode("ABCD\u20112345"), "ABCD2345");
});

test("who goes on by code sends number and code alone", () => {
  assert.deepEqual(startBody(byCode("0905 123 456", "abcd-2345"), { identity: { min_age: 14 } }), { identity: "0905 123 456", resume_code: "ABCD2345" });
});

test("what is missing to go on is named as the contest's number is", () => {
  assert.deepEqual(missingToResume({ identity: " ", resume_code: "" }, { identity_field: "citizen_id" }),
    { identity: "Nhập số định danh cá nhân của bạn", resume_code: "Nhập mã tiếp tục gồm 8 ký tự" });
  assert.deepEqual(missingToResume({ identity: "0905", resume_code: "ABCD2345" }, { identity_field: "phone" }), {});
});

test("a number is the same however it is spelled, and nothing is no number", () => {
  for (const same of ["0905123456", "0905.123.456", "+84 905 123 456", "0084905123456"]) assert.ok(isSameNumber(same, "0905 123 456"), same);
  assert.ok(!isSameNumber("0905 123 457", "0905 123 456"));
  assert.ok(!isSameNumber("", ""));
});

test("what is kept of a claim may be anything", () => {
  assert.deepEqual(readClaim({ identity: "0905", at: 7, more: 1 }), { identity: "0905", at: 7 });
  for (const damaged of [null, "0905", {}, { identity: 905, at: 7 }, { identity: "0905", at: "x" }]) assert.equal(readClaim(damaged), null);
});

test("a claim says who and where, and no category or tick", () => {
  const person = { identity: "0905 123 456", name: "A", unit: "u", category: "c", consent: true };
  assert.deepEqual(claimBody(person, "  ", "key"), { identity: "0905 123 456", name: "A", unit: "u", device_key: "key" });
  assert.equal(claimBody(person, " xin gọi tối ", "key").note, "xin gọi tối");
});
