import "./catalogue.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { scoreText } from "../../../static_site/js/core/contest-view.js";
import { ageLimits, beforeYouStart, confirmed, missingIn, emptyRegistration, personOf, readRegistration, startBody } from "../../../static_site/js/core/registration.js";

const paper = { questions: 20, time_limit_s: 900, draft_interval_s: 180, reveal_score: "after_close", attempts: 1 };

const MINUTE = 60000;
const contest = { host: "UBND phường Bồng Sơn", closes_at: 100 * MINUTE, paper, prediction: null };
const told = (over = {}, now = 0) => beforeYouStart({ ...contest, ...over }, now);

test("what one should know says whether the clock runs on while away", () => {
  assert.ok(told().some((fact) => fact.includes("15 phút") && fact.includes("Đồng hồ vẫn chạy")));
  assert.ok(told({ paper: { ...paper, time_limit_s: null } }).some((fact) => fact.includes("Không giới hạn") && fact.includes("Đồng hồ vẫn chạy")));
});

test("where the close comes before the limit, the hour of the close is named, with its zone", () => {
  const named = (now) => told({}, now).filter((fact) => fact.includes("chậm nhất đến 08 giờ 40 (giờ Việt Nam)"));
  assert.equal(named(84 * MINUTE).length, 0);
  assert.equal(named(86 * MINUTE).length, 1);
  assert.ok(told({ paper: { ...paper, time_limit_s: null } }).some((fact) => fact.includes("08 giờ 40") && fact.includes("giờ Việt Nam")));
});

test("what one should know says who may take part, and of what age", () => {
  assert.match(told()[0], /phường Bồng Sơn.*Thành viên Ban Tổ chức không dự thi\.$/);
  assert.match(told({ identity: { min_age: 14, max_age: null } })[0], /đủ 14 tuổi trở lên\.$/);
  assert.match(told({ identity: { min_age: 14, max_age: 35 } })[0], /từ 14 đến 35 tuổi\.$/);
});

test("where a question is worth more than a point, scores are said in points", () => {
  const tens = { ...paper, points_per_question: 10 };
  assert.equal(scoreText(paper, 18, 20), "18/20");
  assert.equal(scoreText(tens, 18, 20), "180/200 điểm, đúng 18/20 câu");
  assert.equal(scoreText({ ...paper, points_per_question: 1000 }, 18, 20), "18.000/20.000 điểm, đúng 18/20 câu");
});

test("what one should know says how many attempts there are", () => {
  const said = (attempts) => told({ paper: { ...paper, attempts } }).filter((fact) => /lượt|một lần/.test(fact));
  assert.deepEqual(said(1), ["Mỗi người dự thi một lần."]);
  assert.deepEqual(said(3), ["Mỗi người được thi tối đa 3 lượt, lượt tốt nhất được tính."]);
  assert.deepEqual(said(0), ["Mỗi người được thi nhiều lượt tùy ý, lượt tốt nhất được tính."]);
});

test("rules that a contest doesn't have are not told", () => {
  const plain = told();
  const full = told({ paper: { ...paper, require_all_answers: true, points_per_question: 5 }, prediction: { prompt: "?", target: "participants" } });
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

test("the age is asked for only where the rules have limits", () => {
  const limits = (min_age, max_age) => ageLimits({ identity: { min_age, max_age } });
  assert.deepEqual(limits(14, null), { kind: "from", min: 14, max: 0 });
  assert.deepEqual(limits(14, 70), { kind: "between", min: 14, max: 70 });
  assert.deepEqual(limits(null, 35), { kind: "to", min: 0, max: 35 });
  assert.deepEqual(limits(0, null), { kind: "from", min: 0, max: 0 });
  for (const none of [{}, { identity: undefined }, { identity: {} }, { identity: { min_age: null, max_age: null } }]) assert.equal(ageLimits(none), null);
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
