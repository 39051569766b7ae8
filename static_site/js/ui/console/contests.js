// The contests of this deployment: how far each has come, what is to do next, and a new one.
import { moment, number, t } from "../../core/text.js";
import { readJson } from "../../io/site.js";
import { fill, h, heading, link } from "../dom.js";
import { nextStep, stageBadge } from "./contest-stage.js";
import { table } from "./kit.js";
import { hrefOf } from "./shell.js";

/** @typedef {import("./screens.js").Here} Here */
/** @typedef {import("./screens.js").ContestRow} ContestRow */
/** @typedef {ContestRow & { counts: { registered: number, submitted: number } | null }} Counted */

/** @param {HTMLElement} place @param {Here} here */
export async function mount(place, here) {
  const { contests } = await here.api.get("/contests");
  const rows = await Promise.all(contests.map(counted));
  fill(place, heading(t("contests.title")),
    here.canChange ? h("div", { class: "actions above" }, link("#/moi", t("contests.new"), { class: "button", id: "new-contest" }), link("#/nhap", t("contests.import"), { class: "button quiet" })) : null,
    table({ caption: t("contests.list"), empty: t("contests.none"), rows, columns: [
      { title: t("contests.name"), cell: (one) => link(hrefOf(one.slug), one.title || one.slug, { lang: "vi" }) },
      { title: t("contests.stage"), cell: (one) => stageBadge(one) },
      { title: t("contests.window"), cell: (one) => windowOf(one) },
      { title: t("contests.registered"), number: true, cell: (one) => (one.counts ? number(one.counts.registered) : "–") },
      { title: t("contests.submitted"), number: true, cell: (one) => (one.counts ? number(one.counts.submitted) : "–") },
      { title: t("contests.next"), cell: (one) => nextLink(one, here) },
    ] }));
}

/** @param {ContestRow} contest @returns {Promise<Counted>} */
async function counted(contest) {
  const counts = contest.stage === "draft" ? null : await readJson(`/contests/${contest.slug}/stats.json`).catch(() => null);
  return { ...contest, counts };
}

/** @param {ContestRow} contest */
function windowOf({ opens_at: opensAt, closes_at: closesAt }) {
  if (!opensAt || !closesAt) return t("contests.no_window");
  return h("span", {}, moment(opensAt), " – ", h("br", {}), moment(closesAt));
}

/** @param {ContestRow} contest @param {Here} here */
function nextLink(contest, here) {
  const step = nextStep(contest, here.canChange);
  return link(hrefOf(contest.slug, ...step.path), step.text);
}
