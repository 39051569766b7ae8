import "./catalogue.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import * as text from "../../../static_site/js/core/text.js";

const OPENS = Date.UTC(2024, 6, 1, 0, 0);
const CLOSES = Date.UTC(2024, 6, 21, 10, 0);

test("instants are Vietnam's whatever the machine's zone", () => {
  assert.equal(text.moment(OPENS), "07 giờ 00, thứ Hai ngày 01/7/2024");
  assert.equal(text.zonedMoment(CLOSES), "17 giờ 00, Chủ nhật ngày 21/7/2024, giờ Việt Nam (UTC+7)");
});

test("both sides of a midnight in Vietnam", () => {
  const midnight = Date.UTC(2024, 1, 28, 17);
  assert.equal(text.date(midnight - 1), "28/02/2024");
  assert.equal(text.date(midnight), "29/02/2024");
});

test("January and February carry a zero, other months none", () => {
  const months = [0, 1, 2, 8, 9, 11].map((month) => text.date(Date.UTC(2024, month, 5)));
  assert.deepEqual(months, ["05/01/2024", "05/02/2024", "05/3/2024", "05/9/2024", "05/10/2024", "05/12/2024"]);
});

test("a receipt's instant is to the second, with the zone", () => {
  assert.equal(text.exactMoment(CLOSES + 7_999), "17 giờ 00 phút 07 giây, ngày 21/7/2024, giờ Việt Nam (UTC+7)");
});

test("money has dots each three digits", () => {
  const sums = [0, 700, 1000, 600_000, 3_800_000, 1_234_567_890].map(text.money);
  assert.deepEqual(sums, ["0 đồng", "700 đồng", "1.000 đồng", "600.000 đồng", "3.800.000 đồng", "1.234.567.890 đồng"]);
});

test("durations in words keep their two largest parts", () => {
  const said = [0, 999, 1000, 61_000, 3_600_000, 3_660_000, 90_061_000, 172_800_000].map(text.duration);
  assert.deepEqual(said, ["0 giây", "0 giây", "1 giây", "1 phút 1 giây", "1 giờ", "1 giờ 1 phút", "1 ngày 1 giờ", "2 ngày"]);
});

test("a ranked time is to the thousandth", () => {
  assert.equal(text.exactDuration(252_345), "4 phút 12,345 giây");
  assert.equal(text.exactDuration(7_003), "7,003 giây");
  assert.equal(text.exactDuration(60_000), "1 phút 0,000 giây");
});

test("a stopwatch passes the hour", () => {
  assert.deepEqual([0, 59_999, 60_000, 3_599_999, 3_600_000, 36_061_000].map(text.stopwatch),
    ["00:00", "00:59", "01:00", "59:59", "1:00:00", "10:01:01"]);
});

test("a resume code is shown in two groups", () => {
  assert.equal(text.grouped("ABCD2345"), "ABCD-2345");
  assert.equal(text.grouped("odd"), "odd");
});

test("the place and its kind come from the host's name", () => {
  assert.equal(text.placeOf("UBND phường Bồng Sơn"), "phường Bồng Sơn");
  assert.equal(text.placeOf("Ủy ban nhân dân xã Hoài Mỹ"), "xã Hoài Mỹ");
  assert.equal(text.placeOf("Đoàn phường Bồng Sơn"), "Đoàn phường Bồng Sơn");
  assert.equal(text.placeKind("UBND phường Bồng Sơn"), "phường");
  assert.equal(text.placeKind("UBND xã Hoài Mỹ".normalize("NFD")), "xã");
  assert.equal(text.placeKind("Sở Nội vụ"), "Ban Tổ chức");
});

test("a sentence takes its parameters as they are", () => {
  assert.equal(text.t("footer.host", { host: "<b>$& {contact}</b>" }), "Đơn vị tổ chức: <b>$& {contact}</b>");
});
