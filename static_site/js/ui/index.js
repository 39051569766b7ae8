// The front door: the contest that is on now, or a list where there are several.
import { phaseAt } from "../core/route.js";
import { t, zonedMoment } from "../core/text.js";
import { createClock } from "../io/clock.js";
import { readIndex } from "../io/site.js";
import { byId, fill, h, heading, link, paragraph } from "./dom.js";
import { mountDisplay, showUnavailable } from "./frame.js";

/** @typedef {import("../core/types.js").ContestSummary} ContestSummary */

const ORDER = { open: 0, before: 1, after: 2 };

/** @param {ContestSummary} contest @param {number} now */
function card(contest, now) {
  const phase = phaseAt(contest, now);
  const at = zonedMoment(phase === "before" ? contest.opens_at : contest.closes_at);
  return h("li", { "data-phase": phase },
    h("h2", {}, link(`/c/${contest.slug}/`, contest.title)), paragraph(contest.host), h("p", { class: "hint" }, t(`index.${phase}`, { at })));
}

/** The only one, or the only one open. @param {ContestSummary[]} contests @param {number} now */
function theOne(contests, now) {
  const open = contests.filter((contest) => phaseAt(contest, now) === "open");
  if (open.length === 1) return open[0];
  return contests.length === 1 ? contests[0] : null;
}

async function openIndex() {
  const main = byId("main");
  const clock = createClock();
  try {
    const contests = await readIndex(clock);
    const now = clock.now();
    const one = theOne(contests, now);
    if (one && !location.hash) return location.replace(`/c/${one.slug}/${location.search}`);
    const sorted = [...contests].sort((a, b) => ORDER[phaseAt(a, now)] - ORDER[phaseAt(b, now)] || b.opens_at - a.opens_at);
    fill(main, heading(t("index.title")), contests.length
      ? h("ul", { class: "contests", id: "contests" }, sorted.map((contest) => card(contest, now)))
      : paragraph(t("index.none")));
  } catch (offline) {
    showUnavailable(main, () => void openIndex());
  }
  main.removeAttribute("aria-busy");
}

mountDisplay();
void openIndex();
