// The browser's verifier on an honest contest, at each stage of it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { canonical, createHasher } from "../../../static_site/js/core/ledger-bytes.js";
import { leavesOf } from "../../../static_site/js/core/ledger-entries.js";
import { hashOfOpening } from "../../../static_site/js/core/ledger-openings.js";
import { readReceiptText } from "../../../static_site/js/core/ledger-receipts.js";
import { reportSaid } from "../../../static_site/js/core/ledger-said.js";
import { growTree } from "../../../static_site/js/core/ledger-tree.js";
import { check, found } from "./ledger-run.mjs";
import { HOUR, OPENS, aWorld, checkpointOf, filesOf, proofOf, rootOf } from "./ledger-world.mjs";

const { seals } = JSON.parse(readFileSync(new URL("../../../docs/ledger-vectors/seal.json", import.meta.url), "utf8"));
const hasher = createHasher(globalThis.crypto.subtle);
const CHECKS = ["files", "commitment", "snapshots", "entries", "openings", "rulings", "corrections", "ranking", "prizes"];

test("an honest contest verifies, with a receipt and a line noted earlier", async () => {
  const world = aWorld();
  const line = checkpointOf("thu-nghiem", world.snapshots[4]);
  const { by, ok, receipts } = await check(filesOf(world), { receipts: [world.receipts[3]], checkpoints: [line] });
  assert.deepEqual(by, Object.fromEntries([...CHECKS, "receipt"].map((id) => [id, "ok"])));
  assert.ok(ok);
  assert.deepEqual([receipts[0].result, receipts[0].entry.score, receipts[0].entry.rank], ["ok", 3, world.entries[3].rank]);
});

test("while it is open the chain is checked, and a receipt against it", async () => {
  const world = aWorld({ stage: "open" });
  const at = OPENS + 4 * HOUR;
  const inIt = world.receipts.find(({ leaf }) => world.snapshots[2].leaves.includes(leaf));
  const fresh = world.receipts.find(({ opening }) => opening.submitted_at > at);
  const { by, ok, receipts } = await check(filesOf(world), { receipts: [inIt, fresh], now: at + 60_000 });
  assert.ok(ok);
  assert.deepEqual(by, { ...Object.fromEntries(CHECKS.map((id) => [id, "skipped"])), snapshots: "ok", receipt: "ok" });
  assert.deepEqual(receipts.map(({ result }) => result), ["ok", "skipped"]);
  const late = await check(filesOf(world), { receipts: [fresh], now: fresh.opening.submitted_at + 2 * HOUR + 1 });
  assert.deepEqual([late.by.receipt, found(late, "receipt")], ["failed", ["receipt_no_snapshot"]]);
});

test("once it is frozen the commitment is open, and every receipt must be in", async () => {
  const world = aWorld({ stage: "frozen" });
  const { by } = await check(filesOf(world), { receipts: [{ ...world.receipts[0], leaf: "ab".repeat(32) }] });
  assert.deepEqual([by.commitment, by.snapshots, by.entries, by.receipt], ["ok", "ok", "skipped", "failed"]);
  const { contestFile, snapshots, commitment: { opening, ...sealed } } = world;
  assert.deepEqual(found(await check(filesOf({ contestFile, snapshots, commitment: sealed })), "commitment"), ["opening_due"]);
});

test("a checkpoint may lag while snapshots still come, and not after", async () => {
  for (const [stage, result] of [["open", "warning"], ["frozen", "failed"]]) {
    const world = aWorld({ stage });
    const early = { ...filesOf(world), "ledger/checkpoint.txt": checkpointOf("thu-nghiem", world.snapshots[1]) };
    const report = await check(early, { now: OPENS + 4 * HOUR });
    assert.deepEqual([report.by.snapshots, found(report, "snapshots")], [result, ["checkpoint_newest"]], stage);
  }
});

test("before the opening there is a commitment and nothing else", async () => {
  const { contestFile, commitment } = aWorld({ stage: "open" });
  const { by, ok } = await check(filesOf({ contestFile, commitment, snapshots: [] }));
  assert.ok(ok);
  assert.ok(Object.values(by).every((result) => result === "skipped"));
});

