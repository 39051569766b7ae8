import assert from "node:assert/strict";
import { test } from "node:test";
import { alsoMissed, answered, askable, begin, forgetMissed, nextQuestion, readPractice, searched, shuffled } from "../../../static_site/js/core/practice.js";
import { fold } from "../../../static_site/js/core/search.js";
import { aBankQuestion } from "./builders.mjs";

const BANK = [1, 2, 3, 4].map((n) => aBankQuestion(n, n > 2 ? { topic: "thu-tuc" } : {}));
const NONE = readPractice(null);

/** Numbers that look random and are the same each time. */
function aRandom(seed = 1) {
  let state = seed;
  return () => (state = (state * 16807) % 2147483647) / 2147483647;
}

/** Asks as often as that; gives the ids. */
function asked(practice, times, random = aRandom()) {
  const ids = [];
  let now = practice;
  for (let time = 0; time < times; time += 1) {
    const next = nextQuestion(now, BANK, random, ids[ids.length - 1]);
    now = next.practice;
    ids.push(next.drawn.question.id);
  }
  return ids;
}

test("no question comes again before all have come, and practice never ends", () => {
  const ids = asked(NONE, 12);
  for (const round of [0, 4, 8]) assert.deepEqual(ids.slice(round, round + 4).sort(), ["q-1", "q-2", "q-3", "q-4"]);
});

test("the same question never comes twice in a row where there is another", () => {
  for (let seed = 1; seed < 60; seed += 1) {
    const ids = asked(NONE, 20, aRandom(seed));
    assert.ok(ids.every((id, at) => id !== ids[at - 1]), `${seed}: ${ids}`);
  }
});

test("with topics chosen only theirs are asked", () => {
  assert.deepEqual(new Set(asked(begin(NONE, { topics: ["thu-tuc"] }), 6)), new Set(["q-3", "q-4"]));
});

test("options come shuffled, each once", () => {
  const random = aRandom();
  const orders = new Set(Array.from({ length: 60 }, () => nextQuestion(NONE, BANK, random).drawn.shown.join("")));
  assert.deepEqual([...orders].sort(), ["012", "021", "102", "120", "201", "210"]);
});

test("shuffling loses nothing and leaves what it was given", () => {
  const things = [1, 2, 3, 4, 5];
  assert.deepEqual(shuffled(things, aRandom()).sort(), [1, 2, 3, 4, 5]);
  assert.deepEqual(things, [1, 2, 3, 4, 5]);
  assert.deepEqual(shuffled(things, () => 0.999), things);
});

test("the tally counts, and a new round begins at nothing", () => {
  const practice = answered(answered(answered(NONE, "q-1", true), "q-2", false), "q-3", true);
  assert.deepEqual([practice.right, practice.answered], [2, 3]);
  const anew = begin(practice, {});
  assert.deepEqual([anew.right, anew.answered, anew.missed], [0, 0, { "q-2": 1 }]);
});

test("what was wrong is missed until it was right as often, three times at most", () => {
  const wrong = (practice, times) => Array.from({ length: times }).reduce((now) => answered(now, "q-1", false), practice);
  assert.deepEqual(wrong(NONE, 5).missed, { "q-1": 3 });
  assert.deepEqual(answered(wrong(NONE, 2), "q-1", true).missed, { "q-1": 1 });
  assert.deepEqual(answered(wrong(NONE, 1), "q-1", true).missed, {});
  assert.deepEqual(answered(NONE, "q-1", true).missed, {});
});

test("what is missed is practised alone, to its end", () => {
  const practice = begin(answered(NONE, "q-3", false), { missedOnly: true });
  assert.deepEqual(askable(practice, BANK).map(({ id }) => id), ["q-3"]);
  assert.deepEqual(asked(practice, 2), ["q-3", "q-3"]);
  assert.equal(nextQuestion(answered(practice, "q-3", true), BANK, aRandom()).drawn, null);
  assert.equal(nextQuestion(forgetMissed(practice), BANK, aRandom()).drawn, null);
});

test("the wrong ones of an attempt join what is missed", () => {
  const practice = alsoMissed(answered(answered(NONE, "q-1", false), "q-1", false), ["q-1", "q-4"]);
  assert.deepEqual(practice.missed, { "q-1": 2, "q-4": 1 });
});

test("storage that was damaged is no practice, and an older one gets what it lacks", () => {
  for (const value of [null, 3, "x", { topics: 1 }, { missed: null }, { right: "1" }, { rest: {} }]) assert.deepEqual(readPractice(value), NONE);
  assert.deepEqual(readPractice({ missed: { "q-1": 1 } }), { ...NONE, missed: { "q-1": 1 } });
});

test("a question that is gone from the bank is asked no more", () => {
  assert.deepEqual(nextQuestion({ ...NONE, rest: ["q-9", "q-2"] }, BANK, aRandom()).drawn.question.id, "q-2");
});

const TEXTS = ["Bộ phận Một cửa", "Một ý kiến của người dân", "Công an cấp cửa khẩu"].map(fold);

test("questions are searched without diacritics, as a phrase where it stands anywhere", () => {
  assert.deepEqual(searched(TEXTS, "mot cua"), [true, false, false]);
  assert.deepEqual(searched(TEXTS, "  MỘT "), [true, true, false]);
});

test("otherwise all words count, each from its beginning", () => {
  assert.deepEqual(searched(TEXTS, "dân kien"), [false, true, false]);
  assert.deepEqual(searched(TEXTS, "ua mot"), [false, false, false]);
  assert.deepEqual(searched(TEXTS, "một xyz"), [false, false, false]);
});

test("nothing typed leaves everything", () => {
  assert.deepEqual(searched(TEXTS, " . "), [true, true, true]);
});
