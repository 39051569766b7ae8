import "./catalogue.mjs";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { announcement, leaders } from "../../../static_site/js/core/announcement.js";
import { daysView, most, ranked, share } from "../../../static_site/js/core/counts.js";
import { listed } from "../../../static_site/js/core/spoken.js";

const { contest, examples } = JSON.parse(readFileSync(new URL("../counts_examples.json", import.meta.url), "utf8"));
const DAY = 86400000;
const DATES = Array.from({ length: 21 }, (_, at) => new Date(contest.opens_at + at * DAY).toISOString().slice(0, 10));

for (const { name, stats, places, shares, busiest, ...said } of examples) {
  test(`counts: ${name}`, () => {
    const rows = ranked(stats.units);
    const longest = most(rows.map((row) => row.participants));
    assert.deepEqual(rows.map((row) => [row.id, row.place]), places);
    assert.deepEqual(rows.slice(0, shares.length).map((row) => share(row.participants, longest)), shares);
    assert.equal(announcement(contest, stats.as_of, rows), said.announcement);
    assert.equal(leaders(rows), said.leaders || "");
    assert.equal(daysView(DATES, stats.days).busiest, busiest || "");
  });
}

test("the contest's days are those of the examples", () => {
  assert.deepEqual([DATES[0], DATES[20]], ["2024-07-01", "2024-07-21"]);
});

test("each day has its bar, those without submissions none", () => {
  const { submitted, shares } = daysView(["2024-07-01", "2024-07-02", "2024-07-03"], [{ date: "2024-07-01", submitted: 3 }, { date: "2024-07-03", submitted: 7 }]);
  assert.deepEqual(submitted, [3, 0, 7]);
  assert.deepEqual(shares, [42.8, 0, 100]);
});

test("names are listed as one says them", () => {
  assert.deepEqual([["A"], ["A", "B"], ["A", "B", "C", "D"]].map(listed), ["A", "A và B", "A, B, C và D"]);
});

test("ranking leaves what it was given in its order", () => {
  const units = [{ id: "a", name: "A", participants: 1 }, { id: "b", name: "B", participants: 2 }];
  ranked(units);
  assert.deepEqual(units.map((unit) => unit.id), ["a", "b"]);
});
