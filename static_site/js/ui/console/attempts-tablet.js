// A tablet at the ward office, for people without a smartphone: the link that opens it.
import { moment, t, zonedMoment } from "../../core/text.js";
import { drawId } from "../../io/console-api.js";
import { copyButton } from "../copy.js";
import { fill, h, heading, link } from "../dom.js";
import { form, numberEntry, textEntry } from "./kit-form.js";
import { actButton, ask, badge, paged, say, section, table } from "./kit.js";

/** @typedef {import("./screens.js").Here} Here */
/** @typedef {{ id: string, place: string, by: string, at: number, expires_at: number, recalled: { by: string, at: number, why: string } | null }} Ticket */

const MOST_HOURS = 24;
const A_DAY_AT_WORK = 8;

/** @param {HTMLElement} place @param {Here} here @param {HTMLElement} around */
export async function mountTablet(place, here, around) {
  const where = textEntry({ name: "place", label: t("attempts.tablet.place"), hint: t("attempts.tablet.place.hint"), required: true, maxlength: 100 });
  const hours = numberEntry({ name: "hours", label: t("attempts.tablet.hours"), hint: t("attempts.tablet.hours.hint"), required: true, value: A_DAY_AT_WORK, least: 1, most: MOST_HOURS });
  const issued = h("div", { id: "ticket", role: "status" });
  const list = h("div", {});
  let ticket = drawId();

  async function showList() {
    const issuedSoFar = ticketList(here, showList);
    await issuedSoFar.first();
    fill(list, section(t("attempts.tablet.list"), issuedSoFar.element));
  }

  async function send() {
    const { path, expires_at: until } = await here.api.post(`/contests/${here.slug}/device-tickets`, { ticket, hours: hours.read(), place: where.read() });
    ticket = drawId();
    const address = `${location.origin}/${path}`;
    const shown = h("p", { class: "secret", id: "ticket-address" }, address);
    fill(issued, h("div", { class: "panel" }, h("h2", {}, t("attempts.tablet.ready")),
      h("p", {}, t("attempts.tablet.until", { until: zonedMoment(until) })),
      shown, h("p", { class: "actions" }, link(address, t("attempts.tablet.open"), { class: "button", target: "_blank", rel: "noopener" }), copyButton(shown, t("attempts.tablet.copy")))));
    await showList();
    say(t("attempts.tablet.done"));
  }

  fill(place, heading(t("attempts.tablet.title")), around, h("p", {}, t("attempts.tablet.text")),
    h("ol", {}, ["1", "2", "3", "4"].map((step) => h("li", {}, t(/** @type {import("../../core/text.js").MessageKey} */ (`attempts.tablet.step.${step}`))))),
    here.canChange ? form({ entries: [where, hours], submit: t("attempts.tablet.issue"), send, id: "tablet" }) : null, issued, list);
  await showList();
}

/** @param {Here} here @param {() => Promise<void>} again */
function ticketList(here, again) {
  const path = `/contests/${here.slug}/device-tickets`;

  /** @param {Ticket} one */
  async function recall(one) {
    const sure = await ask({ title: t("attempts.tablet.recall.ask", { place: one.place }), text: t("attempts.tablet.recall.text"), confirm: t("attempts.tablet.recall"), danger: true, reason: true });
    if (!sure) return;
    await here.api.post(`${path}/${one.id}/recall`, { reason: sure.reason });
    await again();
    say(t("attempts.tablet.recalled"));
  }

  /** @param {Ticket} one */
  const deed = (one) => (goodNow(one) ? actButton(t("attempts.tablet.recall"), () => recall(one), { class: "button small quiet", "aria-label": `${t("attempts.tablet.recall")}: ${one.place}` }) : "–");
  return paged({
    read: async (cursor) => {
      const page = await here.api.get(path, { cursor });
      return { rows: /** @type {Ticket[]} */ (page.tickets), cursor: page.cursor };
    },
    show: (rows) => table({
      caption: t("attempts.tablet.list"), empty: t("attempts.tablet.none"), rows,
      columns: [
        { title: t("attempts.tablet.place"), cell: (one) => one.place },
        { title: t("attempts.tablet.state"), cell: stateOf },
        { title: t("attempts.tablet.ends"), cell: (one) => moment(one.expires_at) },
        { title: t("attempts.tablet.by"), cell: (one) => t("attempts.tablet.by_at", { by: one.by, at: moment(one.at) }) },
        ...(here.canChange ? [{ title: t("attempts.tablet.deed"), cell: deed }] : []),
      ],
    }),
  });
}

/** @param {Ticket} one */
const goodNow = (one) => !one.recalled && Date.now() < one.expires_at;

/** @param {Ticket} one */
function stateOf(one) {
  if (one.recalled) return [badge("bad", t("attempts.tablet.state.recalled")), h("p", { class: "hint" }, t("attempts.tablet.recalled_by", { by: one.recalled.by, at: moment(one.recalled.at), why: one.recalled.why }))];
  return goodNow(one) ? badge("good", t("attempts.tablet.state.good")) : badge("plain", t("attempts.tablet.state.over"));
}
