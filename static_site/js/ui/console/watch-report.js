// One or two sheets for the ward's leaders: what people do not know yet, in plain words.
import { moment, number, t } from "../../core/text.js";
import { decimal, lowestMeanFirst, percentOf, weakestFirst, percent } from "../../core/watching.js";
import { button, fill, h, heading, link } from "../dom.js";
import { facts } from "./watch-cards.js";

/** @typedef {import("./screens.js").Here} Here */
/** @typedef {import("../../core/watching.js").Watched} Watched */
/** @typedef {import("../../core/watching.js").Knowledge} Knowledge */

const UNITS = 5;
const LINES = 4;

/** @param {HTMLElement} place @param {Here} here */
export async function mountReport(place, here) {
  const watched = /** @type {Watched} */ (await here.api.get(`/contests/${here.slug}/analysis`));
  const { analysis } = watched;
  const back = link(here.href("theo-doi"), t("watch.back"), { class: "button quiet" });
  if (!analysis || !analysis.knowledge) {
    fill(place, heading(t("watch.report.title")), h("p", {}, t("watch.report.none")), h("p", {}, back));
    return;
  }
  const doubted = new Set(analysis.knowledge.suspects.map((suspect) => suspect.question));
  const title = here.contest ? here.contest.title : here.slug;
  fill(place, h("p", { class: "actions screen-only" }, button(t("watch.report.print"), () => window.print(), { id: "print" }), back),
    h("article", { class: "report" }, heading(t("watch.report.title")),
      h("p", {}, t("watch.report.of", { title }), ". ", t("watch.report.as_of", { at: moment(analysis.as_of) })),
      analysis.outdated ? h("p", { class: "callout" }, t("watch.outdated.text")) : null,
      ...reportParts(watched, analysis.knowledge), h("h2", {}, t("watch.report.questions")),
      h("ol", { class: "report-questions" }, analysis.weakest.map((row) => h("li", {}, h("p", {}, h("b", {}, row.text)), doubted.has(row.id) ? h("p", { class: "callout" }, t("watch.report.doubted")) : null, facts(row)))),
      h("h2", {}, t("watch.report.notes")), h("div", { class: "notes" }, Array.from({ length: LINES }, () => h("p", {}, "\u00a0")))));
}

/** @param {Watched} watched @param {Knowledge} knowledge */
function reportParts({ units, topics, live }, knowledge) {
  const names = new Map(units.map((unit) => [unit.id, unit.name]));
  const topicNames = new Map(topics.map((topic) => [topic.id, topic.name]));
  const { bands } = knowledge;
  return [
    h("p", {}, t("watch.report.people", { people: number(knowledge.people), mean: decimal(knowledge.mean), of: number(knowledge.questions_a_paper), full: number(bands.full), low: number(bands.low) })),
    live && live.nobody.length ? h("p", {}, t("watch.behind.nobody", { names: live.nobody.map((id) => names.get(id) || id).join("; ") })) : null,
    live && live.rate ? h("p", {}, `${t("watch.rate")}: ${percentOf(live.rate)}. ${t("watch.rate.hint")}`) : null,
    h("h2", {}, t("watch.report.topics")),
    plainTable([t("watch.topic"), t("watch.right")], weakestFirst(knowledge.topics).map(({ id, right, shown }) => [topicNames.get(id) || id, percent(right, shown)])),
    ...(knowledge.units.length ? [h("h2", {}, t("watch.report.units")),
      plainTable([t("watch.unit"), t("watch.mean.column")], lowestMeanFirst(knowledge.units).slice(0, UNITS).map(({ id, mean }) => [names.get(id) || id, decimal(mean)]))] : []),
  ].filter((part) => part !== null);
}

/** @param {[string, string]} heads @param {[string, string][] | string[][]} rows */
const plainTable = (heads, rows) => h("table", {},
  h("thead", {}, h("tr", {}, h("th", { scope: "col" }, heads[0]), h("th", { scope: "col", class: "number" }, heads[1]))),
  h("tbody", {}, rows.map(([name, value]) => h("tr", {}, h("th", { scope: "row" }, name), h("td", { class: "number" }, value)))));
