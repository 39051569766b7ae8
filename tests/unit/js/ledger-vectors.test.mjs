// The browser's verifier on the vectors of docs/ledger.md §12: one honest contest, eleven forged ones.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { verify } from "../../../static_site/js/core/ledger.js";
import { readReceiptText } from "../../../static_site/js/core/ledger-receipts.js";
import { readCheckpoint } from "../../../static_site/js/core/ledger-snapshots.js";
import { LATER } from "./ledger-run.mjs";
import { folderReader } from "./verify-folder.mjs";

const vectors = new URL("../../../docs/ledger-vectors/", import.meta.url);
const text = (path) => readFileSync(new URL(path, vectors), "utf8");
const receipt = (path) => readReceiptText(text(path));

async function results(folder, receipts, lines) {
  const read = folderReader(fileURLToPath(new URL(folder, vectors)));
  const report = await verify({ read, subtle: globalThis.crypto.subtle, now: LATER, receipts, checkpoints: lines.map(readCheckpoint) });
  return Object.fromEntries(report.checks.map(({ id, result }) => [id, result]));
}

test("the honest contest of the vectors verifies with all receipts", async () => {
  const receipts = readdirSync(new URL("receipts/", vectors)).map((name) => receipt(`receipts/${name}`));
  const found = await results("good", receipts, text("checkpoints.txt").trim().split("\n"));
  assert.deepEqual([Object.keys(found).length, new Set(Object.values(found))], [10, new Set(["ok"])]);
});

for (const [name, { check, receipt: held, checkpoint }] of Object.entries(JSON.parse(text("forged.json")))) {
  test(`the forgery ${name} is found`, async () => {
    const found = await results(`forged/${name}`, held ? [receipt(held)] : [], checkpoint ? [checkpoint] : []);
    assert.deepEqual([found[check], found.files], ["failed", "ok"]);
  });
  if (!held && !checkpoint) continue;
  test(`nothing is wrong in ${name} to those who kept nothing`, async () => {
    assert.ok(!Object.values(await results(`forged/${name}`, [], [])).includes("failed"));
  });
}
