import "./catalogue.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { hashOf, parseHash, phaseAt, screenFor } from "../../../static_site/js/core/route.js";
import { sessionFrom } from "../../../static_site/js/core/session.js";
import { aPredictingPaper, aStart, anOutcome } from "./builders.mjs";

const open = sessionFrom(aStart(), null);
const at = (over) => {
  const { name, index, edit } = screenFor({ session: null, phase: "open", hash: "", ...over });
  return edit ? `${name} ${index} edit` : `${name} ${index}`;
};

test("both sides of the opening and of the close", () => {
  const contest = { opens_at: 1000, closes_at: 2000 };
  assert.deepEqual([999, 1000, 1999, 2000].map((now) => phaseAt(contest, now)), ["before", "open", "open", "after"]);
});

test("steps and addresses are each other's inverse", () => {
  for (const route of [{ step: "register" }, { step: "check" }, { step: "question", index: 4, edit: false }, { step: "question", index: 0, edit: true },
    { step: "prediction", edit: false }, { step: "prediction", edit: true }, { step: "next" }, { step: "resume" }, { step: "other" }]) {
    assert.deepEqual(parseHash(hashOf(route)), route);
  }
  for (const odd of ["", "#", "#cau-", "#cau-1x", "#cau-9999", "#nope"]) assert.equal(parseHash(odd), null);
});

test("without an attempt the contest's phase decides", () => {
  assert.equal(at({}), "intro 0");
  assert.equal(at({ hash: "#dang-ky" }), "register 0");
  assert.equal(at({ hash: "#cau-3" }), "intro 0");
  assert.equal(at({ phase: "before", hash: "#dang-ky" }), "before 0");
  assert.equal(at({ phase: "after" }), "closed 0");
  assert.equal(at({ hash: "#may-khac" }), "other 0");
  assert.equal(at({ phase: "before", hash: "#ma-tiep-tuc" }), "before 0");
  for (const hash of ["#dang-ky", "#ma-tiep-tuc"]) assert.equal(at({ phase: "after", hash }), "resume 0");
});

test("an attempt lands where it was left, even after the close", () => {
  assert.equal(at({ session: { ...open, at: 2 } }), "question 2");
  assert.equal(at({ session: { ...open, at: 2 }, phase: "after", hash: "#dang-ky" }), "question 2");
  assert.equal(at({ session: open, hash: "#kiem-tra" }), "check 0");
  assert.equal(at({ session: open, hash: "#cau-2/sua" }), "question 1 edit");
});

test("a question beyond the paper is its nearest one", () => {
  assert.equal(at({ session: open, hash: "#cau-99" }), "question 2");
  assert.equal(at({ session: open, hash: "#cau-0" }), "question 0");
  assert.equal(at({ session: { ...open, at: 99 } }), "question 2");
});

test("the prediction has a screen of its own where the paper asks for one, and is returned to", () => {
  const predicting = { ...open, paper: aPredictingPaper() };
  assert.equal(at({ session: predicting, hash: "#du-doan" }), "prediction 0");
  assert.equal(at({ session: predicting, hash: "#du-doan/sua" }), "prediction 0 edit");
  assert.equal(at({ session: { ...predicting, at: 3 } }), "prediction 0");
  assert.equal(at({ session: { ...predicting, at: 3 }, hash: "#cau-2" }), "question 1");
  assert.equal(at({ session: open, hash: "#du-doan" }), "question 0");
});

test("the next attempt's screen shows only where one may begin", () => {
  const over = { ...open, outcome: anOutcome() };
  assert.equal(at({ session: over, hash: "#luot-moi", more: true }), "next 0");
  assert.equal(at({ session: { ...open, expired: true }, hash: "#luot-moi", more: true }), "next 0");
  assert.equal(at({ session: over, hash: "#luot-moi" }), "receipt 0");
  assert.equal(at({ session: open, hash: "#luot-moi" }), "question 0");
  assert.equal(at({ hash: "#luot-moi" }), "intro 0");
  assert.equal(at({ session: over, more: true }), "receipt 0");
});

test("Back after sending shows the receipt, never the questions", () => {
  for (const hash of ["", "#cau-3", "#kiem-tra", "#dang-ky"]) {
    assert.equal(at({ session: { ...open, outcome: anOutcome() }, hash }), "receipt 0");
    assert.equal(at({ session: { ...open, sending: true }, hash }), "sending 0");
    assert.equal(at({ session: { ...open, expired: true }, hash }), "expired 0");
  }
});
