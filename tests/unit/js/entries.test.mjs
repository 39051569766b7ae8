import assert from "node:assert/strict";
import { test } from "node:test";
import { entryOf, readLeaf } from "../../../static_site/js/core/entries.js";

const LEAF = "0123abcd".repeat(8);

test("a reference is read as people copy it", () => {
  assert.equal(readLeaf(LEAF), LEAF);
  assert.equal(readLeaf(` ${LEAF.toUpperCase()}\n`), LEAF);
  assert.equal(readLeaf("0123 abcd-0123…"), "0123abcd0123");
});

test("what is too short, too long or no reference is none", () => {
  for (const typed of ["", "0123abc", `${LEAF}0`, "0123abcg", "Nguyễn Thị"]) assert.equal(readLeaf(typed), null, typed);
});

test("an entry is found by its reference or the beginning of it", () => {
  const entries = [{ leaf: LEAF, rank: 1 }, { leaf: `0123ffff${LEAF.slice(8)}`, rank: 2 }];
  assert.equal(entryOf(entries, LEAF).rank, 1);
  assert.equal(entryOf(entries, "0123ffff").rank, 2);
  assert.equal(entryOf(entries, "0123"), "several");
  assert.equal(entryOf(entries, "ffffffff"), "none");
});
