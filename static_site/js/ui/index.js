// The front door: the contest that is on now, or the list that came with the page, the open ones first.
import { phaseAt } from "../core/route.js";
import { t, zonedMoment } from "../core/text.js";
import { PATIENCE, createClock, readJson } from "../io/site.js";
import { setText } from "./dom.js";
import { told } from "./frame.js";

const ORDER = { open: 0, before: 1, after: 2 };

/** The server's time. The list tells it with its Date; a phone without network has its own alone. */
async function readTime() {
  const clock = createClock();
  await readJson("/contests/index.json", { cache: "no-store", clock, patience: PATIENCE }).catch(() => null);
  return clock.now();
}

/** @param {HTMLElement} item @param {number} now */
function read(item, now) {
  const window = { opens_at: Number(item.dataset.opens), closes_at: Number(item.dataset.closes) };
  return { ...window, item, slug: item.dataset.slug || "", phase: phaseAt(window, now) };
}

/** @param {ReturnType<typeof read>} contest */
function sayState({ item, phase, opens_at: opens, closes_at: closes }) {
  item.dataset.phase = phase;
  const state = item.querySelector("[data-state]");
  if (state) setText(state, t(`index.${phase}`, { at: zonedMoment(phase === "before" ? opens : closes) }));
}

async function show() {
  const items = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#contests > li"));
  const now = await readTime();
  const contests = [...items].map((item) => read(item, now));
  const open = contests.filter((contest) => contest.phase === "open");
  const only = open.length === 1 ? open[0] : contests.length === 1 ? contests[0] : null;
  if (only && !location.hash) location.replace(`/${told.prefix}c/${only.slug}/${location.search}`);

  contests.forEach(sayState);
  const sorted = contests.sort((a, b) => ORDER[a.phase] - ORDER[b.phase] || b.opens_at - a.opens_at);
  document.getElementById("contests")?.append(...sorted.map((contest) => contest.item));
}

void show();
