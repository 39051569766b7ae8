// Live counts per unit: a table that can be searched, as the organizers publish it each minute.
import { unitCounts } from "../core/contest-view.js";
import { searchUnits } from "../core/search.js";
import { number, t, zonedMoment } from "../core/text.js";
import { readStats } from "../io/site.js";
import { fill, h, setText } from "./dom.js";

/** @typedef {import("../core/types.js").Stats} Stats */
/** @typedef {ReturnType<typeof unitCounts>[number]} UnitRow */

const EVERY = 60_000;

/** @param {UnitRow} unit */
const countRow = (unit) => h("tr", { "data-unit": unit.id },
  h("td", { class: "number" }, unit.place === null ? t("counts.no_place") : unit.place),
  h("th", { scope: "row" }, unit.name),
  h("td", { class: "number" }, number(unit.participants)));

/** @param {string} slug */
export function createCounts(slug) {
  const total = h("p", { class: "lead" });
  const asOf = h("p", { class: "hint" });
  const search = h("input", { id: "counts-search", class: "input", type: "search", autocomplete: "off" });
  const body = h("tbody");
  const none = h("p", { role: "status" });
  const table = h("div", { hidden: true },
    h("label", { for: "counts-search" }, t("counts.search")), search, none,
    h("table", { id: "counts" }, h("caption", { class: "unseen" }, t("counts.title")), h("thead", {}, h("tr", {},
      h("th", { scope: "col", class: "number" }, t("counts.place")), h("th", { scope: "col" }, t("counts.unit")),
      h("th", { scope: "col", class: "number" }, t("counts.participants")))), body));
  /** @type {UnitRow[]} */
  let units = [];

  function showRows() {
    const found = searchUnits(units, search.value);
    fill(body, found.map(countRow));
    setText(none, found.length ? "" : t("counts.none"));
  }

  /** @param {Stats | null} stats */
  function show(stats) {
    table.hidden = stats === null;
    setText(total, stats ? t("counts.total", { registered: number(stats.registered), submitted: number(stats.submitted) }) : t("counts.unavailable"));
    if (!stats) return;
    setText(asOf, t("counts.as_of", { at: zonedMoment(stats.as_of) }));
    units = unitCounts(stats);
    showRows();
  }

  async function refresh() {
    if (document.hidden) return;
    try {
      show(await readStats(slug));
    } catch (offline) {
      if (!units.length) show(null);
    }
  }

  search.addEventListener("input", showRows);
  void refresh();
  setInterval(() => void refresh(), EVERY);
  return h("section", { id: "live-counts" }, h("h2", {}, t("counts.title")), total, table, asOf);
}
