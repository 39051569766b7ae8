// What the service worker answers with: the network's answer, or what is kept where there is none.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInNewContext } from "node:vm";

const CODE = readFileSync(new URL("../../../static_site/sw.js", import.meta.url), "utf8");
const ORIGIN = "https://hoithi.example";
const QUIZ = "/c/nho/thi/";
const never = () => new Promise(() => {});
const offline = async () => { throw new TypeError("offline"); };

/** A worker with these caches (name → path → text), on a network that answers so. */
function aWorker(kept, network) {
  const listeners = {};
  const open = (name) => ({ match: async (path) => (kept[name][path] ? new Response(kept[name][path]) : undefined) });
  const match = async (url) => (await Promise.all(Object.keys(kept).map((name) => open(name).match(new URL(url).pathname)))).find(Boolean);
  const self = { location: { origin: ORIGIN }, skipWaiting() {}, clients: { claim() {} }, addEventListener(type, act) { listeners[type] = act; } };
  const redirect = (to) => Response.redirect(ORIGIN + to);
  runInNewContext(CODE, { self, URL, Response: { redirect }, Promise, caches: { keys: async () => Object.keys(kept), open: async (name) => open(name), match },
    fetch: network, setTimeout: (act) => void setImmediate(() => setImmediate(act)) });
  /** The answer to a request; undefined where the worker leaves it to the browser. */
  return function ask(path, { method = "GET", mode = "navigate", origin = ORIGIN } = {}) {
    let answer;
    listeners.fetch({ request: { url: origin + path, method, mode }, respondWith(given) { answer = given; } });
    return answer;
  };
}

const text = async (answer) => (await answer).text();
const answering = (status, body) => async () => new Response(body, { status });
const KEPT = { "hoithi:v-1": { [QUIZ]: "first", "/v-1/a.js": "script" }, "hoithi:v-2": { [QUIZ]: "second" }, "other": { [QUIZ]: "not ours" } };

test("whatever the network answers goes before what is kept", async () => {
  for (const status of [200, 404]) assert.equal(await text(aWorker(KEPT, answering(status, "fresh"))(QUIZ)), "fresh");
});

test("without network, where the server fails, and where no answer comes: the page as the newest version keeps it", async () => {
  for (const network of [offline, answering(503, "busy"), never]) assert.equal(await text(aWorker(KEPT, network)(QUIZ)), "second");
});

test("where nothing is kept, the network's answer is waited for as it comes", async () => {
  let arrive;
  const slow = () => new Promise((resolve) => { arrive = resolve; });
  const answer = aWorker({}, slow)(QUIZ);
  for (let turns = 0; turns < 9; turns += 1) await new Promise((resolve) => setImmediate(resolve));
  arrive(new Response("at last"));
  assert.equal(await text(answer), "at last");
  assert.equal((await aWorker({}, answering(503, "busy"))(QUIZ)).status, 503);
  await assert.rejects(aWorker({}, offline)(QUIZ), TypeError);
});

test("the contest's link leads to the quiz that is kept", async () => {
  for (const network of [offline, never]) {
    assert.equal((await aWorker(KEPT, network)("/c/nho/")).headers.get("Location"), ORIGIN + QUIZ);
  }
});

test("a file of a version is never asked for again", async () => {
  assert.equal(await text(aWorker(KEPT, offline)("/v-1/a.js", { mode: "cors" })), "script");
  assert.equal(await text(aWorker(KEPT, answering(200, "fetched"))("/v-2/b.js", { mode: "cors" })), "fetched");
});

test("everything else is left to the browser", () => {
  const ask = aWorker(KEPT, never);
  const left = [ask("/api/contests/nho/attempts", { mode: "cors" }), ask(QUIZ, { method: "POST" }), ask(QUIZ, { mode: "cors" }),
    ask("/c/nho/ket-qua/"), ask(QUIZ, { origin: "https://other.example" })];
  assert.deepEqual(left.filter(Boolean), []);
});
