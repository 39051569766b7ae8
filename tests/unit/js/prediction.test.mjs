import "./catalogue.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { isWrongPrediction } from "../../../static_site/js/core/delivery.js";
import { parsePrediction, withDraft } from "../../../static_site/js/core/session.js";
import { aPredictingPaper, aSession } from "./builders.mjs";

test("a whole number is understood, grouped or not", () => {
  for (const typed of ["1250", "1.250", "1,250", "1 250", " 1250 ", "1\u00a0250", "１２５０", "0001250"]) assert.equal(parsePrediction(typed), 1250, typed);
  assert.equal(parsePrediction("1.234.567"), 1_234_567);
  assert.equal(parsePrediction("0"), 0);
});

test("both sides of the most one can predict", () => {
  assert.equal(parsePrediction("1000000000"), 1_000_000_000);
  assert.equal(parsePrediction("1.000.000.001"), null);
  assert.equal(parsePrediction("9".repeat(400)), null);
});

test("anything else is no number", () => {
  for (const typed of ["", " ", "-1", "+5", "1,5", "1.25", "1.2345", "1.234,567", "12a", "1e3", "0x10", "một trăm", "1..000", ".5"]) {
    assert.equal(parsePrediction(typed), null, typed);
  }
});

test("what was left out isn't wrong", () => {
  assert.deepEqual(["", "  ", "12", "1,5", "abc"].map(isWrongPrediction), [false, false, false, true, true]);
});

test("a stored number reads as if typed", () => {
  const read = (prediction) => withDraft(aSession({ paper: aPredictingPaper() }), { seq: 1, answers: {}, prediction }).predicted;
  assert.deepEqual([read(null), read(0), read(1250)], ["", "0", "1250"]);
});
