// The promotion kit: links, codes, ready texts, the line that embeds the contest.
import { number, t } from "../../core/text.js";
import { copyButton } from "../copy.js";
import { fill, h, heading, link } from "../dom.js";
import { section, table } from "./kit.js";
import { postingsPart } from "./postings.js";

/** @typedef {import("./screens.js").Here} Here */
/** @typedef {"before" | "last_days" | "results"} Occasion */
/** @typedef {"zalo" | "facebook" | "loudspeaker"} Channel */
/** @typedef {{ occasion: Occasion, channel: Channel, text: string, reading_s: number | null }} PromotionText */
/** @typedef {{ address: string, embed: string, published: boolean, texts: PromotionText[], units: { id: string, name: string, kind: string | null }[] }} Kit */

const OCCASIONS = /** @type {const} */ (["before", "last_days", "results"]);

/** @param {HTMLElement} place @param {Here} here */
export async function mount(place, here) {
  const kit = /** @type {Kit} */ (await here.api.get(`/contests/${here.slug}/promotion`, { origin: location.origin }));
  const page = `/c/${here.slug}/`;
  fill(place, heading(t("promotion.title")), h("p", {}, t("promotion.text")),
    section(t("promotion.links"), addressPart(kit, page)),
    await postingsPart(here),
    section(t("promotion.texts"), occasions(kit, here)),
    section(t("promotion.units"), h("p", { class: "hint" }, t("promotion.units.hint")), unitsTable(kit, page)),
    section(t("promotion.embed"), embedPart(kit)));
}

/** @param {Kit} kit @param {string} page */
function addressPart({ address }, page) {
  const shown = h("a", { href: page, class: "address" }, address);
  return h("div", { class: "to-contest" },
    h("img", { src: `${page}qr.svg`, width: 160, height: 160, class: "qr", alt: t("promotion.qr_alt") }),
    h("div", {}, h("p", {}, t("promotion.address"), ": ", shown), h("p", { class: "actions" }, copyButton(shown, t("promotion.copy")),
      link(`${page}qr.svg`, t("promotion.save_qr"), { class: "button quiet", download: "ma-qr.svg" }),
      link(`${page}ap-phich/`, t("promotion.poster"), { class: "button quiet", target: "_blank", rel: "noopener" }))));
}

/** The texts of the occasion that is near stand open. @param {Kit} kit @param {Here} here */
function occasions(kit, here) {
  const near = nearOccasion(kit, here.contest);
  return OCCASIONS.map((occasion) => h("details", { class: "part", open: occasion === near },
    h("summary", {}, t(`promotion.occasion.${occasion}`)),
    occasion === "results" && !kit.published ? h("p", { class: "callout" }, t("promotion.not_published")) : null,
    kit.texts.filter((text) => text.occasion === occasion).map(textCard)));
}

/** @param {Kit} kit @param {{ opens_at: number } | null} contest @returns {Occasion} */
function nearOccasion({ published }, contest) {
  if (published) return "results";
  return contest && Date.now() >= contest.opens_at ? "last_days" : "before";
}

/** @param {PromotionText} text */
function textCard({ channel, text, reading_s }) {
  const name = t(`promotion.channel.${channel}`);
  const shown = h("div", { class: "ready", lang: "vi" }, text);
  return h("article", { class: "card" }, h("h3", {}, name),
    reading_s === null ? null : h("p", { class: "hint" }, t("promotion.reading", { seconds: number(reading_s) })),
    shown, h("p", { class: "actions" }, copyButton(shown, t("promotion.copy_text", { channel: name }))));
}

/** @param {Kit} kit @param {string} page */
function unitsTable({ units, address }, page) {
  return table({
    caption: t("promotion.units"), rows: units,
    columns: [
      { title: t("promotion.unit"), cell: (unit) => unit.name },
      { title: t("promotion.unit.address"), cell: (unit) => addressCell(`${address}?don-vi=${unit.id}`, unit.name) },
      { title: t("promotion.unit.qr"), cell: (unit) => link(`${page}qr/${unit.id}.svg`, t("promotion.unit.qr"), { class: "button small quiet", "aria-label": t("promotion.unit.open_qr", { unit: unit.name }) }) },
    ],
  });
}

/** @param {string} address @param {string} unit */
function addressCell(address, unit) {
  const shown = h("span", { class: "address" }, address);
  return [shown, " ", copyButton(shown, t("promotion.copy"), t("promotion.unit.copy", { unit }))];
}

/** @param {Kit} kit */
function embedPart({ embed }) {
  const shown = h("code", {}, embed);
  return h("div", {}, h("p", { class: "hint" }, t("promotion.embed.hint")),
    h("pre", { class: "embed", tabindex: 0, "aria-label": t("promotion.embed") }, shown), h("p", { class: "actions" }, copyButton(shown, t("promotion.copy_embed"))));
}
