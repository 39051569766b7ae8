import assert from "node:assert/strict";
import { test } from "node:test";
import { wrapped } from "../../../static_site/js/core/picture.js";

const measure = (text) => [...text].length;

test("as many words to a line as fit", () => {
  assert.deepEqual(wrapped("Mã tiếp tục của bạn", 11, measure), ["Mã tiếp tục", "của bạn"]);
  assert.deepEqual(wrapped("  ", 11, measure), []);
});

test("what is longer than a line is broken within, and nothing is lost", () => {
  const address = "http://localhost:8000/c/cchc-2024/thi/";
  const lines = wrapped(`Mở ${address} rồi`, 16, measure);
  assert.ok(lines.every((line) => measure(line) <= 16), lines.join("|"));
  assert.equal(lines.join("").replace(/ /g, ""), `Mở${address}rồi`);
});
