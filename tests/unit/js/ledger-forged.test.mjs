// What was forged is found, the index and whatever else can be made to fit made to fit.
import assert from "node:assert/strict";
import { test } from "node:test";
import { changed, check, found } from "./ledger-run.mjs";
import { HOUR, OPENS, aWorld, checkpointOf, contestDocument, filesOf, hashOf, snapshotsOf } from "./ledger-world.mjs";

const MEMBERS = ["leaves", "size", "root", "at", "previous", "contest", "paper_key", "late", "number", "slug", "resets", "audit", "consistency", "final"];
const OTHER = "cd".repeat(32);

/** A member as it must not be. */
function altered(value) {
  if (typeof value === "number") return value + 1;
  if (typeof value === "boolean") return !value;
  if (typeof value === "string") return /^[0-9a-f]{64}$/.test(value) ? OTHER : value === "kp-1" ? "kp-2" : "kp-1";
  if (Array.isArray(value)) return value.length ? value.slice(1) : [OTHER];
  return value === null ? 1 : { "kp-9": 1 };
}

for (const member of MEMBERS) {
  test(`a snapshot's ${member} was changed`, async () => {
    const report = await changed((world) => {
      world.snapshots[5][member] = member === "audit" ? { entries: 2, head: OTHER } : altered(world.snapshots[5][member]);
    });
    assert.equal(report.by.snapshots, "failed");
  });
}

const ENTRY = ["leaf", "q", "salt", "score", "elapsed_ms", "unit", "rank", "state"];
for (const at of [0, 7]) {
  for (const member of ENTRY) {
    test(`the ${member} of an entry ${at ? "" : "that wins "}was changed`, async () => {
      const report = await changed((world) => {
        const entry = world.entries.find(({ leaf }) => leaf === world.order[at]);
        entry[member] = member === "state" ? "disqualified" : altered(entry[member]);
      });
      assert.equal(report.ok, false);
    });
  }
}

test("everything that results tell of winners, units and totals is checked", async () => {
  const paths = (value, path = []) => (typeof value === "object" && value !== null ? Object.keys(value).flatMap((key) => paths(value[key], [...path, key])) : [path]);
  const told = aWorld().results;
  const free = new Set(["name", "identity_masked", "units_confirmed", "published_at", "registered", "run"]);
  for (const path of paths(told).filter((one) => !free.has(one[one.length - 1]))) {
    const report = await changed(({ results }) => {
      const last = path[path.length - 1];
      const inside = path.slice(0, -1).reduce((value, key) => value[key], results);
      inside[last] = altered(inside[last]);
    });
    assert.equal(report.ok, false, path.join("."));
  }
});

const FORGED = {
  "a leaf was dropped": ["entries", (world) => void world.entries.splice(9, 1)],
  "a leaf was added after the close": ["entries", (world) => void world.entries.push({ ...world.entries[9], leaf: OTHER })],
  "two entries were swapped in rank": ["ranking", (world) => {
    const [a, b] = [6, 7].map((at) => world.entries.find(({ leaf }) => leaf === world.order[at]));
    [a.rank, b.rank] = [b.rank, a.rank];
  }],
  "a winner's answers were changed": ["openings", (world) => {
    const { opening } = world.entries.find(({ leaf }) => leaf === world.order[0]);
    opening.answers = Object.fromEntries(Object.entries(opening.answers).slice(1));
  }],
  "a winner was not opened": ["openings", (world) => void delete world.entries.find(({ leaf }) => leaf === world.order[1]).opening],
  "the key was changed after the opening": ["commitment", (world) => {
    world.commitment.opening.contest.questions[0].key = [1];
  }],
  "the key and the commitment were changed": ["snapshots", (world) => {
    const { opening } = world.commitment;
    opening.contest.questions[0].key = [1];
    world.commitment.contest = world.commitment.version = world.contestFile.version = hashOf({ contest: opening.contest, salt: opening.salt });
  }],
  "a rule was changed in contest.json": ["commitment", (world) => void (world.contestFile.prizes.individual[0].amount_vnd = 1)],
  "somebody was left out without a ruling": ["rulings", (world) => Object.assign(world.entries[5], { state: "disqualified", rank: null })],
  "somebody ruled out still counts": ["rulings", (world) => void world.rulings.push({ kind: "disqualified", leaf: world.entries[5].leaf })],
  "a ruling of an unknown kind": ["rulings", (world) => void world.rulings.push({ kind: "forgiven", leaf: world.entries[5].leaf })],
  "a correction that no amendment gives": ["corrections", (world) => Object.assign(world.entries[5], { counted_score: 0, counted_elapsed_ms: 60_000 })],
  "a snapshot after the final one": ["snapshots", (world) => {
    const last = world.snapshots[10];
    world.snapshots.push({ ...last, number: 12, previous: hashOf(last), leaves: [], consistency: [], final: false });
  }],
  "no final snapshot": ["snapshots", (world) => void world.snapshots.pop()],
};
for (const [name, [id, forge]] of Object.entries(FORGED)) {
  test(`forged: ${name}`, async () => {
    const report = await changed((world) => void forge(world));
    assert.equal(report.by[id], "failed", JSON.stringify(report.by));
  });
}

