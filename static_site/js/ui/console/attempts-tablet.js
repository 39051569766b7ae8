// A tablet at the ward office, for people without a smartphone: the link that opens it.
import { t, zonedMoment } from "../../core/text.js";
import { drawId } from "../../io/console-api.js";
import { copyButton } from "../copy.js";
import { fill, h, heading, link } from "../dom.js";
import { form, numberEntry, textEntry } from "./kit-form.js";
import { say } from "./kit.js";

/** @typedef {import("./screens.js").Here} Here */

const MOST_HOURS = 24;
const A_DAY_AT_WORK = 8;

/** @param {HTMLElement} place @param {Here} here @param {HTMLElement} around */
export async function mountTablet(place, here, around) {
  const where = textEntry({ name: "place", label: t("attempts.tablet.place"), hint: t("attempts.tablet.place.hint"), required: true, maxlength: 100 });
  const hours = numberEntry({ name: "hours", label: t("attempts.tablet.hours"), hint: t("attempts.tablet.hours.hint"), required: true, value: A_DAY_AT_WORK, least: 1, most: MOST_HOURS });
  const issued = h("div", { id: "ticket", role: "status" });
  let ticket = drawId();

  async function send() {
    const { path, expires_at: until } = await here.api.post(`/contests/${here.slug}/device-tickets`, { ticket, hours: hours.read(), place: where.read() });
    ticket = drawId();
    const address = `${location.origin}/${path}`;
    const shown = h("p", { class: "secret", id: "ticket-address" }, address);
    fill(issued, h("div", { class: "panel" }, h("h2", {}, t("attempts.tablet.ready")),
      h("p", {}, t("attempts.tablet.until", { until: zonedMoment(until) })),
      shown, h("p", { class: "actions" }, link(address, t("attempts.tablet.open"), { class: "button", target: "_blank", rel: "noopener" }), copyButton(shown, t("attempts.tablet.copy")))));
    say(t("attempts.tablet.done"));
  }

  fill(place, heading(t("attempts.tablet.title")), around, h("p", {}, t("attempts.tablet.text")),
    h("ol", {}, ["1", "2", "3", "4"].map((step) => h("li", {}, t(/** @type {import("../../core/text.js").MessageKey} */ (`attempts.tablet.step.${step}`))))),
    here.canChange ? form({ entries: [where, hours], submit: t("attempts.tablet.issue"), send, id: "tablet" }) : null, issued);
}
