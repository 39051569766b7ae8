// Live counts: read anew each minute while somebody looks; the page changes in place.
import { announcement, leaders } from "../core/announcement.js";
import { daysView, most, ranked, share } from "../core/counts.js";
import { searchUnits } from "../core/search.js";
import { number, t, zonedMoment } from "../core/text.js";
import { createClock, readStats } from "../io/site.js";
import { copyButton } from "./copy.js";
import { byId, setAttribute, setText } from "./dom.js";
import { contestHere } from "./frame.js";
import { eachMinute } from "./minutes.js";

/** @typedef {import("../core/types.js").Stats} Stats */
/** @typedef {import("../core/counts.js").Ranked} Ranked */

const contest = contestHere();
const clock = createClock();
const table = byId("counts");
const body = table.querySelector("tbody") || table;
const rowOf = new Map([...body.querySelectorAll("tr")].map((row) => [row.getAttribute("data-unit") || "", row]));
const search = /** @type {HTMLInputElement} */ (byId("counts-search"));
const kinds = /** @type {HTMLSelectElement | null} */ (document.getElementById("counts-kind"));

/** @param {Element} inside @param {string} selector @param {string} text */
function write(inside, selector, text) {
  const found = inside.querySelector(selector);
  if (found) setText(found, text);
}

/** As the page came, until the first counts are read. @type {import("../core/counts.js").Count[]} */
let units = [...rowOf].map(([id, row]) => ({
  id,
  name: row.querySelector("th")?.textContent || "",
  participants: Number(row.getAttribute("data-participants")),
}));

/** Rows in their order, with places among the kind of units that is looked at. */
function showTable() {
  const kind = kinds ? kinds.value : "";
  const rows = ranked(units.filter(({ id }) => !kind || rowOf.get(id)?.getAttribute("data-kind") === kind));
  const found = new Set(searchUnits(rows, search.value).map((unit) => unit.id));
  for (const [id, row] of rowOf) row.hidden = !found.has(id);
  rows.forEach(({ id, place, participants }, at) => {
    const row = rowOf.get(id);
    if (!row) return;
    write(row, ".place", place ? String(place) : t("counts.no_place"));
    write(row, ".people", number(participants));
    // Only where the order changes, so that what somebody has marked stays marked.
    if (body.children[at] !== row) body.insertBefore(row, body.children[at]);
  });
  const asked = search.value.trim() || kind;
  setText(byId("counts-found"), !asked ? "" : found.size ? t("counts.found", { count: found.size }) : t("counts.none"));
}

/** @param {Ranked[]} rows */
function showLeading(rows) {
  const chart = byId("leading-chart");
  const bars = [...chart.querySelectorAll(":scope > svg")];
  const longest = most(rows.map((row) => row.participants));
  const taking = rows.slice(0, bars.length).filter((row) => row.participants);
  bars.forEach((bar, at) => {
    const row = taking[at];
    setAttribute(bar, "display", row ? null : "none");
    if (!row) return;
    const width = `${share(row.participants, longest)}%`;
    write(bar, "text", row.name);
    write(bar, ".value", number(row.participants));
    setAttribute(bar.querySelector(".value") || bar, "x", width);
    setAttribute(bar.querySelector("rect") || bar, "width", width);
  });
  setAttribute(chart, "height", `${taking.length * Number(chart.dataset.row)}em`);
  setText(byId("leading-said"), `${leaders(rows)} ${t("counts.table_below")}`);
  byId("leading").hidden = !taking.length;
}

/** @param {Stats["days"]} days */
function showDays(days) {
  const bars = [...byId("days-chart").querySelectorAll("rect")];
  const lines = byId("days-table").querySelectorAll("tbody tr");
  const { submitted, shares, busiest } = daysView(bars.map((bar) => bar.getAttribute("data-date") || ""), days);
  bars.forEach((bar, at) => {
    setAttribute(bar, "height", `${shares[at]}%`);
    setAttribute(bar, "y", `${100 - shares[at]}%`);
    setAttribute(lines[at], "hidden", !submitted[at]);
    write(lines[at], "td", number(submitted[at]));
  });
  setText(byId("days-said"), busiest);
  setText(byId("days-busiest"), busiest);
  byId("days").hidden = !busiest;
}

/** @param {Stats} stats */
function show(stats) {
  const rows = ranked(stats.units);
  units = stats.units;
  setText(byId("counts-as-of"), t("counts.as_of", { at: zonedMoment(stats.as_of) }));
  setText(byId("counts-total"), t("counts.total", { registered: number(stats.registered), submitted: number(stats.submitted) }));
  setText(byId("counts-spread"), t("counts.spread", { count: rows.filter((row) => row.participants).length, all: rows.length }));
  setText(byId("announcement"), announcement(contest, stats.as_of, rows));
  byId("aloud").hidden = false;
  showTable();
  showLeading(rows);
  showDays(stats.days);
}

async function refresh() {
  const live = byId("counts-live");
  try {
    const stats = await readStats(contest.slug, clock);
    if (stats) show(stats);
    setText(live, stats ? t("counts.live") : "");
  } catch (offline) {
    setText(live, t("counts.late"));
  }
}

search.addEventListener("input", showTable);
kinds?.addEventListener("change", showTable);
byId("counts-find").hidden = false;
byId("announcement-copy").append(copyButton(byId("announcement"), t("copy.text")));
showTable();
eachMinute(() => void refresh());
