import "./catalogue.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { beforeYouStart, scoreText } from "../../../static_site/js/core/contest-view.js";
import { ageTick, confirmed, missingIn, emptyRegistration, personOf, readRegistration, startBody, tidyCode } from "../../../static_site/js/core/registration.js";

const paper = { questions: 20, time_limit_s: 900, draft_interval_s: 180, reveal_score: "after_close", attempts: 1 };

test("what one should know says whether the clock runs on while away", () => {
  assert.ok(beforeYouStart({ paper }).some((fact) => fact.includes("15 phút") && fact.includes("Đồng hồ vẫn chạy")));
  assert.ok(beforeYouStart({ paper: { ...paper, time_limit_s: null } }).some((fact) => fact.includes("Không giới hạn") && fact.includes("Đồng hồ vẫn chạy")));
});

test("where a question is worth more than a point, scores are said in points", () => {
  const tens = { ...paper, points_per_question: 10 };
  assert.equal(scoreText(paper, 18, 20), "18/20");
  assert.equal(scoreText(tens, 18, 20), "180/200 điểm, đúng 18/20 câu");
  assert.equal(scoreText({ ...paper, points_per_question: 1000 }, 18, 20), "18.000/20.000 điểm, đúng 18/20 câu");
});

test("what one should know says how many attempts there are", () => {
  const said = (attempts) => beforeYouStart({ paper: { ...paper, attempts } }).filter((fact) => /lượt|một lần/.test(fact));
  assert.deepEqual(said(1), ["Mỗi người dự thi một lần."]);
  assert.deepEqual(said(3), ["Mỗi người được thi tối đa 3 lượt, lượt tốt nhất được tính."]);
  assert.deepEqual(said(0), ["Mỗi người được thi nhiều lượt tùy ý, lượt tốt nhất được tính."]);
});

test("rules that a contest doesn't have are not told", () => {
  const plain = beforeYouStart({ paper });
  const full = beforeYouStart({ paper: { ...paper, require_all_answers: true, points_per_question: 5 }, prediction: { prompt: "?", target: "participants" } });
  const added = full.filter((fact) => !plain.includes(fact));
  assert.equal(added.length, 3);
  for (const word of ["trả lời đủ", "dự đoán", "5 điểm"]) assert.ok(added.some((fact) => fact.includes(word)), word);
});

test("each field that is empty is named, and no other", () => {
  const phone = { identity_field: "phone" };
  assert.deepEqual(Object.keys(missingIn(emptyRegistration(), phone)), ["identity", "name", "unit", "category", "eligible", "consent"]);
  assert.deepEqual(missingIn(filled, phone), {});
  assert.deepEqual(Object.keys(missingIn({ ...filled, name: "  " }, { identity_field: "citizen_id" })), ["name"]);
});

const filled = { identity: "0905", name: "A", unit: "u", category: "c", eligible: true, age_ok: false, consent: true, resume_code: "" };

test("the age is asked for only where the rules have limits, which it names", () => {
  const tick = (min_age, max_age) => ageTick({ identity: { min_age, max_age } });
  assert.equal(tick(14, null), "Tôi đủ 14 tuổi trở lên.");
  assert.equal(tick(14, 70), "Tôi từ 14 đến 70 tuổi.");
  assert.equal(tick(null, 35), "Tôi từ 35 tuổi trở xuống.");
  assert.equal(tick(0, null), "Tôi đủ 0 tuổi trở lên.");
  for (const none of [{}, { identity: undefined }, { identity: {} }, { identity: { min_age: null, max_age: null } }]) assert.equal(ageTick(none), null);
});

test("an age not confirmed is missing where it is asked for, and travels only there", () => {
  const limited = { identity_field: "phone", identity: { min_age: 14, max_age: null } };
  assert.deepEqual(Object.keys(missingIn(filled, limited)), ["age_ok"]);
  assert.deepEqual(missingIn({ ...filled, age_ok: true }, limited), {});
  assert.equal(startBody({ ...filled, age_ok: true }, limited).age_ok, true);
  assert.ok(!("age_ok" in startBody({ ...filled, age_ok: true }, { identity_field: "phone" })));
});

test("a person who confirms is registered as before", () => {
  const person = personOf({ ...filled, resume_code: "AAAA1111" });
  assert.deepEqual(person, { identity: "0905", name: "A", unit: "u", category: "c" });
  assert.deepEqual(startBody(confirmed(person, ""), { identity: { min_age: 14 } }), { ...person, eligible: true, consent: true, age_ok: true });
  assert.equal(startBody(confirmed(person, "AAAA1111"), {}).resume_code, "AAAA1111");
});

test("what is kept of a form never holds a consent", () => {
  assert.equal(readRegistration({ name: "A", consent: true, eligible: true }).consent, false);
  assert.deepEqual(readRegistration("damaged"), emptyRegistration());
  assert.equal(readRegistration({ name: 7 }).name, "");
});

test("a resume code is forgiving as Crockford's alphabet is", () => {
  assert.equal(tidyCode(" abcd-234o "), "ABCD2340");
  assert.equal(tidyCode("il—00 11.22"), "11001122");
});
