// The front door: the contest that is on now, or the list that came with the page, the open ones first.
import { phaseAt } from "../core/route.js";
import { t, zonedMoment } from "../core/text.js";
import { setText } from "./dom.js";
import { told } from "./frame.js";

const ORDER = { open: 0, before: 1, after: 2 };

/** @param {HTMLElement} item */
function read(item) {
  const window = { opens_at: Number(item.dataset.opens), closes_at: Number(item.dataset.closes) };
  return { ...window, item, slug: item.dataset.slug || "", phase: phaseAt(window, Date.now()) };
}

const items = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#contests > li"));
const contests = [...items].map(read);
const open = contests.filter((contest) => contest.phase === "open");
const only = open.length === 1 ? open[0] : contests.length === 1 ? contests[0] : null;

if (only && !location.hash) location.replace(`/${told.prefix}c/${only.slug}/${location.search}`);

for (const { item, phase, opens_at: opens, closes_at: closes } of contests) {
  item.dataset.phase = phase;
  const state = item.querySelector("[data-state]");
  if (state) setText(state, t(`index.${phase}`, { at: zonedMoment(phase === "before" ? opens : closes) }));
}
const sorted = contests.sort((a, b) => ORDER[a.phase] - ORDER[b.phase] || b.opens_at - a.opens_at);
document.getElementById("contests")?.append(...sorted.map((contest) => contest.item));
