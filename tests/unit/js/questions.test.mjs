// Questions from a form and back, and what is wrong with a file before it is sent.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fileFault, filledOf, missingOf, MOST_FILE_BYTES, optionsShown, questionOf, rightOptions } from "../../../static_site/js/core/questions.js";

const QUESTION = { id: "tc-001", topic: "the-che", text: "Hỏi?", options: ["Một", "Hai", "Ba"], key: ["A", "C"], explanation: "Vì…", source: "Luật", difficulty: 2 };

test("a question goes through the form unchanged", () => {
  assert.deepEqual(questionOf(filledOf(QUESTION)), QUESTION);
});

test("blank fields and blank options at the end are left out", () => {
  const filled = filledOf({ topic: "the-che", text: " Hỏi? ", options: ["Một", "Hai", " ", ""], key: ["B"] });
  assert.deepEqual(questionOf(filled), { topic: "the-che", text: "Hỏi?", options: ["Một", "Hai"], key: ["B"] });
});

test("a blank option that is ticked, or stands between others, stays and is a fault for the server", () => {
  assert.deepEqual(questionOf(filledOf({ options: ["Một", "", "Ba"], key: ["D"] })).options, ["Một", "", "Ba", ""]);
});

test("a faulty draft fills the form as far as it goes", () => {
  const filled = filledOf(/** @type {any} */ ({ options: "x", key: 3, difficulty: 9, text: null }));
  assert.equal(filled.options.length, 8);
  assert.equal(filled.text, "");
  assert.equal(filled.difficulty, "9");
  assert.deepEqual(filledOf({ options: ["Một", "Hai"], key: [" b "] }).options.map((option) => option.right).slice(0, 3), [false, true, false]);
});

test("at least four lines for options are shown", () => {
  assert.equal(optionsShown(filledOf({})), 4);
  assert.equal(optionsShown(filledOf({ options: ["1", "2", "3", "4", "5", "6"] })), 6);
});

test("what is right is told with its letter", () => {
  assert.deepEqual(rightOptions(QUESTION), ["A. Một", "C. Ba"]);
  assert.deepEqual(rightOptions({}), []);
});

test("a topic needs what its quota lacks", () => {
  assert.equal(missingOf({ id: "x", name: "X", questions: 2, quota: 5 }), 3);
  assert.equal(missingOf({ id: "x", name: "X", questions: 5, quota: 5 }), 0);
  assert.equal(missingOf({ id: "x", name: "X", questions: 9, quota: 0 }), 0);
});

test("files are looked at before they are sent", () => {
  assert.equal(fileFault({ name: "Câu hỏi.XLSX", size: MOST_FILE_BYTES }), "");
  assert.equal(fileFault({ name: "a.xlsx", size: MOST_FILE_BYTES + 1 }), "large");
  assert.equal(fileFault({ name: "a.xlsx", size: 0 }), "empty");
  for (const name of ["a.xls", "a.xlsm", "a.csv", "xlsx", "a.xlsx.exe"]) assert.equal(fileFault({ name, size: 1 }), "ending");
});
