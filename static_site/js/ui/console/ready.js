// Whether a contest is ready to open: lights with their reasons and where to mend them; the window at a press; opening.
import { groupOf, isoOf, msOf, soon } from "../../core/contest-draft.js";
import { moment, t } from "../../core/text.js";
import { ApiError } from "../../io/session.js";
import { fill, h, heading, link } from "../dom.js";
import { GROUPS, NAMES } from "./contest-fields.js";
import { form, momentEntry } from "./kit-form.js";
import { actButton, ask, badge, faultText, say, section, working } from "./kit.js";
import { postingsPart } from "./postings.js";

/** @typedef {import("./screens.js").Here} Here */
/** @typedef {import("../../core/text.js").MessageKey} MessageKey */
/** @typedef {{ id: string, color: "green" | "amber" | "red" | "grey", says: string, screen: string, field: string, named: string[] }} Light */
/** @typedef {{ lights: Light[], contest_tag: string, questions_tag: string, frozen: boolean, opens_at: unknown, closes_at: unknown }} Readiness */

const KINDS = /** @type {const} */ ({ green: "good", amber: "warn", red: "bad", grey: "plain" });
const ORDER = ["red", "amber", "grey", "green"];
const HOURS = 3600000;

/** @param {HTMLElement} place @param {Here} here */
export async function mount(place, here) {
  /** @type {Readiness} */
  const ready = await here.api.get(`/contests/${here.slug}/readiness`);
  const lights = [...ready.lights].sort((a, b) => ORDER.indexOf(a.color) - ORDER.indexOf(b.color));
  const count = (/** @type {string} */ color) => lights.filter((light) => light.color === color).length;
  const opening = h("div", { class: "opening" });
  const may = here.canChange && !ready.frozen;
  fill(opening, may ? actButton(t("ready.open"), () => open(here, ready, opening), { class: "button big", id: "open-contest" }) : null);

  fill(place, heading(t("ready.title")), h("p", { class: "lead", role: "status" }, summaryOf(ready, count)),
    section(t("ready.lights"), listOf(lights.filter((light) => light.color !== "green"), here), greenOf(lights.filter((light) => light.color === "green"), here)),
    may ? section(t("ready.window"), windowPart(here, ready)) : null,
    section(t("ready.opening"), h("p", {}, openingText(ready)), opening), await postingsPart(here));
}

/** @param {Readiness} ready @param {(color: string) => number} count */
function summaryOf({ frozen }, count) {
  if (frozen) return t("ready.frozen");
  if (count("red")) return t("ready.red", { count: count("red") });
  return count("amber") ? t("ready.amber", { count: count("amber") }) : t("ready.green");
}

/** @param {Readiness} ready */
function openingText({ opens_at: opensAt, frozen }) {
  if (frozen) return t("ready.frozen");
  const ms = msOf(opensAt);
  return ms === null ? t("ready.no_window") : t("ready.opens", { moment: moment(ms) });
}

/** @param {Light[]} lights @param {Here} here */
const listOf = (lights, here) => h("ul", { class: "lights" }, lights.map((light) => lightOf(light, here)));

/** What is well takes no room, but can be read. @param {Light[]} lights @param {Here} here */
const greenOf = (lights, here) => h("details", {}, h("summary", {}, badge("good", t("ready.well", { count: lights.length }))), listOf(lights, here));

/** @param {Light} light @param {Here} here */
function lightOf(light, here) {
  const name = t(/** @type {MessageKey} */ (`ready.light.${light.id}`));
  const mend = light.color === "red" || light.color === "amber" ? mendOf(light, here, name) : null;
  return h("li", { class: `light ${light.color}`, id: `light-${light.id}` }, h("h3", {}, name, " ", badge(KINDS[light.color], t(`ready.color.${light.color}`))), h("p", { lang: "vi" }, light.says),
    light.named.length ? h("details", {}, h("summary", {}, t("ready.named", { count: light.named.length })), h("ul", { lang: "vi" }, light.named.map((one) => h("li", {}, one)))) : null, mend);
}

