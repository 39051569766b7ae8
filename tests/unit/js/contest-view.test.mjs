import assert from "node:assert/strict";
import { test } from "node:test";
import { beforeYouStart, metricValue, sharedAward, unitCounts } from "../../../static_site/js/core/contest-view.js";
import { missingIn, emptyRegistration, readRegistration, tidyCode } from "../../../static_site/js/core/registration.js";

const paper = { questions: 20, time_limit_s: 900, draft_interval_s: 180, reveal_score: "after_close", attempts: 1 };

test("what one should know says whether the clock runs on while away", () => {
  assert.ok(beforeYouStart({ paper }).some((fact) => fact.includes("15 phút") && fact.includes("Đồng hồ vẫn chạy")));
  assert.ok(beforeYouStart({ paper: { ...paper, time_limit_s: null } }).some((fact) => fact.includes("Không giới hạn") && fact.includes("Đồng hồ vẫn chạy")));
});

test("units with equal counts share a place, and none stands for nobody", () => {
  const count = (id, participants) => ({ id, name: id, participants, submitted: participants });
  const rows = unitCounts({ units: [count("a", 0), count("b", 5), count("c", 9), count("d", 5), count("e", 1)] });
  assert.deepEqual(rows.map((row) => [row.id, row.place]), [["c", 1], ["b", 2], ["d", 2], ["e", 4], ["a", null]]);
});

test("what won a collective prize is said in words", () => {
  assert.equal(metricValue("participants", 1041), "1.041 người dự thi");
  assert.equal(metricValue("full_marks", 3), "3 người trả lời đúng tất cả");
  assert.equal(metricValue("full_marks", 3, 19), "3 người đạt điểm cao nhất (19 điểm)");
  assert.equal(metricValue("participation_rate", { num: 1, den: 3 }), "33,33% số người của đơn vị dự thi");
  assert.equal(metricValue("average_score", { num: 37, den: 2 }), "điểm trung bình 18,5");
  assert.equal(metricValue("unheard_of", 7), "7");
});

test("an award is said once only where all prizes have it", () => {
  assert.equal(sharedAward([{ award: "Giấy khen" }, { award: "Giấy khen" }]), "Giấy khen");
  assert.equal(sharedAward([{ award: "Giấy khen" }, {}]), null);
  assert.equal(sharedAward([{}, {}]), null);
});

test("each field that is empty is named, and no other", () => {
  assert.deepEqual(Object.keys(missingIn(emptyRegistration(), "phone")), ["identity", "name", "unit", "category", "eligible", "consent"]);
  const filled = { identity: "0905", name: "A", unit: "u", category: "c", eligible: true, consent: true, resume_code: "" };
  assert.deepEqual(missingIn(filled, "phone"), {});
  assert.deepEqual(Object.keys(missingIn({ ...filled, name: "  " }, "citizen_id")), ["name"]);
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
