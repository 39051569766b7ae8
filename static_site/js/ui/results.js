// Who has won what; before publication, when that will be and what is being done.
import { readEarlier } from "../core/attempts.js";
import { amendmentReason, amendmentText, metricValue, pointsFor, truthText } from "../core/contest-view.js";
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

/** The leaves of what was sent from this phone. @param {string} slug */
function ownLeaves(slug) {
  const store = openStore(slug);
  const session = readSession(store.read("session"));
  const outcomes = [...readEarlier(store.read("earlier")).map((one) => one.outcome), session ? session.outcome : null];
  return outcomes.flatMap((outcome) => (outcome ? [outcome.receipt.leaf] : []));
}

/** @param {string} title @param {number} amount @param {boolean} tied */
const prizeLine = (title, amount, tied) =>
  h("p", { class: "prize" }, h("b", {}, title), " ", h("span", {}, money(amount)), tied ? h("span", { class: "tag" }, t("results.tied")) : null);

/** @param {IndividualWinner} winner @param {NameOf} nameOf @param {string[]} mine @param {Contest["paper"]} paper */
function personRow(winner, nameOf, mine, paper) {
  const predicted = winner.prediction ?? null;
  const score = number(pointsFor(paper, winner.score));
  return h("li", { "data-kind": "individual", "data-leaf": winner.leaf },
    prizeLine(winner.title, winner.amount_vnd, winner.tied),
    h("p", { class: "winner" }, winner.name, mine.includes(winner.leaf) ? h("span", { class: "tag" }, t("results.yours")) : null),
    h("p", { class: "hint" }, `${nameOf(winner.unit)} · ${winner.identity_masked}`),
    paragraph(t("results.score", { score, elapsed: exactDuration(winner.elapsed_ms) })),
    predicted === null ? null : paragraph(t("results.predicted", { value: number(predicted) })),
    winner.shared ? h("p", { class: "shared" }, t("results.shared_people", { count: winner.shared })) : null);
}

/** @param {CollectiveWinner} winner @param {NameOf} nameOf @param {Contest["paper"]} paper */
function unitRow(winner, nameOf, paper) {
  return h("li", { "data-kind": "collective", "data-unit": winner.unit },
    prizeLine(winner.title, winner.amount_vnd, winner.tied),
    h("p", { class: "winner" }, nameOf(winner.unit)),
    paragraph(metricValue(winner.metric, winner.value, paper, winner.at_score)),
    winner.shared ? h("p", { class: "shared" }, t("results.shared_units", { count: winner.shared })) : null);
}

/** @param {string} title @param {HTMLLIElement[]} rows */
const winnerList = (title, rows) => (rows.length ? h("section", {}, h("h2", {}, title), h("ul", { class: "winners" }, rows)) : null);

const TOTALS = /** @type {const} */ (["registered", "submitted", "counted", "disqualified", "reset"]);

/** @param {Results["totals"]} totals */
const totalsTable = (totals) => h("section", { id: "totals" }, h("h2", {}, t("results.totals")),
  h("dl", { class: "facts" }, TOTALS.map((key) => h("div", {}, h("dt", {}, t(`results.${key}`)), h("dd", { "data-total": key }, number(totals[key]))))));

/** @param {NonNullable<Results["amendments"]>[number]} one */
function amendmentRow(one) {
  const what = amendmentText(one);
  return h("li", { "data-kind": one.kind }, what ? h("p", {}, h("b", {}, what)) : null,
    one.reason ? paragraph(t("results.amendment_reason", { reason: amendmentReason(one) })) : null,
    one.at ? h("p", { class: "hint" }, t("results.amendment_at", { at: zonedMoment(one.at) })) : null);
}

/** @param {NonNullable<Results["amendments"]>} amendments */
const amendmentList = (amendments) => (amendments.length
  ? h("section", { id: "amendments" }, h("h2", {}, t("results.amendments")), h("ul", { class: "amendments" }, amendments.map(amendmentRow))) : null);

/** @param {Results["prediction"]} truth @param {Contest} contest */
const truthBox = (truth, contest) => (truth ? h("section", { id: "prediction-truth", class: "callout" }, h("h2", {}, t("results.prediction")),
  contest.prediction ? h("p", {}, contest.prediction.prompt) : null, h("p", {}, h("b", {}, truthText(truth)))) : null);

/** @param {Contest} contest @param {Results} results */
function published(contest, results) {
  const nameOf = (/** @type {string} */ id) => contest.units.find((unit) => unit.id === id)?.name || id;
  const mine = ownLeaves(contest.slug);
  const { paper } = contest;
  const people = results.prizes.flatMap((prize) => (prize.kind === "individual" ? [personRow(prize, nameOf, mine, paper)] : []));
  const units = results.prizes.flatMap((prize) => (prize.kind === "collective" ? [unitRow(prize, nameOf, paper)] : []));
  return [
    h("p", { class: "lead" }, t("results.published", { at: zonedMoment(results.published_at) })),
    h("div", { id: "winners" }, winnerList(t("results.individual"), people), winnerList(t("results.collective"), units),
      results.prizes.length ? null : paragraph(t("results.none"))),
    truthBox(results.prediction, contest),
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
