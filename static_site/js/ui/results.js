// Who has won what, as published; which of it is this phone's, and how one finds one's own attempt.
import { phaseAt } from "../core/route.js";
import { exactMoment, t, zonedMoment } from "../core/text.js";
import { createApi } from "../io/api.js";
import { ownAttempts, settledAttempts } from "../io/own.js";
import { createClock, readContest, readStats } from "../io/site.js";
import { openStore } from "../io/storage.js";
import { byId, h, setText } from "./dom.js";
import { contestHere } from "./frame.js";
import { mountOwn, mountReceived, mountUnavailable } from "./results-own.js";

const told = contestHere();
const store = openStore(told.slug);
const clock = createClock();
const own = byId("own");
const waiting = document.querySelector("#not-published p");

function markOwn() {
  for (const { outcome } of ownAttempts(store)) {
    const winner = outcome && document.querySelector(`#winners [data-leaf="${outcome.receipt.leaf}"] .winner`);
    if (winner) winner.append(h("span", { class: "tag" }, t("results.yours")));
  }
}

/** What this phone sent last, while the contest runs. */
function sayReceived() {
  const outcomes = ownAttempts(store).flatMap(({ outcome }) => (outcome ? [outcome] : []));
  const last = outcomes[outcomes.length - 1];
  if (last) mountReceived(own, told, exactMoment(last.submitted_at));
}

async function findOwn() {
  const contest = await readContest(told.slug, clock, store);
  if (!contest) return;
  const attempts = await settledAttempts({ contest, store, api: createApi(), now: clock.now });
  mountOwn(own, { contest, published: !waiting, hasLedger: "ledger" in own.dataset }, attempts);
}

/** Before publication: whether it is still open, or being looked at. */
async function show() {
  markOwn();
  if (waiting) await readStats(told.slug, clock).catch(() => null);
  if (waiting && phaseAt(told, clock.now()) !== "after") return sayReceived();
  if (waiting) setText(waiting, t("results.waiting", { at: zonedMoment(told.closes_at) }));
  await findOwn().catch(() => mountUnavailable(own));
}

void show();
