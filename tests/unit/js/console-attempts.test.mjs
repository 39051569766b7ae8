import "./catalogue.mjs";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { addMessages } from "../../../static_site/js/core/text.js";
import { eventMoment, eventText, grouped, kindOf, marksBeside, searchText, shortMoment, stateText, unitName } from "../../../static_site/js/core/console-attempts.js";

addMessages(JSON.parse(readFileSync(new URL("../../../static_site/lang/console/attempts/vi.json", import.meta.url), "utf8")));

/** @param {string} what @param {any} [after] @param {number | null} [number] */
const event = (what, after = null, number = null) => ({ what, at: null, by: "", why: "", after, number });

test("every event of a time line is said in words", () => {
  assert.equal(eventText(event("started")), "Bắt đầu làm bài");
  assert.equal(eventText(event("draft", null, 4)), "Có bản lưu nháp thứ 4 trên máy chủ");
  assert.equal(eventText(event("sealed", "draft")), "Hết giờ: bản lưu cuối được tính là bài nộp");
  assert.equal(eventText(event("sealed", "holder")), "Người dự thi nộp bài");
  assert.equal(eventText(event("extra-time", 600000)), "Cho thêm tổng cộng 10 phút");
  assert.equal(eventText(event("extra-time", 0)), "Bỏ thời gian đã cho thêm");
  assert.equal(eventText(event("review", "disqualified")), "Loại bài");
  assert.equal(eventText(event("review", "ok")), "Xem xét: hợp lệ");
  assert.equal(eventText(event("claim", "open", 2)), "Có người báo “đây là số của tôi” (yêu cầu 2, đang chờ)");
  assert.equal(eventText(event("grant-claim", 2)), "Cấp lại lượt thi cho yêu cầu 2");
  for (const what of ["time-over", "reset", "decline-claim", "export-person", "erase-person"]) {
    assert.match(eventText(event(what, 1)), /[à-ỹ]/);
  }
});

test("an act that the page does not know keeps its name", () => assert.equal(eventText(event("hien-vat")), "hien-vat"));

test("what nobody timed says so", () => {
  assert.equal(eventMoment(event("draft")), "không ghi giờ");
  assert.match(eventMoment({ ...event("started"), at: 1719792000000 }), /07 giờ 00 phút 0 giây/);
  assert.equal(shortMoment(null), "–");
});

test("marks beside the state do not repeat it", () => {
  const row = /** @type {any} */ ({ state: "reset", marks: ["reset", "shared_device", "disqualified"] });
  assert.deepEqual(marksBeside(row), ["shared_device", "disqualified"]);
});

test("a search says how far it is, and when it is over", () => {
  assert.equal(searchText({ done: 16, of: 64 }, 3, false), "Đã xem 25 %, tìm thấy 3 lượt.");
  assert.equal(searchText({ done: 64, of: 64 }, 1200, true), "Đã xem hết: 1.200 lượt.");
  assert.equal(searchText({ done: 64, of: 64 }, 0, true), "Đã xem hết, không có lượt thi nào như vậy.");
});

test("states, units and receipts", () => {
  assert.deepEqual(["open", "submitted", "disqualified"].map((state) => kindOf(/** @type {any} */ (state))), ["plain", "good", "bad"]);
  assert.equal(stateText("expired"), "Hết giờ, chưa nộp");
  assert.equal(unitName([{ id: "a", name: "Khu phố 1" }], "a"), "Khu phố 1");
  assert.equal(unitName([], "a"), "a");
  assert.equal(grouped("0123456789abcdef01"), "01234567 89abcdef 01");
});
