// Who has won what; before publication, when that will be and what is being done.
import { metricValue } from "../core/contest-view.js";
import { phaseAt } from "../core/route.js";
import { readSession } from "../core/session.js";
import { exactDuration, money, number, t, zonedMoment } from "../core/text.js";
import { readResults } from "../io/site.js";
import { openStore } from "../io/storage.js";
import { createCounts } from "./counts.js";
import { fill, h, heading, paragraph } from "./dom.js";
import { openContestPage, setTitle } from "./frame.js";

/** @typedef {import("../core/types.js").Contest} Contest */
/** @typedef {import("../core/types.js").Results} Results */
/** @typedef {import("../core/types.js").IndividualWinner} IndividualWinner */
/** @typedef {import("../core/types.js").CollectiveWinner} CollectiveWinner */
/** @typedef {(id: string) => string} NameOf */

/** @param {string} title @param {number} amount @param {boolean} tied */
const prizeLine = (title, amount, tied) =>
  h("p", { class: "prize" }, h("b", {}, title), " ", h("span", {}, money(amount)), tied ? h("span", { class: "tag" }, t("results.tied")) : null);

/** @param {IndividualWinner} winner @param {NameOf} nameOf @param {string | null} mine */
function personRow(winner, nameOf, mine) {
  return h("li", { "data-kind": "individual", "data-leaf": winner.leaf },
    prizeLine(winner.title, winner.amount_vnd, winner.tied),
    h("p", { class: "winner" }, winner.name, winner.leaf === mine ? h("span", { class: "tag" }, t("results.yours")) : null),
    h("p", { class: "hint" }, `${nameOf(winner.unit)} · ${winner.identity_masked}`),
    paragraph(t("results.score", { score: winner.score, elapsed: exactDuration(winner.elapsed_ms) })));
}

/** @param {CollectiveWinner} winner @param {NameOf} nameOf */
function unitRow(winner, nameOf) {
  return h("li", { "data-kind": "collective", "data-unit": winner.unit },
    prizeLine(winner.title, winner.amount_vnd, winner.tied),
    h("p", { class: "winner" }, nameOf(winner.unit)),
    paragraph(metricValue(winner.metric, winner.value, winner.at_score)));
}

/** @param {string} title @param {HTMLLIElement[]} rows */
const winnerList = (title, rows) => (rows.length ? h("section", {}, h("h2", {}, title), h("ul", { class: "winners" }, rows)) : null);

const TOTALS = /** @type {const} */ (["registered", "submitted", "counted", "disqualified", "reset"]);

/** @param {Results["totals"]} totals */
const totalsTable = (totals) => h("section", { id: "totals" }, h("h2", {}, t("results.totals")),
  h("dl", { class: "facts" }, TOTALS.map((key) => h("div", {}, h("dt", {}, t(`results.${key}`)), h("dd", { "data-total": key }, number(totals[key]))))));

/** @param {NonNullable<Results["amendments"]>} amendments */
const amendmentList = (amendments) => (amendments.length ? h("section", {}, h("h2", {}, t("results.amendments")),
  h("ul", {}, amendments.map((one) => h("li", {}, t("results.amendment", { at: zonedMoment(one.at), reason: one.reason }))))) : null);

/** @param {Contest} contest @param {Results} results */
function published(contest, results) {
  const nameOf = (/** @type {string} */ id) => contest.units.find((unit) => unit.id === id)?.name || id;
  const session = readSession(openStore(contest.slug).read("session"));
  const mine = session?.outcome ? session.outcome.receipt.leaf : null;
  const people = results.prizes.flatMap((prize) => (prize.kind === "individual" ? [personRow(prize, nameOf, mine)] : []));
  const units = results.prizes.flatMap((prize) => (prize.kind === "collective" ? [unitRow(prize, nameOf)] : []));
  return [
    h("p", { class: "lead" }, t("results.published", { at: zonedMoment(results.published_at) })),
    h("div", { id: "winners" }, winnerList(t("results.individual"), people), winnerList(t("results.collective"), units),
      results.prizes.length ? null : paragraph(t("results.none"))),
    totalsTable(results.totals),
    amendmentList(results.amendments || []),
  ];
}

/** @param {Contest} contest @param {number} now */
function waiting(contest, now) {
  const closed = phaseAt(contest, now) === "after";
  const text = t(closed ? "results.waiting" : "results.before", { at: zonedMoment(contest.closes_at) });
  return h("div", { class: "callout", id: "not-published" }, h("h2", {}, t("results.waiting_title")), paragraph(text));
}

/** @param {import("./frame.js").Page} page */
async function mountResults({ contest, clock, main }) {
  const results = await readResults(contest.slug);
  fill(main, heading(t("results.title")), results ? published(contest, results) : waiting(contest, clock.now()), createCounts(contest.slug));
  setTitle(t("results.title"), contest);
}

void openContestPage("results", mountResults);
