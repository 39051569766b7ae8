// What a phone keeps for opening a quiz again: the caches that its attempts need.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { forgetOthers } from "../../../static_site/js/io/offline.js";
import { aSession, aStorage, anOutcome } from "./builders.mjs";

afterEach(() => {
  delete globalThis.window;
  delete globalThis.caches;
});

/** A browser with these caches (name → paths) and these attempts (slug → session). */
function aBrowser(kept, sessions) {
  const names = new Set(Object.keys(kept));
  globalThis.caches = {
    keys: async () => [...names],
    delete: async (name) => names.delete(name),
    open: async (name) => ({ keys: async () => kept[name].map((path) => ({ url: `https://hoithi.example${path}` })) }),
  };
  const entries = Object.entries(sessions).map(([slug, session]) => [`hoithi:${slug}:session`, JSON.stringify(session)]);
  globalThis.window = { caches: globalThis.caches, localStorage: aStorage(Object.fromEntries(entries)) };
  return names;
}

const KEPT = { "hoithi:v-1": ["/v-1/a.js", "/c/khac/thi/"], "hoithi:v-2": ["/v-2/a.js", "/c/nay/thi/"], "another": ["/c/khac/thi/"] };
const SENT = aSession({ outcome: anOutcome() });

test("what other versions kept goes when no attempt needs it, and nothing of others", async () => {
  const names = aBrowser(KEPT, { nay: SENT, khac: SENT });
  await forgetOthers("v-2");
  assert.deepEqual([...names], ["hoithi:v-2", "another"]);
});

test("the version on which another contest's attempt is open stays, in either language", async () => {
  for (const page of ["/c/khac/thi/", "/en/c/khac/thi/"]) {
    const names = aBrowser({ ...KEPT, "hoithi:v-1": [page] }, { nay: SENT, khac: aSession() });
    await forgetOthers("v-2");
    assert.deepEqual([...names], ["hoithi:v-1", "hoithi:v-2", "another"]);
  }
});

test("a version that keeps no page of the contest that is open goes", async () => {
  const names = aBrowser(KEPT, { nay: SENT, "thu-ba": aSession() });
  await forgetOthers("v-2");
  assert.deepEqual([...names], ["hoithi:v-2", "another"]);
});
