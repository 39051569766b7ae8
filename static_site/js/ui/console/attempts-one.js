// One attempt: who it is, how it stands, what happened to it, and what can be done.
import { eventMoment, eventText, grouped, stateText, unitName } from "../../core/console-attempts.js";
import { duration, exactDuration, exactMoment, number, t } from "../../core/text.js";
import { fill, h, heading, link } from "../dom.js";
import { acts } from "./attempts-acts.js";
import { stateBadges } from "./attempts-list.js";
import { claimButtons, claimSaid } from "./claims.js";
import { section, table } from "./kit.js";

/** @typedef {import("./screens.js").Here} Here */
/** @typedef {import("../../core/console-attempts.js").Event} Event */
/** @typedef {import("../../core/console-attempts.js").Row & { identity: string, category: string, deadline: number | null, reset_at: number | null,
 *   receipt: string | null, elapsed_ms: number | null, extra_ms: number, expires_at: number, closes_at: number, identity_field: string,
 *   time_limit_s: number | null, units: { id: string, name: string }[], review: { verdict: string, reason: string } | null,
 *   others: { attempt: string, number: number, state: string }[], claims: import("./claims.js").Claim[], events: Event[], log_is_cut: boolean }} One */

/** @param {HTMLElement} place @param {Here} here @param {string} address */
export async function mountOne(place, here, address) {
  /** @type {One} */
  const one = await here.api.get(`/contests/${here.slug}/attempts/${address}`);
  const open = one.claims.filter((claim) => claim.state === "open");
  fill(place, h("p", {}, link(here.href("luot-thi"), t("attempts.back"))),
    heading(one.name), h("p", {}, stateBadges(one)),
    facts(one),
    here.canChange ? acts(here, one) : null,
    open.length ? section(t("claims.of_this"), open.map((claim) => h("div", { class: "claim" }, claimSaid(claim, one.units),
      here.canChange ? claimButtons(here, one.attempt, claim, here.again) : null))) : null,
    others(here, one),
    timeline(one));
}

/** @param {One} one */
function facts(one) {
  const rows = [
    [t(one.identity_field === "phone" ? "attempts.phone" : "attempts.citizen_id"), one.identity || t("attempts.erased")],
    [t("attempts.unit"), unitName(one.units, one.unit)],
    [t("attempts.category"), one.category],
    [t("attempts.number"), number(one.number)],
    [t("attempts.started"), exactMoment(one.started_at)],
    [t("attempts.deadline"), one.deadline === null ? t("attempts.deadline.none") : exactMoment(Math.min(one.deadline, one.closes_at))],
    [t("attempts.extra"), one.extra_ms ? duration(one.extra_ms) : ""],
    [t("attempts.submitted"), one.submitted_at === null ? "" : exactMoment(one.submitted_at)],
    [t("attempts.score"), one.score === undefined ? "" : number(one.score)],
    [t("attempts.elapsed"), one.elapsed_ms === null ? "" : exactDuration(one.elapsed_ms)],
    [t("attempts.receipt"), one.receipt ? grouped(one.receipt) : ""],
    [t("attempts.id"), one.id],
    [t("attempts.review"), one.review ? `${t(one.review.verdict === "disqualified" ? "attempts.event.review.disqualified" : "attempts.event.review.ok")}: ${one.review.reason}` : ""],
  ].filter(([, value]) => value);
  return h("dl", { class: "facts" }, rows.map(([term, value]) => h("div", {}, h("dt", {}, term), h("dd", {}, value))));
}

/** @param {Here} here @param {One} one */
function others(here, one) {
  if (!one.others.length) return null;
  return section(t("attempts.others"), h("ul", {}, one.others.map((other) =>
    h("li", {}, link(here.href("luot-thi", other.attempt), t("attempts.other", { number: other.number, state: stateText(other.state) }))))));
}

/** @param {One} one */
function timeline(one) {
  const columns = [
    { title: t("attempts.event.what"), cell: eventText },
    { title: t("attempts.event.at"), cell: eventMoment },
    { title: t("attempts.event.by"), cell: (/** @type {Event} */ event) => event.by || "–" },
    { title: t("attempts.event.why"), cell: (/** @type {Event} */ event) => event.why || "–" },
  ];
  return section(t("attempts.timeline"), table({ caption: t("attempts.timeline.caption"), columns, rows: one.events }),
    h("p", { class: "hint" }, t(one.log_is_cut ? "attempts.timeline.cut" : "attempts.timeline.hint")));
}

