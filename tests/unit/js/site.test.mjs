// The contest as it is published, or as this phone last read it.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { Unavailable, createClock, readContest } from "../../../static_site/js/io/site.js";
import { openStore } from "../../../static_site/js/io/storage.js";
import { NOON, aContest, aStorage } from "./builders.mjs";

const realFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = realFetch;
});

const READ = aContest({ title: "Mới" });
const KEPT = { "hoithi:cchc-2024:contest": JSON.stringify(aContest({ title: "Cũ" })) };
const read = (entries) => readContest("cchc-2024", createClock(() => NOON), openStore("cchc-2024", aStorage(entries)));

/** A link that is up and swallows what is sent. */
const dead = (path, { signal }) => new Promise((resolve, reject) => {
  signal?.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
});

test("what the server has goes before what was read last time", async () => {
  globalThis.fetch = async () => new Response(JSON.stringify(READ));
  assert.equal((await read(KEPT)).title, "Mới");
});

test("without network what was read last time will do", async () => {
  globalThis.fetch = async () => { throw new TypeError("offline"); };
  assert.equal((await read(KEPT)).title, "Cũ");
  await assert.rejects(read({}), Unavailable);
});

test("a link that is up but dead is not waited for where something is kept", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  globalThis.fetch = dead;
  const reading = read(KEPT);
  context.mock.timers.tick(10_000);
  assert.equal((await reading).title, "Cũ");
});
