import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { drawPaper } from "../../../static_site/js/core/paper.js";
import { judgePaper, rightCount } from "../../../static_site/js/core/review.js";

// The vectors of docs/ledger.md; tests/unit/test_ledger_vectors.py holds the platform's own code to them.
const { papers } = JSON.parse(readFileSync(new URL("../../../docs/ledger-vectors/seal.json", import.meta.url), "utf8"));
const { subtle } = globalThis.crypto;

const bankOf = ({ questions }) => questions.map((question) =>
  ({ ...question, text: question.id, options: Array.from({ length: question.options }, (_, index) => `${question.id} ${index}`) }));
const openingOf = (vector) => ({
  contest: { paper: { quota: vector.quota, shuffle_options: vector.shuffle_options }, questions: bankOf(vector) },
  paper_key: vector.paper_key,
});
const draw = (vector) => drawPaper(openingOf(vector), vector.attempt, subtle);
const shape = (drawn) => drawn.map(({ question, shown }) => [question.id, shown]);

for (const vector of papers) {
  test(`a paper is drawn again: ${vector.name}`, async () => {
    assert.deepEqual(shape(await draw(vector)), vector.paper.map(({ question, shown }) => [question, shown]));
  });

  test(`its answers give the score: ${vector.name}`, async () => {
    assert.equal(rightCount(judgePaper(await draw(vector), vector.answers)), vector.score);
  });
}

test("the order of the bank and of the quota changes no paper", async () => {
  const [vector] = papers;
  const { contest, paper_key } = openingOf(vector);
  const quota = Object.fromEntries(Object.entries(contest.paper.quota).reverse());
  const turned = { paper_key, contest: { paper: { ...contest.paper, quota }, questions: [...contest.questions].reverse() } };
  assert.deepEqual(shape(await drawPaper(turned, vector.attempt, subtle)), shape(await draw(vector)));
});
