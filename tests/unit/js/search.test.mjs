import "./catalogue.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { fold, searchUnits, unitNamed } from "../../../static_site/js/core/search.js";

const names = [...Array.from({ length: 11 }, (_, i) => `Khu phố ${i + 1}`), "Công an phường", "Trạm Y tế phường",
  "Trường THCS Bồng Sơn", "Trường Tiểu học số 1 Bồng Sơn", "Đoàn TNCS Hồ Chí Minh phường"];
const units = names.map((name, i) => ({ id: `u-${i}`, name }));
const found = (query) => searchUnits(units, query).map((unit) => unit.name);

test("diacritics, case, đ and spaces don't matter", () => {
  assert.equal(fold("  Đoàn   Thanh-niên "), "doan thanh nien");
  assert.equal(fold("Trường Tiểu học".normalize("NFD")), fold("TRƯỜNG TIỂU HỌC"));
});

test("nothing typed shows all, in the order given", () => {
  assert.deepEqual(found(""), names);
  assert.deepEqual(found("  "), names);
});

test("a whole number comes before numbers that begin with it", () => {
  assert.deepEqual(found("khu pho 1"), ["Khu phố 1", "Khu phố 10", "Khu phố 11"]);
  assert.deepEqual(found("khu phố 3"), ["Khu phố 3"]);
});

test("initials find a unit, with and without a space", () => {
  assert.equal(found("kp 3")[0], "Khu phố 3");
  assert.equal(found("kp3")[0], "Khu phố 3");
  assert.equal(found("KP11")[0], "Khu phố 11");
});

test("words in any order, half typed", () => {
  assert.deepEqual(found("y te tram"), ["Trạm Y tế phường"]);
  assert.deepEqual(found("cong a"), ["Công an phường"]);
  assert.deepEqual(found("đoàn"), ["Đoàn TNCS Hồ Chí Minh phường"]);
});

test("every word must fit", () => {
  assert.deepEqual(found("khu pho 12"), []);
  assert.deepEqual(found("bệnh viện"), []);
});

test("typing finds nothing by accident of signs", () => {
  assert.deepEqual(found("(((["), names);
  assert.deepEqual(found("<b>"), found("b"));
});

test("a unit named whole is meant, a beginning isn't", () => {
  assert.equal(unitNamed(units, "khu pho 1").id, "u-0");
  assert.equal(unitNamed(units, "khu pho"), null);
  assert.equal(unitNamed(units, ""), null);
});

test("two units that fold alike need their diacritics", () => {
  const alike = [{ id: "a", name: "Tổ Hòa" }, { id: "b", name: "Tổ Hoa" }];
  assert.equal(unitNamed(alike, "to hoa"), null);
  assert.equal(unitNamed(alike, "Tổ Hòa").id, "a");
});