test("a contest that was committed to late is told of", async () => {
  const world = aWorld({ stage: "frozen" });
  world.commitment.committed_at = world.contestFile.committed_at = OPENS + 1;
  const report = await check(filesOf(world));
  assert.deepEqual([report.by.commitment, report.ok], ["warning", true]);
});

test("the report is what all verifiers answer with", async () => {
  const said = reportSaid(await check(filesOf(aWorld())));
  assert.deepEqual(Object.keys(said), ["slug", "checks", "ok"]);
  for (const one of said.checks) {
    assert.deepEqual(Object.keys(one), ["id", "result", "says", "details"]);
    assert.ok(one.says.length > 20 && !one.says.startsWith("verify."), one.says);
  }
});

for (const seal of seals) {
  test(`the seal of the vectors: ${seal.name}`, async () => {
    const { elapsed_ms, score, unit, public_salt: salt, q, leaf, receipt } = seal;
    assert.deepEqual(await leavesOf([{ elapsed_ms, score, unit, salt, q }], hasher), [leaf]);
    assert.equal(await hashOfOpening(receipt.opening, { hasher }), q);
  });
}

test("trees of every size have the roots and proofs of RFC 9162", async () => {
  const leaves = Array.from({ length: 21 }, (_, n) => (n + 1).toString(16).padStart(2, "0").repeat(32));
  const bytes = leaves.map((leaf) => Buffer.from(leaf, "hex"));
  const tree = await growTree(leaves, hasher);
  for (let size = 0; size <= leaves.length; size++) {
    assert.equal(await tree.root(size), rootOf(bytes.slice(0, size)).toString("hex"));
    for (let before = 1; before < size; before++) {
      assert.deepEqual(await tree.proof(before, size), proofOf(before, bytes.slice(0, size)).map((hash) => hash.toString("hex")));
    }
  }
  assert.equal(await tree.root(0), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
});

test("canonical JSON has whole numbers alone, and names in order", () => {
  assert.equal(canonical({ b: [1, null, "ă\n"], a: { y: -3, x: true } }), '{"a":{"x":true,"y":-3},"b":[1,null,"ă\\n"]}');
  for (const wrong of [0.5, 2 ** 53, Infinity]) assert.throws(() => canonical([wrong]));
});

const [receipt] = aWorld().receipts;
const LEAF = receipt.leaf;
const AS_PICTURED = LEAF.match(/.{8}/g).join(" ");
const READ = {
  "as the API gives it": [JSON.stringify(receipt), receipt],
  "as the quiz saves it": [JSON.stringify({ contest: "thu-nghiem", score: null, receipt }), receipt],
  "its number alone": [LEAF.toUpperCase(), { leaf: LEAF, opening: null }],
  "what is shared": [`Biên nhận bài thi X, nộp lúc 8 giờ. Mã tham chiếu: ${LEAF}`, { leaf: LEAF, opening: null }],
  "in groups, as on the picture": [AS_PICTURED, { leaf: LEAF, opening: null }],
  "half of the number": [LEAF.slice(0, 32), null],
  "with an answer that is none": [JSON.stringify({ ...receipt, opening: { ...receipt.opening, answers: { a: [1, 1] } } }), null],
  "another object": ['{"leaf": 3}', null],
  "nothing": ["", null],
};
for (const [name, [text, read]] of Object.entries(READ)) {
  test(`a receipt is read: ${name}`, () => assert.deepEqual(readReceiptText(text), read));
}

test("a number without the rest finds its entry, and says that answers were not checked", async () => {
  const world = aWorld();
  const report = await check(filesOf(world), { receipts: [{ leaf: LEAF, opening: null }, { leaf: "cd".repeat(32), opening: null }] });
  assert.deepEqual(report.receipts.map(({ result }) => result), ["ok", "failed"]);
  assert.deepEqual(found(report, "receipt"), ["receipt_reference", "receipt_none"]);
});
