// Figures of a contest in words and orders.
import assert from "node:assert/strict";
import { test } from "node:test";
import { useMessages } from "../../../static_site/js/core/text.js";
import { decimal, lowestMeanFirst, markOf, mistaken, mostFirst, percent, percentOf, valueOf, weakestFirst } from "../../../static_site/js/core/watching.js";

useMessages({ "number.decimal": "," });

test("fractions are written with two places at most, halves away from zero", () => {
  const cases = [
    [7, 3, "2,33"], [5, 2, "2,5"], [4, 2, "2"], [0, 7, "0"], [1, 0, "0"], [1, 200, "0,01"], [1, 201, "0"],
    [-1, 4, "−0,25"], [-1, 3, "−0,33"], [-1, 1000, "0"], [1999, 1000, "2"],
  ];
  for (const [num, den, said] of cases) assert.equal(decimal({ num, den }), said, `${num}/${den}`);
});

test("percents have one place at most", () => {
  for (const [num, den, said] of [[1, 3, "33,3%"], [2, 3, "66,7%"], [1, 2, "50%"], [0, 5, "0%"], [5, 5, "100%"], [3, 0, "0%"]]) {
    assert.equal(percent(num, den), said);
    assert.equal(percentOf({ num, den }), said);
  }
});

test("a value for a bar's length", () => {
  assert.equal(valueOf({ num: 3, den: 4 }), 0.75);
  assert.equal(valueOf({ num: 3, den: 0 }), 0);
});

test("topics of which least is known come first, those that nobody met not at all", () => {
  const topics = [{ id: "a", shown: 10, right: 5 }, { id: "b", shown: 0, right: 0 }, { id: "c", shown: 100, right: 49 }, { id: "d", shown: 4, right: 4 }];
  assert.deepEqual(weakestFirst(topics).map((topic) => topic.id), ["c", "a", "d"]);
  assert.equal(topics[0].id, "a");
});

test("units by their average, lowest first, and by their people, most first", () => {
  const means = [{ id: "a", mean: { num: 7, den: 3 } }, { id: "b", mean: { num: 2, den: 1 } }, { id: "c", mean: { num: 5, den: 2 } }];
  assert.deepEqual(lowestMeanFirst(means).map((unit) => unit.id), ["b", "a", "c"]);
  const counts = [{ id: "a", participants: 1 }, { id: "b", participants: 9 }, { id: "c", participants: 1 }];
  assert.deepEqual(mostFirst(/** @type {any} */ (counts)).map((unit) => unit.id), ["b", "a", "c"]);
});

test("the options that people mistake for the answer", () => {
  const options = ["A", "B", "C"].map((text) => ({ text, right: text === "A", chosen: 1 }));
  assert.deepEqual(mistaken(/** @type {any} */ ({ options, wrong: [2, 1] })).map((option) => option.text), ["C", "B"]);
  assert.deepEqual(mistaken(/** @type {any} */ ({ options })), []);
});

test("half right is fine, a third is not", () => {
  assert.deepEqual([[5, 10], [4, 10], [3, 9], [0, 1], [1, 1]].map(([right, shown]) => markOf(right, shown)), ["good", "warn", "bad", "bad", "good"]);
});
