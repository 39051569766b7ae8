// Codes as the library draws them, by examples that both read (see tests/unit/test_qr_examples.py).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { qrOf } from "../../../static_site/js/core/qr.js";

const EXAMPLES = JSON.parse(readFileSync(new URL(process.env.QR_EXAMPLES || "../qr_examples.json", import.meta.url), "utf8"));
const rowsOf = (code) => code.map((row) => row.map(Number).join(""));

for (const { text, version, mask, rows } of EXAMPLES) {
  test(`a code of version ${version} with mask ${mask} is the library's`, () => assert.deepEqual(rowsOf(qrOf(text, mask)), rows));
}

test("without a mask one of the eight is taken", () => {
  const drawn = rowsOf(qrOf("HoiThi")).join();
  assert.ok([0, 1, 2, 3, 4, 5, 6, 7].some((mask) => rowsOf(qrOf("HoiThi", mask)).join() === drawn));
});

test("the smallest that holds the text is taken, and what is too long is refused", () => {
  assert.equal(qrOf("x".repeat(14)).length, 21);
  assert.equal(qrOf("x".repeat(15)).length, 25);
  assert.equal(qrOf("x".repeat(213)).length, 57);
  assert.throws(() => qrOf("x".repeat(214)), RangeError);
});
