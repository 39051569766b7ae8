import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { drawnFrom, fits, judge, judgePaper, linkParts, readReceipt, rightCount } from "../../../static_site/js/core/review.js";
import { aBankQuestion, anOutcome } from "./builders.mjs";

const one = aBankQuestion(1);
const two = aBankQuestion(2, { key: [0, 2] });
const verdict = (question, chosen, shown = [2, 0, 1]) => judge({ question, shown }, chosen, 1).verdict;

test("places as shown are held against the bank's key", () => {
  assert.equal(verdict(one, [2]), "right");
  assert.equal(verdict(one, [1]), "wrong");
  assert.equal(verdict(one, []), "unanswered");
});

test("right is the whole key and nothing more", () => {
  assert.deepEqual([[0, 1], [0], [0, 1, 2], [2]].map((chosen) => verdict(two, chosen)), ["right", "wrong", "wrong", "wrong"]);
});

test("each option says whether it was chosen and whether it is right", () => {
  const { options, number, question } = judge({ question: one, shown: [2, 0, 1] }, [0], 7);
  assert.deepEqual(options.map(({ text, chosen, right }) => [text, chosen, right]), [["ba", true, false], ["một", false, false], ["hai", false, true]]);
  assert.deepEqual([number, question.id], [7, "q-1"]);
});

test("a paper is judged in its order, a question left out is unanswered", () => {
  const judged = judgePaper([{ question: two, shown: [0, 1, 2] }, { question: one, shown: [0, 1, 2] }], { "q-2": [0, 2] });
  assert.deepEqual(judged.map((row) => [row.number, row.question.id, row.verdict]), [[1, "q-2", "right"], [2, "q-1", "unanswered"]]);
  assert.equal(rightCount(judged), 1);
});

test("a paper that this phone kept is found in the bank by its texts", () => {
  const paper = { questions: [{ id: "q-1", topic: "the-che", text: "Câu 1?", multiple: false, options: ["ba", "một", "hai"] }], prediction: null };
  assert.deepEqual(drawnFrom(paper, [two, one]), [{ question: one, shown: [2, 0, 1] }]);
});

test("a paper with other questions or options is not in the bank", () => {
  const paper = (over) => ({ questions: [{ id: "q-1", topic: "the-che", text: "", multiple: false, options: ["một"], ...over }], prediction: null });
  assert.equal(drawnFrom(paper({ id: "q-9" }), [one]), null);
  assert.equal(drawnFrom(paper({ options: ["bốn"] }), [one]), null);
});

test("answers to questions or places that the paper doesn't have are no answers to it", () => {
  const paper = [{ question: one, shown: [0, 1, 2] }];
  assert.deepEqual([{}, { "q-1": [2] }, { "q-1": [3] }, { "q-2": [0] }].map((answers) => fits(paper, answers)), [true, true, false, false]);
});

const saved = (over = {}) => JSON.stringify({ contest: "cchc-2024", title: "Cuộc thi", resume_code: "ABCD2345", ...anOutcome(), ...over });

test("a saved receipt is read again", () => {
  const { outcome, problem } = readReceipt(saved(), "cchc-2024");
  assert.deepEqual([outcome.receipt, problem], [anOutcome().receipt, null]);
});

test("a receipt of another contest is said to be one", () => {
  assert.equal(readReceipt(saved(), "cchc-2025").problem, "other_contest");
});

test("whatever else a file holds is no receipt", () => {
  const { receipt } = anOutcome();
  const broken = [
    { ...receipt, leaf: "zz" }, { ...receipt, elapsed_ms: "1" }, { ...receipt, opening: null }, null,
    ...[null, 3, { "q-1": 0 }, { "q-1": [-1] }, { "q-1": ["0"] }].map((answers) => ({ ...receipt, opening: { ...receipt.opening, answers } })),
  ];
  for (const text of ["", "null", "3", "[]", "%PDF-1.4", ...broken.map((other) => saved({ receipt: other }))]) {
    assert.equal(readReceipt(text, "cchc-2024").problem, "unreadable", text);
  }
});

const examples = JSON.parse(readFileSync(new URL("../link_examples.json", import.meta.url), "utf8"));

for (const [text, parts] of examples) {
  test(`the addresses in ${JSON.stringify(text)} stand apart`, () => {
    assert.deepEqual(linkParts(text).map((part) => [part.text, part.url]), parts);
  });
}
