import "./catalogue.mjs";
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { createApi } from "../../../static_site/js/io/api.js";

const realFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = realFetch;
});

/** Answers one after another; the last one again and again. */
function answering(...answers) {
  const calls = [];
  globalThis.fetch = async (path, request) => {
    calls.push({ path, ...request });
    const answer = answers[Math.min(calls.length, answers.length) - 1];
    if (answer instanceof Error) throw answer;
    return answer();
  };
  return calls;
}

const json = (status, body, headers = {}) => () => new Response(status === 204 ? null : JSON.stringify(body), { status, headers });
const refusal = (status, code, headers) => json(status, { error: { code, message: "…" } }, headers);

function api() {
  const waits = [];
  const pause = async (ms) => void waits.push(ms);
  return { waits, ...createApi({ random: () => 0.5, waiting: { pause } }) };
}

const call = { method: "POST", path: "/x", body: { a: 1 }, token: "t" };

test("an answer comes back with its status and body", async () => {
  const calls = answering(json(201, { ok: true }));
  const answer = await api().untilAnswered(call);
  assert.deepEqual([answer.status, answer.body, answer.error], [201, { ok: true }, null]);
  assert.deepEqual([calls[0].path, calls[0].body, calls[0].headers.Authorization], ["/api/x", '{"a":1}', "Bearer t"]);
});

test("a dead network is tried again until it lives, and each wait is told", async () => {
  const calls = answering(new TypeError("offline"), new TypeError("offline"), json(200, {}));
  const client = api();
  const told = [];
  await client.untilAnswered(call, (tries) => told.push(tries));
  assert.equal(calls.length, 3);
  assert.deepEqual(told, [1, 2]);
  assert.deepEqual(client.waits, [7500, 45_000]);
});

test("503 waits at least as long as it asks", async () => {
  answering(refusal(503, "try_again", { "Retry-After": "9" }), json(200, {}));
  const client = api();
  await client.untilAnswered(call);
  assert.deepEqual(client.waits, [9000 + 9000 + 7500]);
});

test("the same body is sent each time: a repetition is no second submission", async () => {
  const calls = answering(refusal(500, "internal"), json(504, null), json(200, {}));
  await api().untilAnswered(call);
  assert.deepEqual([...new Set(calls.map((one) => one.body))], ['{"a":1}']);
});

test("a refusal is an answer, never tried again", async () => {
  for (const [status, code] of [[409, "expired"], [401, "bad_token"], [422, "invalid"], [429, "too_many_tries"], [403, "closed"]]) {
    const calls = answering(refusal(status, code));
    const answer = await api().untilAnswered(call);
    assert.deepEqual([answer.error.code, calls.length], [code, 1]);
  }
});

test("a sign-in page of some network that answers 200 isn't taken for the API", async () => {
  const calls = answering(() => new Response("<html>Đăng nhập Wi-Fi</html>", { status: 200 }), json(200, { ok: 1 }));
  assert.deepEqual((await api().untilAnswered(call)).body, { ok: 1 });
  assert.equal(calls.length, 2);
});

test("what a firewall, CloudFront or the gateway refuses in its own words isn't taken for the API", async () => {
  const words = (status, text) => () => new Response(text, { status });
  const strangers = [words(403, "<html>Request blocked</html>"), words(403, '{"message":"Forbidden"}'), words(404, "<html>404</html>"), refusal(403, "forbidden")];
  const calls = answering(...strangers, json(200, { ok: 1 }));
  assert.deepEqual((await api().untilAnswered(call)).body, { ok: 1 });
  assert.equal(calls.length, 5);
});

test("what the gateway refuses in our words is an answer", async () => {
  for (const [status, code] of [[400, "bad_request"], [404, "no_such_route"], [413, "too_large"], [415, "not_json"]]) {
    answering(refusal(status, code));
    assert.deepEqual(await api().once(call).then(({ kind, error }) => [kind, error.code]), ["answer", code]);
  }
});

test("204 is an answer without a body", async () => {
  answering(json(204, null));
  const answer = await api().once({ method: "PUT", path: "/x", body: {} });
  assert.deepEqual([answer.kind, answer.status, answer.error], ["answer", 204, null]);
});

test("once says unreachable instead of trying again", async () => {
  const calls = answering(new TypeError("offline"));
  assert.deepEqual(await api().once(call), { kind: "unreachable", retryAfter: null });
  assert.equal(calls.length, 1);
});

test("modules that don't come are fetched again until they do, and only then loaded", async () => {
  const calls = answering(new TypeError("offline"), json(503, {}), json(200, {}));
  const client = api();
  const told = [];
  const loaded = await client.untilLoaded(["/v-1/a.js"], async () => calls.length, (tries) => told.push(tries));
  assert.deepEqual([loaded, told, client.waits], [3, [1, 2], [7500, 45_000]]);
});

test("a module that came but did not load is tried again", async () => {
  answering(json(200, {}));
  let tries = 0;
  const load = async () => {
    tries += 1;
    if (tries < 3) throw new TypeError("Failed to fetch dynamically imported module");
    return "module";
  };
  assert.equal(await api().untilLoaded(["/v-1/a.js"], load, () => {}), "module");
});

test("a wait ends when somebody looks again; when the network comes back only a long one is shortened", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout", "Date"] });
  const ends = async (random, sooner) => {
    const calls = answering(new TypeError("offline"), new TypeError("offline"), json(200, {}));
    const client = createApi({ random: () => random });
    const done = client.untilAnswered(call);
    const turn = () => new Promise((resolve) => setImmediate(resolve));
    await turn();
    context.mock.timers.tick(Math.round(random * 15_000));
    await turn();
    client[sooner]();
    context.mock.timers.tick(0);
    await turn();
    const soon = calls.length;
    context.mock.timers.tick(90_000);
    await done;
    return soon;
  };
  assert.deepEqual([await ends(0.5, "hurry"), await ends(0.5, "online")], [3, 2]);
});
