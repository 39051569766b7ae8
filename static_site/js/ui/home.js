// The home of a contest: what it is, when, what there is to win, how to take part, who has.
import { mayBeginNext } from "../core/attempts.js";
import { howTo, prizeConditions, prizeTotal, sharedAward } from "../core/contest-view.js";
import { phaseAt } from "../core/route.js";
import { readSession } from "../core/session.js";
import { money, moment, t } from "../core/text.js";
import { openStore } from "../io/storage.js";
import { createCounts } from "./counts.js";
import { eachSecond, fill, h, heading, link, setText } from "./dom.js";
import { openContestPage, setTitle } from "./frame.js";
import { countdownText } from "./state.js";

/** @typedef {import("../core/types.js").Contest} Contest */
/** @typedef {import("../core/types.js").IndividualPrize | import("../core/types.js").CollectivePrize} Prize */
/** @typedef {import("../core/route.js").Phase} Phase */

/** @param {Contest} contest */
function whenPanel(contest) {
  const dates = h("dl", { class: "when" },
    h("div", {}, h("dt", {}, t("home.from")), h("dd", { id: "opens-at" }, moment(contest.opens_at))),
    h("div", {}, h("dt", {}, t("home.to")), h("dd", { id: "closes-at" }, moment(contest.closes_at))));
  return h("div", {}, dates, h("p", { class: "zone" }, t("home.zone")));
}

/** The unit of a link for heads of units goes along. @param {Contest} contest @param {Phase} phase @param {number} now */
function startLink(contest, phase, now) {
  const session = readSession(openStore(contest.slug).read("session"));
  const take = `/c/${contest.slug}/thi/${location.search}`;
  const big = { id: "start", class: "button big" };
  if (session && mayBeginNext(contest, session, now)) return link(take, t("home.receipt_or_next"), big);
  if (session) return link(take, t(session.outcome ? "home.receipt" : "home.continue"), big);
  if (phase === "open") return link(take, t("home.start"), big);
  if (phase === "after") return link(`/c/${contest.slug}/ket-qua/`, t("home.results"), { class: "button big", id: "to-results" });
  return h("p", { class: "hint" }, t("home.before"));
}

/** @param {string} caption @param {Prize[]} prizes @param {Contest["paper"]} paper */
function prizeTable(caption, prizes, paper) {
  if (!prizes.length) return null;
  const shared = sharedAward(prizes);
  const rows = prizes.map((prize) => h("tr", {},
    h("th", { scope: "row" }, prize.title, h("span", { class: "award" }, t("prizes.count", { count: prize.count })),
      prizeConditions(prize, paper).map((condition) => h("span", { class: "condition" }, condition)),
      prize.award && !shared ? h("span", { class: "award" }, prize.award) : null),
    h("td", { class: "number amount" }, money(prize.amount_vnd))));
  return h("table", { class: "prizes" },
    h("caption", {}, caption, shared ? h("span", { class: "award" }, t("prizes.award", { award: shared })) : null),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("prizes.prize")), h("th", { scope: "col", class: "number" }, t("prizes.amount")))),
    h("tbody", {}, rows));
}

/** @param {Contest} contest */
function sections(contest) {
  return [
    h("section", {}, h("h2", {}, t("home.how")), h("ol", { class: "steps" }, howTo(contest).map((step) => h("li", {}, step))),
      h("p", {}, link(`/c/${contest.slug}/the-le/`, t("home.rules")))),
    h("section", { id: "prizes" }, h("h2", {}, t("prizes.title")),
      prizeTable(t("prizes.individual"), contest.prizes.individual, contest.paper),
      prizeTable(t("prizes.collective"), contest.prizes.collective, contest.paper),
      h("p", { class: "lead" }, prizeTotal(contest))),
    createCounts(contest.slug),
    h("section", {}, h("h2", {}, t("home.topics")), h("p", {}, t("home.topics_lead")),
      h("ul", {}, contest.topics.map((topic) => h("li", {}, topic.name)))),
  ];
}

/** @param {import("./frame.js").Page} page */
function mountHome({ contest, clock, main }) {
  const state = h("strong", { class: "tag", id: "state" });
  const left = h("p", { class: "countdown", role: "timer", id: "countdown" });
  const action = h("div", { class: "start" });
  fill(main, h("div", { class: "hero" }, h("div", { class: "now" }, state, left), heading(contest.title), action, whenPanel(contest)), sections(contest));
  setTitle(contest.title, contest);

  /** @type {Phase | null} */
  let shown = null;
  eachSecond(() => {
    const phase = phaseAt(contest, clock.now());
    setText(left, countdownText(contest, clock.now()));
    if (phase === shown) return;
    shown = phase;
    state.dataset.phase = phase;
    setText(state, t(`state.${phase}`));
    fill(action, startLink(contest, phase, clock.now()));
  });
}

void openContestPage("home", mountHome);
