// Who has won what, as published; which of it is this phone's, and how one finds one's own attempt.
import { readEarlier } from "../core/attempts.js";
import { phaseAt } from "../core/route.js";
import { readSession } from "../core/session.js";
import { t, zonedMoment } from "../core/text.js";
import { createClock, readStats } from "../io/site.js";
import { openStore } from "../io/storage.js";
import { h, setText } from "./dom.js";
import { contestHere } from "./frame.js";

const contest = contestHere();
const clock = createClock();

/** The leaves of what was sent from this phone. */
function ownLeaves() {
  const store = openStore(contest.slug);
  const session = readSession(store.read("session"));
  const outcomes = [...readEarlier(store.read("earlier")).map((one) => one.outcome), session ? session.outcome : null];
  return outcomes.flatMap((outcome) => (outcome ? [outcome.receipt.leaf] : []));
}

for (const leaf of ownLeaves()) {
  const winner = document.querySelector(`#winners [data-leaf="${leaf}"] .winner`);
  if (winner) winner.append(h("span", { class: "tag" }, t("results.yours")));
}

/** Before publication: whether it is still open, or being looked at. */
async function sayWhy() {
  const waiting = document.querySelector("#not-published p");
  if (!waiting) return;
  await readStats(contest.slug, clock).catch(() => null);
  if (phaseAt(contest, clock.now()) === "after") setText(waiting, t("results.waiting", { at: zonedMoment(contest.closes_at) }));
}

void sayWhy();
