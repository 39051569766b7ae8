// Who gets the places of a ladder, by hand: docs/ledger.md §8.1 to 8.3.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { createHasher } from "../../../static_site/js/core/ledger-bytes.js";
import { climb, laddersOf, placesOf } from "../../../static_site/js/core/ledger-places.js";
import { average, ratio, talliesOf } from "../../../static_site/js/core/ledger-units.js";

const hasher = createHasher(globalThis.crypto.subtle);
const aLedger = (lastResort = "organizers", inForce = []) => ({ rules: { lastResort }, inForce, hasher });
const PRIZES = [{ id: "individual-1", title: "Nhất", count: 1, amount_vnd: 600_000 }, { id: "individual-2", title: "Nhì", count: 2, amount_vnd: 300_000 }];
const PLACES = placesOf(PRIZES);
const given = async (ledger, groups, places = PLACES) => {
  const { spans, undecided } = await climb(ledger, places, groups);
  return { undecided, spans: spans.map(({ rows, anyOf, tied, shared }) => [rows.map(({ title, amount }) => `${title} ${amount}`), anyOf, tied, shared]) };
};

test("one after the other, and places without candidates go to nobody", async () => {
  assert.deepEqual(await given(aLedger(), [["a"], ["b"]]), { undecided: null, spans: [[["Nhất 600000"], ["a"], false, null], [["Nhì 300000"], ["b"], false, null]] });
});

test("a tie over places of one amount does not matter", async () => {
  const { spans } = await given(aLedger(), [["a"], ["b", "c"], ["d"]]);
  assert.deepEqual(spans[1], [["Nhì 300000", "Nhì 300000"], ["b", "c"], true, null]);
  assert.equal(spans.length, 2);
});

test("a tie over different amounts, or at the last place, is undecided", async () => {
  assert.equal((await given(aLedger(), [["a", "b"]])).undecided, "individual-1");
  assert.equal((await given(aLedger(), [["a"], ["b", "c", "d"]])).undecided, "individual-2");
});

test("what is decided goes first, the rest stands in any order", async () => {
  const ledger = aLedger("organizers", [{ kind: "tie_decided", prize: "individual-1", winners: ["z", "b"] }]);
  assert.deepEqual(await given(ledger, [["a", "b", "c"]]), { undecided: null,
    spans: [[["Nhất 600000"], ["b"], true, null], [["Nhì 300000"], ["a", "c"], true, null], [["Nhì 300000"], ["a", "c"], true, null]] });
  assert.equal((await given(ledger, [["a", "b", "c", "d"]])).undecided, "individual-1");
});

test("a later decision takes the place of an earlier one", async () => {
  const decided = (winners) => ({ kind: "tie_decided", prize: "individual-1", winners });
  const { spans } = await given(aLedger("organizers", [decided(["a"]), decided(["b"])]), [["a", "b"]], PLACES.slice(0, 1));
  assert.deepEqual(spans[0][1], ["b"]);
});

test("shares are equal and rounded down to thousands, with the first title", async () => {
  const { spans } = await given(aLedger("share"), [["a"], ["b", "c", "d", "e", "f", "g", "h"]]);
  assert.deepEqual(spans[1], [Array(7).fill("Nhì 85000"), ["b", "c", "d", "e", "f", "g", "h"], true, 7]);
});

test("a draw is by the hash that anybody makes; without one nobody decides", async () => {
  const group = ["aa", "bb", "cc"];
  const by = (prize, one) => createHash("sha256").update(`["draw","123456","${prize}","${one}"]`).digest("hex");
  const first = [...group].sort((a, b) => (by("individual-1", a) < by("individual-1", b) ? -1 : 1))[0];
  const draw = { kind: "draw", source: "Xổ số", seed: "123456" };
  const { spans, undecided } = await given(aLedger("draw", [draw]), [group]);
  assert.deepEqual([undecided, spans[0][1]], [null, [first]]);
  const byHand = { kind: "tie_decided", prize: "individual-1", winners: ["aa"] };
  assert.equal((await given(aLedger("draw", [byHand]), [group])).undecided, "individual-1");
});

test("prizes with the same conditions are one ladder, one after the other alone", () => {
  const ids = (prizes) => laddersOf(prizes, ({ category }) => String(category)).map((ladder) => ladder.map(({ id }) => id).join());
  assert.deepEqual(ids([{ id: "1" }, { id: "2" }, { id: "3", category: "x" }, { id: "4" }]), ["1,2", "3", "4"]);
});

test("quotients are in lowest terms", () => {
  assert.deepEqual([ratio(6, 4), ratio(0, 7), average({ correct: 9, participants: 6 }), average({ correct: 0, participants: 0 })],
    [{ num: 3, den: 2 }, { num: 0, den: 1 }, { num: 3, den: 2 }, { num: 0, den: 1 }]);
});

test("who was struck from a unit counts for it no more", () => {
  const entries = [["a", "counted", 5], ["b", "counted", 3], ["c", "not_best", 1], ["d", "disqualified", 5], ["e", "counted", 4]]
    .map(([leaf, state, score]) => ({ leaf, state, score, unit: "kp-1", elapsed_ms: 1 }));
  const rules = { asked: 5, units: new Map([["kp-1", { kind: "K", headcount: 4 }]]) };
  const [tally] = talliesOf({ rules, entries, inForce: [{ kind: "unit_struck", leaf: "e", unit: "kp-1" }] });
  assert.deepEqual([tally.participants, tally.attempts, tally.correct, tally.full, tally.best], [2, 3, 8, 1, 5]);
});
