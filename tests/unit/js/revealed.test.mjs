// The published ledger as the pages read it, in as many files as there are.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { readEntries } from "../../../static_site/js/io/revealed.js";
import { Unavailable } from "../../../static_site/js/io/site.js";

const realFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = realFetch;
});

const INDEX = { files: [{ path: "ledger/entries.json" }, { path: "ledger/entries-0001.json" }, { path: "commitment.json" }] };

/** A site that has these files below the contest's folder, and no others. */
function publishing(files) {
  globalThis.fetch = async (path) => {
    const found = files[path.replace("/contests/x/", "")];
    return found ? new Response(JSON.stringify(found)) : new Response("", { status: 403 });
  };
}

test("all parts of the ledger are one list", async () => {
  publishing({ "ledger/index.json": INDEX, "ledger/entries.json": [{ leaf: "aa" }], "ledger/entries-0001.json": [{ leaf: "bb" }] });
  assert.deepEqual(await readEntries("x"), [{ leaf: "aa" }, { leaf: "bb" }]);
});

test("a part that is missing is a failure, never a shorter list", async () => {
  publishing({ "ledger/index.json": INDEX, "ledger/entries.json": [{ leaf: "aa" }] });
  await assert.rejects(readEntries("x"), Unavailable);
});

test("before publication there is none", async () => {
  publishing({});
  assert.equal(await readEntries("x"), null);
});