/** @param {Light} light @param {Here} here @param {string} name */
function mendOf(light, here, name) {
  if (light.screen === "questions") return h("p", {}, link(here.href("cau-hoi"), t("ready.mend", { name })));
  if (light.screen !== "edit") return null;
  const field = light.field.replace(/\[(\d+)\]/g, (_, place) => `.${Number(place) - 1}`);
  const group = groupOf(field, NAMES) || (field === "budget_vnd" ? "giai-thuong" : Object.keys(GROUPS)[0]);
  return h("p", {}, link(here.href("the-le", group), t("ready.mend", { name })));
}

/** @param {Here} here @param {Readiness} ready */
function windowPart(here, ready) {
  const closes = momentEntry({ name: "closes_at", label: t("ready.closes"), value: msOf(ready.closes_at), required: true });
  const send = async () => {
    const now = Date.now();
    const opensAt = soon(now);
    const until = closes.read();
    if (until === null || until <= opensAt) throw new ApiError({ code: "invalid", message: "", fields: { closes_at: t("ready.closes.past") } }, 422);
    const { tag } = await here.api.get(`/contests/${here.slug}/draft`);
    await here.api.put(`/contests/${here.slug}/draft`, { tag, changes: { opens_at: isoOf(opensAt), closes_at: isoOf(until) } });
    say(t("ready.window.set", { moment: moment(opensAt) }));
    here.again();
  };
  const shortcuts = [1, 24, 7 * 24, 14 * 24].map((hours) => actButton(t(/** @type {MessageKey} */ (`ready.for.${hours}`)), () => {
    const control = closes.element.querySelector("input");
    if (control) control.value = isoOf(soon(Date.now()) + hours * HOURS).slice(0, 16);
  }, { class: "button small quiet" }));
  return h("div", {}, h("p", { class: "hint" }, t("ready.window.text")), form({ entries: [closes], submit: t("ready.now"), send, id: "now", around: [closes.element, h("div", { class: "actions above" }, shortcuts)] }));
}

/** @param {Here} here @param {Readiness} ready @param {HTMLElement} opening */
async function open(here, ready, opening) {
  const red = ready.lights.filter((light) => light.color === "red");
  if (red.length) {
    say(t("ready.red", { count: red.length }), { kind: "bad" });
    document.getElementById(`light-${red[0].id}`)?.scrollIntoView();
    return;
  }
  const amber = ready.lights.filter((light) => light.color === "amber");
  const text = h("div", {}, h("p", {}, t("ready.sure.text")), amber.length ? h("ul", { lang: "vi" }, amber.map((light) => h("li", {}, light.says))) : null);
  const answer = await ask({ title: t("ready.sure"), text, confirm: t("ready.open"), reason: amber.length ? t("ready.reason") : false });
  if (!answer) return;
  const asked = { contest_tag: ready.contest_tag, questions_tag: ready.questions_tag, origin: location.origin, ...(answer.reason ? { reason: answer.reason } : {}) };
  try {
    await working(opening, t("ready.working"), (note) => here.api.job(`/contests/${here.slug}/opening`, asked, note));
  } catch (failure) {
    // What was looked at may no longer be so: the clock has gone on, or somebody has changed it.
    if (!(failure instanceof ApiError) || failure.code === "unreachable") throw failure;
    say(faultText(failure), { kind: "bad" });
    here.again();
    return;
  }
  say(t("ready.opened"));
  fill(opening, doneOf(here, ready), await postingsPart(here));
  opening.querySelector("a")?.focus();
}

/** @param {Here} here @param {Readiness} ready */
function doneOf(here, ready) {
  const address = `${location.origin}/c/${here.slug}/`;
  return h("div", { class: "done" }, h("p", {}, t("ready.opened"), " ", openingText(ready)), h("p", {}, link(`/c/${here.slug}/`, address)),
    h("p", {}, h("img", { src: `/c/${here.slug}/qr.svg`, alt: t("ready.qr", { address }), width: 200, height: 200 })), h("p", {}, link(here.href("theo-doi"), t("ready.watch"))));
}
