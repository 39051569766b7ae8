// Claims: somebody says that a number is theirs. An organizer calls the number, then grants or declines.
import { shortMoment, stateText, unitName } from "../../core/console-attempts.js";
import { t } from "../../core/text.js";
import { fill, h, heading, link } from "../dom.js";
import { ways } from "./attempts.js";
import { actButton, ask, paged, say } from "./kit.js";

/** @typedef {import("./screens.js").Here} Here */
/** @typedef {{ id: string, name: string }[]} Units */
/** @typedef {{ number: number, at: number, state: string, name: string, unit: string, note: string }} Claim */
/** @typedef {{ attempt: string, name: string, identity: string, unit: string, state: string, started_at: number, claims: Claim[] }} Disputed */

/** @param {HTMLElement} place @param {Here} here */
export async function mount(place, here) {
  /** @type {Units} */
  let units = [];
  const list = paged({
    async read(cursor) {
      const page = await here.api.get(`/contests/${here.slug}/claims`, { cursor });
      units = page.units;
      return { rows: /** @type {Disputed[]} */ (page.disputed), cursor: page.cursor };
    },
    show: (rows) => h("div", {}, rows.length ? rows.map((row) => card(here, row, units)) : h("p", { class: "hint" }, t("claims.none"))),
  });
  fill(place, heading(t("claims.title")), ways(here, "claims"), h("p", {}, t("claims.text")), list.element);
  await list.first();
}

/** @param {Here} here @param {Disputed} row @param {Units} units */
function card(here, row, units) {
  return h("article", { class: "card disputed" },
    h("h2", {}, here.canChange ? link(`tel:${row.identity}`, row.identity) : row.identity, " ", t("claims.call")),
    h("p", {}, t("claims.registered", { unit: unitName(units, row.unit), at: shortMoment(row.started_at), state: stateText(row.state) }), " ",
      link(here.href("luot-thi", row.attempt), row.name, { lang: "vi" })),
    row.claims.map((claim) => h("div", { class: "claim" }, claimSaid(claim, units), here.canChange ? claimButtons(here, row.attempt, claim, here.again) : null)));
}

/** @param {Claim} claim @param {Units} units */
export function claimSaid(claim, units) {
  return h("div", {}, h("h3", {}, t("claims.claim", { number: claim.number, name: claim.name })),
    h("p", {}, t("claims.said", { unit: unitName(units, claim.unit), at: shortMoment(claim.at) })),
    claim.note ? h("blockquote", { lang: "vi" }, claim.note) : h("p", { class: "hint" }, t("claims.no_note")));
}

/** @param {Here} here @param {string} attempt @param {Claim} claim @param {() => void} done */
export function claimButtons(here, attempt, claim, done) {
  const path = `/contests/${here.slug}/attempts/${attempt}/claims/${claim.number}`;

  /** @param {"grant" | "decline"} verdict */
  async function settle(verdict) {
    const words = /** @type {const} */ ({
      grant: { title: t("claims.grant"), text: t("claims.grant.text", { name: claim.name }), confirm: t("claims.grant.confirm"), said: t("claims.grant.done", { name: claim.name }) },
      decline: { title: t("claims.decline"), text: t("claims.decline.text"), confirm: t("claims.decline.confirm"), said: t("claims.decline.done") },
    })[verdict];
    const asked = await ask({ title: words.title, text: words.text, confirm: words.confirm, reason: t("claims.reason"), danger: verdict === "grant" });
    if (!asked) return;
    await here.api.post(path, { verdict, ...asked });
    say(words.said);
    done();
  }

  return h("div", { class: "actions" },
    actButton(t("claims.grant"), () => settle("grant"), { class: "button", id: `grant-${claim.number}` }),
    actButton(t("claims.decline"), () => settle("decline"), { class: "button quiet", id: `decline-${claim.number}` }));
}
