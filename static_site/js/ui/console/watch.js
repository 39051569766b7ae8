// Watching a contest: who takes part and who is behind, and what people do not know yet.
import { duration, moment, number, t } from "../../core/text.js";
import { decimal, lowestMeanFirst, markOf, mostFirst, percent, percentOf, valueOf, weakestFirst } from "../../core/watching.js";
import { fill, h, heading, link } from "../dom.js";
import { columnsOf, rowsOf } from "./kit-figures.js";
import { actButton, badge, say, section, working } from "./kit.js";
import { questionCard, suspectCard } from "./watch-cards.js";
import { mountQuestions } from "./watch-questions.js";
import { mountReport } from "./watch-report.js";

/** @typedef {import("./screens.js").Here} Here */
/** @typedef {import("../../core/watching.js").Watched} Watched */
/** @typedef {import("../../core/watching.js").Live} Live */
/** @typedef {import("../../core/watching.js").Analysis} Analysis */
/** @typedef {import("../../core/watching.js").Knowledge} Knowledge */

const EVERY_MINUTE = 60000;
const WEAKEST = 5;
const BANDS = /** @type {const} */ (["full", "high", "middle", "low"]);

/** @param {HTMLElement} place @param {Here} here */
export async function mount(place, here) {
  if (here.rest[0] === "in") return mountReport(place, here);
  if (here.rest[0] === "cau-hoi") return mountQuestions(place, here);
  const path = `/contests/${here.slug}/analysis`;
  const live = h("div", {});
  const analysis = h("div", {});

  /** @param {boolean} all whether the analysis may have changed too */
  async function show(all) {
    const watched = /** @type {Watched} */ (await here.api.get(path));
    fill(live, ...liveParts(watched));
    if (all) fill(analysis, ...analysisParts(watched, here, analyse));
  }

  async function analyse() {
    await working(analysis, t("watch.analysing"), (note) => here.api.job(path, {}, note));
    await show(true);
    say(t("watch.analysed"));
  }

  fill(place, heading(t("watch.title")), live, analysis);
  await show(true);
  // A look that fails is followed by the next one.
  const looking = setInterval(() => void (document.hidden || show(false).catch(() => undefined)), EVERY_MINUTE);
  return () => clearInterval(looking);
}

/** @param {Watched} watched */
function liveParts({ live, units }) {
  if (!live) return [h("p", { class: "callout" }, t("watch.live.none"))];
  return [
    h("p", { class: "hint" }, t("watch.live", { at: moment(live.as_of) })),
    totals(live),
    section(t("watch.behind"), behind(live, units)),
    section(t("watch.units"), h("p", { class: "hint" }, t("watch.units.provisional")), unitBars(live, units)),
    section(t("watch.days"), !live.submitted ? h("p", { class: "hint" }, t("watch.none_submitted")) : columnsOf({
      title: t("watch.days"), heads: [t("watch.day"), t("watch.submitted")], details: t("watch.as_table"), bare: true,
      rows: live.days.map((day) => ({ label: `${day.date.slice(8)}/${day.date.slice(5, 7)}`, value: day.submitted, text: number(day.submitted) })),
    })),
  ];
}

/** @param {Live} live */
function totals(live) {
  const figures = [
    [t("watch.registered"), number(live.registered)],
    [t("watch.participants"), number(live.participants)],
    [t("watch.submitted"), number(live.submitted)],
    ...(live.rate ? [[t("watch.rate"), percentOf(live.rate)]] : []),
  ];
  return h("div", {}, h("dl", { class: "tiles" }, figures.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value)))),
    live.rate ? h("p", { class: "hint" }, t("watch.rate.hint")) : null);
}

/** @param {Live} live @param {Watched["units"]} units */
function behind(live, units) {
  const names = new Map(units.map((unit) => [unit.id, unit.name]));
  const heads = new Map(units.map((unit) => [unit.id, unit.headcount || 0]));
  const lowest = live.lowest.map((id) => live.units.find((unit) => unit.id === id)).filter((unit) => unit !== undefined);
  return h("div", {},
    h("p", {}, live.nobody.length ? t("watch.behind.nobody", { names: live.nobody.map((id) => names.get(id) || id).join("; ") }) : t("watch.behind.none")),
    lowest.length ? [h("p", {}, t("watch.behind.lowest")), h("ul", {}, lowest.map((unit) => h("li", {}, t("watch.behind.row", {
      name: names.get(unit.id) || unit.id, people: number(unit.participants), of: number(heads.get(unit.id) || 0), rate: unit.rate ? percentOf(unit.rate) : "",
    }))))] : null);
}

/** @param {Live} live @param {Watched["units"]} units */
function unitBars(live, units) {
  const known = new Map(units.map((unit) => [unit.id, unit]));
  if (!live.submitted) return h("p", { class: "hint" }, t("watch.none_submitted"));
  return rowsOf({
    title: t("watch.units"), heads: [t("watch.unit"), t("watch.participants")], details: t("watch.as_table"), bare: true,
    rows: mostFirst(live.units).map(({ id, participants, rate }) => ({
      label: known.get(id)?.name || id,
      value: participants,
      text: rate ? t("watch.unit.people_of", { people: number(participants), of: number(known.get(id)?.headcount || 0), rate: percentOf(rate) }) : t("watch.unit.people", { people: number(participants) }),
    })),
  });
}