test("history written anew, all of it, is told by a line noted earlier and by a receipt", async () => {
  const honest = aWorld();
  const [dropped] = honest.receipts;
  const { contest, paper_key } = honest.commitment;
  const kept = honest.receipts.slice(1).map((receipt, at) => ({ receipt, entry: honest.entries[at + 1] }));
  const anew = snapshotsOf("thu-nghiem", { contest, paper_key }, kept);
  const files = filesOf({ ...aWorld({ stage: "frozen" }), snapshots: anew });
  const lines = [checkpointOf("thu-nghiem", honest.snapshots[10])];
  assert.equal((await check(files)).by.snapshots, "ok");
  assert.deepEqual(found(await check(files, { checkpoints: lines }), "snapshots"), ["noted_other"]);
  assert.equal((await check(files, { receipts: [dropped] })).by.receipt, "failed");
  assert.deepEqual(found(await check(filesOf({ ...aWorld({ stage: "open" }) }), { checkpoints: lines }), "snapshots"), ["noted_gone"]);
});

for (const member of ["elapsed_ms", "unit"]) {
  test(`a receipt tells another ${member}`, async () => {
    const world = aWorld();
    const report = await check(filesOf(world), { receipts: [{ ...world.receipts[4], [member]: altered(world.receipts[4][member]) }] });
    assert.deepEqual(found(report, "receipt"), ["receipt_entry"]);
  });
}

test("a file that differs from the index is named", async () => {
  const files = filesOf(aWorld());
  const report = await check({ ...files, "stats.json": '{"a":1}', "rules.json": "[]" });
  assert.deepEqual(found(report, "files"), ["file_hash", "file_size"]);
  const { "practice.json": _, ...fewer } = files;
  assert.deepEqual(found(await check(fewer), "files"), ["file_missing"]);
});

test("a late leaf that wins needs a ruling", async () => {
  const slow = (world, rulings = []) => {
    const [leaf] = world.order;
    const at = world.snapshots.findIndex(({ leaves }) => leaves.includes(leaf));
    const sealed = world.receipts.map((receipt, n) => ({ receipt: receipt.leaf === leaf
      ? { ...receipt, opening: { ...receipt.opening, submitted_at: world.snapshots[Math.min(9, at + 2)].at } } : receipt, entry: world.entries[n] }));
    const { contest, paper_key } = world.commitment;
    const snapshots = snapshotsOf("thu-nghiem", { contest, paper_key }, sealed);
    return { ...world, snapshots, rulings };
  };
  const world = aWorld();
  const [leaf] = world.order;
  const place = (one) => one.snapshots.find(({ leaves }) => leaves.includes(leaf));
  const moved = slow(world);
  assert.ok(place(moved).at - world.receipts.find((one) => one.leaf === leaf).opening.submitted_at > 2 * HOUR && place(moved).at > OPENS);
  assert.deepEqual(found(await check(filesOf(moved)), "openings"), ["opening_late", "late_mark"]);
  const ruled = await check(filesOf({ ...moved, rulings: [{ kind: "late", leaf }] }));
  assert.deepEqual(found(ruled, "openings"), ["late_mark"]);
});

test("a small contest of other rules is as honest", async () => {
  const document = { ranking: { ...contestDocument().ranking, last_resort: "share" }, prizes: { ...contestDocument().prizes, manual: [{ title: "Yêu thích", count: 1, amount_vnd: 1000 }] } };
  const report = await check(filesOf(aWorld({ document })));
  assert.ok(report.ok, JSON.stringify(report.checks.filter(({ result }) => result === "failed")));
});
