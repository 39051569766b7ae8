// A phone with an attempt on it, for tests of the keeper and of the delivery.
import assert from "node:assert/strict";
import { mock } from "node:test";
import { createDelivery } from "../../../static_site/js/io/delivery.js";
import { createKeeper } from "../../../static_site/js/io/keeper.js";
import { openStore } from "../../../static_site/js/io/storage.js";
import { NOON, aContest, aStart, aStorage } from "./builders.mjs";

// Drafts that are not due yet would keep the process alive.
mock.timers.enable({ apis: ["setTimeout"] });

export const FORM = { identity: "0905123456", name: "A", unit: "u", category: "c", eligible: true, age_ok: false, consent: true, resume_code: "" };
export const ok = (body, status = 200) => ({ kind: "answer", status, body, error: null });
export const refused = (code, extra = {}) => ({ kind: "answer", status: 409, body: { error: { code, message: "…", ...extra } }, error: { code, message: "…", ...extra } });
export const UNREACHABLE = { kind: "unreachable", retryAfter: null };
export const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A phone with its storage, a clock that stands, and an API that answers as it is told. */
export function aPhone({ storage = aStorage(), answers = {}, contest = aContest({ paper: { ...aContest().paper, draft_interval_s: 0 } }) } = {}) {
  const phone = { now: NOON, calls: [], storage, answers };
  const answer = async (call) => {
    phone.calls.push(call);
    const kind = call.method === "GET" ? "look" : call.method === "PUT" ? "draft" : call.path.endsWith("/submission") ? "submit" : "start";
    const told = phone.answers[kind] ?? UNREACHABLE;
    return typeof told === "function" ? told(call) : told;
  };
  const parts = { contest, store: openStore(contest.slug, storage), api: { once: answer, untilAnswered: answer },
    clock: { now: () => phone.now, adopt() {}, adoptResponse() {} }, onChange: () => phone.delivery?.changed() };
  phone.keeper = createKeeper(parts);
  phone.delivery = createDelivery({ ...parts, keeper: phone.keeper });
  phone.sent = (ending) => phone.calls.filter((call) => call.path.endsWith(ending)).map((call) => call.body);
  return phone;
}

export async function started(over = {}) {
  const phone = aPhone(over);
  phone.answers.start = over.answers?.start || ok(aStart(), 201);
  assert.equal(await phone.keeper.start(FORM, () => {}), null);
  return phone;
}

export const drafting = (over = {}) => started({ contest: aContest(), ...over });
