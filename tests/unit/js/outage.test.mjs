// Two thousand phones and a minute without server: what comes back when it does.
import "./catalogue.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { createApi } from "../../../static_site/js/io/api.js";
import { createDelivery } from "../../../static_site/js/io/delivery.js";
import { createKeeper } from "../../../static_site/js/io/keeper.js";
import { openStore } from "../../../static_site/js/io/storage.js";
import { NOON, aContestWith, aSession, aStart, aStorage, anOutcome } from "./builders.mjs";
import { virtualTime } from "./virtual-time.mjs";

const PHONES = 2000;
const MINUTE = 60_000;
/** An attempt takes its owner a quarter of an hour; an answer every 40 s. */
const ATTEMPT = 15 * MINUTE;
const TAP = 40_000;
/** Long enough before the outage that the rate has settled, long enough after it that all have come back. */
const OUTAGE = [10 * MINUTE, 11 * MINUTE];
const END = 15 * MINUTE;

const CONTEST = aContestWith({ time_limit_s: null });

const FORM = { identity: "0905123456", name: "A", unit: "u", category: "c", eligible: true, age_ok: false, consent: true, resume_code: "" };
const begunAt = (at) => aStart({ started_at: at, server_time: at, deadline: null });

/** Numbers that look random, the same at each run. */
function randomFrom(seed) {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

/** At one place somebody starts each quarter of an hour, answers, then sends. */
function aPlace(place, time, random) {
  const api = createApi({ random });
  setTimeout(api.online, OUTAGE[1]);

  function open(entries) {
    const parts = { contest: CONTEST, store: openStore(CONTEST.slug, aStorage(entries)), api, random,
      clock: { now: time.now, adopt() {}, adoptResponse() {} }, onChange: () => delivery?.changed() };
    const keeper = createKeeper(parts);
    const delivery = createDelivery({ ...parts, keeper });
    return { keeper, delivery };
  }

  function answer({ keeper, delivery }, firstTap) {
    const { startedAt } = keeper.session();
    let taps = 0;
    function tap() {
      if (time.now() - startedAt >= ATTEMPT) return void delivery.submit();
      keeper.choose(`q-${taps % 3 + 1}`, [Math.floor(taps / 3) % 3]);
      taps += 1;
      setTimeout(tap, TAP * (0.5 + random()));
    }
    setTimeout(tap, firstTap);
    setTimeout(next, startedAt + ATTEMPT - time.now());
  }

  async function next() {
    const phone = open({});
    await phone.keeper.start(FORM, () => {});
    answer(phone, TAP * random());
  }

  // Who is in the middle of it drafts now or within the interval.
  const session = aSession({ attemptId: `attempt-${place}`, startedAt: NOON - Math.floor(random() * ATTEMPT), deadline: null });
  const begun = open({ [`hoithi:${CONTEST.slug}:session`]: JSON.stringify(session) });
  answer(begun, random() * CONTEST.paper.draft_interval_s * 1000);
}

/** Requests in each second since NOON. */
async function requestsPerSecond(duringOutage) {
  const time = virtualTime(NOON);
  const random = randomFrom(11);
  const perSecond = new Array(END / 1000).fill(0);
  const realFetch = globalThis.fetch;
  globalThis.fetch = async (path) => {
    const at = time.now() - NOON;
    perSecond[Math.floor(at / 1000)] += 1;
    if (at >= OUTAGE[0] && at < OUTAGE[1]) return duringOutage(time.now());
    if (path.endsWith("/draft")) return new Response(null, { status: 204 });
    return new Response(JSON.stringify(path.endsWith("/submission") ? anOutcome() : begunAt(time.now())), { status: 201 });
  };
  try {
    for (let place = 0; place < PHONES; place += 1) aPlace(place, time, random);
    await time.until(NOON + END - 1);
  } finally {
    time.restore();
    globalThis.fetch = realFetch;
  }
  return perSecond;
}

const sum = (list) => list.reduce((a, b) => a + b, 0);
const busiest = (perSecond, from, to, window) => {
  let most = 0;
  for (let second = from / 1000; second + window <= to / 1000; second += 1) most = Math.max(most, sum(perSecond.slice(second, second + window)));
  return most;
};

/** Short enough that a burst of seconds is seen, long enough that chance alone never doubles the rate. */
const WINDOW = 10;

const unavailable = (headers) => new Response(JSON.stringify({ error: { code: "try_again", message: "…" } }), { status: 503, headers });
const OUTAGES = {
  "no server": () => {
    throw new TypeError("offline");
  },
  "503, again after 2 seconds": () => unavailable({ "Retry-After": "2" }),
  "503, again after a minute": () => unavailable({ "Retry-After": "60" }),
  "503, again at the time of recovery": () => unavailable({ "Retry-After": new Date(NOON + OUTAGE[1]).toUTCString() }),
};

for (const [name, answer] of Object.entries(OUTAGES)) {
  test(`after a minute with ${name}, never more than twice the normal rate`, async () => {
    const perSecond = await requestsPerSecond(answer);
    const normal = sum(perSecond.slice(OUTAGE[0] / 2000, OUTAGE[0] / 1000)) / (OUTAGE[0] / 2000);
    const after = busiest(perSecond, OUTAGE[1], END, WINDOW) / WINDOW;
    if (process.env.SHOW) console.log(name, { normal, after, second: busiest(perSecond, OUTAGE[1], END, 1), before: busiest(perSecond, OUTAGE[0] / 2, OUTAGE[0], 1) });
    assert.ok(after <= 2 * normal, `${after} a second, ${normal} before`);
    const [before, since] = [busiest(perSecond, OUTAGE[0] / 2, OUTAGE[0], 1), busiest(perSecond, OUTAGE[1], END, 1)];
    assert.ok(since <= 2 * before, `${since} in the busiest second, ${before} before`);
  });
}