/** @param {Watched} watched @param {Here} here @param {() => Promise<void>} analyse */
function analysisParts(watched, here, analyse) {
  const { analysis } = watched;
  const again = actButton(t(analysis ? "watch.analyse.again" : "watch.analyse"), analyse, { id: "analyse", class: analysis ? "button quiet" : "button" });
  if (!analysis) return [section(t("watch.analysis"), h("p", {}, t("watch.analysis.none")), h("p", { class: "actions" }, again))];
  const { knowledge } = analysis;
  const age = duration(Math.max(60000, watched.server_time - analysis.as_of));
  const facts = [
    analysis.outdated ? h("p", {}, badge("warn", t("watch.outdated")), " ", t("watch.outdated.text")) : null,
    h("p", {}, t("watch.analysis.as_of", { at: moment(analysis.as_of), age, people: number(knowledge ? knowledge.people : 0) })),
    h("p", { class: "hint" }, t(analysis.final ? "watch.analysis.small" : "watch.analysis.open")),
    knowledge && knowledge.papers_read < knowledge.people ? h("p", { class: "hint" }, t("watch.analysis.sampled", { read: number(knowledge.papers_read) })) : null,
  ];
  const ways = knowledge ? [link(here.href("theo-doi", "in"), t("watch.print"), { class: "button", id: "to-report" }), link(here.href("theo-doi", "cau-hoi"), t("watch.all_questions"), { class: "button quiet", id: "to-questions" })] : [];
  return [
    section(t("watch.hours"), h("p", { class: "hint" }, t("watch.hours.hint")), hours(analysis)),
    section(t("watch.analysis"), facts, knowledge ? null : h("p", { class: "callout" }, t("watch.analysis.few")), h("p", { class: "actions" }, ways, again)),
    ...(knowledge ? knowledgeParts(watched, analysis, knowledge, here) : []),
  ];
}

/** @param {Analysis} analysis */
const hours = (analysis) => columnsOf({
  title: t("watch.hours"), heads: [t("watch.hour"), t("watch.submitted")], details: t("watch.as_table"), bare: true,
  rows: analysis.turnout.hours.map(({ hour, submitted }) => ({ label: String(hour), value: submitted, text: number(submitted) })),
});

/** @param {Watched} watched @param {Analysis} analysis @param {Knowledge} knowledge @param {Here} here */
function knowledgeParts({ units, topics }, analysis, knowledge, here) {
  const unitNames = new Map(units.map((unit) => [unit.id, unit.name]));
  return [
    section(t("watch.scores"), scores(knowledge)),
    section(t("watch.topics"), topicBars(knowledge, topics)),
    knowledge.suspects.length ? section(t("watch.suspects"), h("p", {}, t("watch.suspects.text"), " ", link(here.href("dieu-chinh"), t("console.menu.amendments"))), knowledge.suspects.map((suspect) => suspectCard(suspect))) : null,
    section(t("watch.weakest"), analysis.weakest.length ? [...analysis.weakest.slice(0, WEAKEST).map((row) => questionCard(row, unitNames)), h("p", {}, link(here.href("theo-doi", "cau-hoi"), t("watch.all_questions")))] : h("p", { class: "hint" }, t("watch.weakest.none"))),
    knowledge.units.length ? section(t("watch.unit_scores"), unitMeans(knowledge, unitNames)) : null,
  ].filter((part) => part !== null);
}

/** @param {Knowledge} knowledge */
function scores(knowledge) {
  const { bands, people } = knowledge;
  return h("div", {},
    h("p", {}, t("watch.mean", { mean: decimal(knowledge.mean), of: number(knowledge.questions_a_paper) })),
    rowsOf({
      title: t("watch.scores"), heads: [t("watch.band"), t("watch.people")], details: t("watch.as_table"), bare: true, most: people,
      rows: BANDS.map((band) => ({ label: t(`watch.band.${band}`), value: bands[band], text: t("watch.band.row", { people: number(bands[band]), share: percent(bands[band], people) }) })),
    }),
    h("p", { class: "hint" }, t("watch.band.hint")));
}

/** @param {Knowledge} knowledge @param {Watched["topics"]} topics */
function topicBars(knowledge, topics) {
  const names = new Map(topics.map((topic) => [topic.id, topic.name]));
  return rowsOf({
    title: t("watch.topics"), heads: [t("watch.topic"), t("watch.right")], details: t("watch.as_table"), bare: true, most: 1,
    rows: weakestFirst(knowledge.topics).map(({ id, right, shown }) => ({
      label: names.get(id) || id, value: right / shown, text: t("watch.topic.row", { share: percent(right, shown) }), mark: markOf(right, shown),
    })),
  });
}

/** @param {Knowledge} knowledge @param {Map<string, string>} names */
const unitMeans = (knowledge, names) => rowsOf({
  title: t("watch.unit_scores"), heads: [t("watch.unit"), t("watch.mean.column")], details: t("watch.as_table"), bare: true, most: knowledge.questions_a_paper,
  rows: lowestMeanFirst(knowledge.units).map(({ id, mean }) => ({ label: names.get(id) || id, value: valueOf(mean), text: decimal(mean) })),
});
