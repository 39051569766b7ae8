// Files that were made to break the verifier: a failed check with a sentence, never a crash.
import assert from "node:assert/strict";
import { test } from "node:test";
import { NothingToCheck, Unreachable, verify } from "../../../static_site/js/core/ledger.js";
import { reportSaid } from "../../../static_site/js/core/ledger-said.js";
import { LATER, check } from "./ledger-run.mjs";
import { aWorld, filesOf } from "./ledger-world.mjs";

const GOOD = filesOf(aWorld());
const PATHS = ["contest.json", "commitment.json", "results.json", "ledger/entries.json", "ledger/rulings.json", "ledger/index.json", "ledger/checkpoint.txt",
  "ledger/snapshots/0003.json"];
const DEEP = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
const GARBAGE = { "no JSON": "{", "null": "null", "a number": "7", "an empty list": "[]", "an empty object": "{}", "a list of nulls": "[null,null]", "what lies deep": DEEP,
  "no text": Uint8Array.from([0xff, 0xfe, 0x00]), "names of prototypes": '{"__proto__":{"slug":"x"},"constructor":1,"slug":"thu-nghiem","files":[{"path":"__proto__"}]}' };

for (const path of PATHS) {
  for (const [name, content] of Object.entries(GARBAGE)) {
    test(`${path} is ${name}`, async () => {
      const report = await check({ ...GOOD, [path]: content });
      assert.equal(report.ok, false);
      const said = reportSaid(report).checks.flatMap(({ says, details }) => [says, ...details]);
      assert.ok(!said.some((sentence) => sentence.startsWith("verify.")), said.join("\n"));
    });
  }
}

/** Each member of a file in turn as something that it can't be. */
function* twisted(value, path = []) {
  if (typeof value !== "object" || value === null) return;
  for (const key of Array.isArray(value) ? Object.keys(value).slice(0, 2) : Object.keys(value)) {
    for (const wrong of [null, -1.5, "<img src=x>", [], {}, true]) {
      const copy = structuredClone(value);
      copy[key] = wrong;
      yield [[...path, key], copy];
    }
    for (const [where, inside] of twisted(value[key], [...path, key])) {
      const copy = structuredClone(value);
      copy[key] = inside;
      yield [where, copy];
    }
  }
}

const NO_CRASH = ["commitment.json", "results.json", "ledger/rulings.json", "ledger/index.json", "ledger/snapshots/0003.json"];
for (const path of NO_CRASH) {
  test(`no member of ${path} ends the verifier`, async () => {
    let n = 0;
    for (const [where, content] of twisted(JSON.parse(GOOD[path]))) {
      if (n++ % 7) continue;
      const report = await check({ ...GOOD, [path]: JSON.stringify(content) });
      const crashed = report.checks.flatMap(({ details }) => details).find(({ key }) => key === "unexpected");
      assert.equal(crashed, undefined, `${where.join(".")}: ${JSON.stringify(crashed)}`);
    }
  });
}

test("paths out of the folder are never asked for", async () => {
  const asked = [];
  const files = [{ path: "../../config.json" }, { path: "//evil.example/x" }, { path: "/etc/passwd" }, { path: "a/../../b" }, { path: "https://evil.example/" }]
    .map((one) => ({ ...one, bytes: 1, sha256: "00".repeat(32) }));
  const world = { ...GOOD, "ledger/index.json": JSON.stringify({ ...JSON.parse(GOOD["ledger/index.json"]), files }) };
  const read = async (path) => {
    asked.push(path);
    return path in world ? { bytes: new TextEncoder().encode(world[path]) } : { problem: "missing" };
  };
  const report = await verify({ read, subtle: globalThis.crypto.subtle, now: LATER });
  assert.equal(report.ok, false);
  assert.deepEqual(asked.filter((path) => /\.\.|^\/|:/.test(path)), []);
});

test("a checkpoint of a billion snapshots does not ask for a billion files", async () => {
  const report = await check({ ...GOOD, "ledger/checkpoint.txt": `hoithi-checkpoint-1 thu-nghiem 999999999 1 1 ${"00".repeat(32)}\n` });
  assert.equal(report.by.snapshots, "failed");
});

test("a file larger than any is not read", async () => {
  const read = async (path) => (path === "ledger/entries.json" ? { problem: "large" } : path in GOOD ? { bytes: new TextEncoder().encode(GOOD[path]) } : { problem: "missing" });
  const report = await verify({ read, subtle: globalThis.crypto.subtle, now: LATER });
  assert.deepEqual(report.checks.find(({ id }) => id === "entries").result, "failed");
});

test("thousands of faults are told as fifty sentences", async () => {
  const report = await check({ ...GOOD, "ledger/entries.json": JSON.stringify(Array.from({ length: 3000 }, () => ({}))) });
  for (const { details } of reportSaid(report).checks) assert.ok(details.length <= 50);
});

test("an empty folder is nothing to check, and a network that fails is no verdict", async () => {
  await assert.rejects(check({}), NothingToCheck);
  const read = async (path) => {
    if (path.includes("snapshots")) throw new Unreachable(path);
    return path in GOOD ? { bytes: new TextEncoder().encode(GOOD[path]) } : { problem: "missing" };
  };
  await assert.rejects(verify({ read, subtle: globalThis.crypto.subtle, now: LATER }), Unreachable);
});
