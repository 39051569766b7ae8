// Units confirm who took part in their name: how far each is, a link for its head, the list on paper and the clerk's ticks.
import { moment, number, t } from "../../core/text.js";
import { ApiError } from "../../io/session.js";
import { copyButton } from "../copy.js";
import { fill, h, heading, link, setText } from "../dom.js";
import { actButton, ask, badge, paged, say, section, table } from "./kit.js";

/** @typedef {import("./screens.js").Here} Here */
/**
 * @typedef {{ id: string, name: string, kind: string | null, participants: number, link_expires_at: number | null,
 *             confirmed_at: number | null, confirmed_by: string | null, struck: number }} UnitState
 */
/** @typedef {{ id: string, name: string, identity_masked: string, struck: boolean }} Person */
/** @typedef {{ title: string, unit: { id: string, name: string }, people: Person[], count: number, confirmed_at: number | null, cursor: string | null }} UnitPage */

const DAYS = 7;

/** @param {HTMLElement} place @param {Here} here */
export function mount(place, here) {
  const [unit] = here.rest;
  return unit ? oneUnit(place, here, unit).catch((failure) => withoutList(place, here, failure)) : allUnits(place, here);
}

/** @param {HTMLElement} place @param {Here} here */
async function allUnits(place, here) {
  const first = await here.api.get(`/contests/${here.slug}/units`);
  const head = [heading(t("units.title")), h("p", {}, t("units.text"))];
  if (!first.units_confirm) {
    fill(place, head, h("p", { class: "callout" }, t("units.off")));
    return;
  }
  const issued = h("div", { role: "status" });
  let page = first;
  const list = paged({
    read: async (cursor) => {
      if (cursor) page = await here.api.get(`/contests/${here.slug}/units`, { cursor });
      return { rows: page.units, cursor: page.cursor };
    },
    show: (rows) => unitTable(rows, here, new Set(first.waiting), issued),
  });
  const names = first.units.filter((/** @type {UnitState} */ one) => first.waiting.includes(one.id)).map((/** @type {UnitState} */ one) => one.name);
  fill(place, head, first.ranked ? null : h("p", { class: "callout" }, t("units.not_ranked")),
    names.length ? h("p", {}, badge("warn", t("units.waiting", { units: names.join(", ") }))) : null, issued, list.element);
  await list.first();
}

/** @param {UnitState[]} rows @param {Here} here @param {Set<string>} waiting @param {HTMLElement} issued */
function unitTable(rows, here, waiting, issued) {
  return table({
    caption: t("units.list"),
    columns: [
      { title: t("units.unit"), cell: (/** @type {UnitState} */ one) => [one.name, waiting.has(one.id) ? h("p", {}, badge("warn", t("units.needed"))) : null] },
      { title: t("units.participants"), number: true, cell: (one) => number(one.participants) },
      { title: t("units.state"), cell: stateOf },
      { title: t("units.deeds"), cell: (one) => h("p", { class: "actions" }, link(here.href("don-vi", one.id), t("units.open"), { "aria-label": `${t("units.open")}: ${one.name}` }), here.canChange ? linkButton(one, here, issued) : null) },
    ],
    rows,
  });
}

/** @param {UnitState} one */
function stateOf(one) {
  if (one.confirmed_at !== null) {
    const by = one.confirmed_by === "head" ? t("units.by_head", { moment: moment(one.confirmed_at) }) : t("units.by_clerk", { who: one.confirmed_by || "", moment: moment(one.confirmed_at) });
    return [badge("good", t("units.state.confirmed")), h("p", { class: "hint" }, by), one.struck ? h("p", { class: "hint" }, t("units.struck", { count: number(one.struck) })) : null];
  }
  if (one.link_expires_at === null) return badge("plain", t("units.state.none"));
  return [badge("plain", t("units.state.linked")), h("p", { class: "hint" }, t("units.until", { moment: moment(one.link_expires_at) }))];
}

/** @param {UnitState} one @param {Here} here @param {HTMLElement} issued */
function linkButton(one, here, issued) {
  const again = one.link_expires_at !== null;
  const label = t(again ? "units.link.again" : "units.link");
  return actButton(label, async () => {
    const sure = !again || (await ask({ title: t("units.link.sure", { unit: one.name }), text: t("units.link.sure.text"), confirm: label }));
    if (!sure) return;
    // Drawn once for this press: a repeated request gives the same link.
    const told = await here.api.post(`/contests/${here.slug}/units/${one.id}/link`, { link: drawn(), days: DAYS });
    const address = h("code", { class: "secret" }, `${location.origin}/${told.path}`);
    fill(issued, section(t("units.link.title", { unit: one.name }), h("p", {}, address), h("p", { class: "actions" }, copyButton(address, t("units.link.copy"))), h("p", { class: "hint" }, t("units.link.text"))));
    issued.scrollIntoView({ block: "nearest" });
    say(t("units.link.done", { unit: one.name, moment: moment(told.expires_at) }));
  }, { class: "button small quiet", "aria-label": `${label}: ${one.name}` });
}

function drawn() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {HTMLElement} place @param {Here} here @param {string} id */
async function oneUnit(place, here, id) {
  const { first, people } = await wholeList(here, id);
  const struck = new Set(people.filter((one) => one.struck).map((one) => one.id));
  const count = h("p", { class: "hint", role: "status" });
  const tell = () => setText(count, `${t("units.count", { count: number(first.count) })} ${t("units.struck", { count: number(struck.size) })}.`);
  const name = first.unit.name;
  tell();
  const list = table({
    caption: t("units.people", { unit: name }),
    empty: t("units.empty"),
    columns: [
      { title: t("units.number"), number: true, cell: (/** @type {Person & { at: number }} */ one) => number(one.at) },
      { title: t("units.name"), cell: (one) => one.name },
      { title: t("units.phone"), cell: (one) => one.identity_masked },
      { title: t("units.strike"), cell: (one) => strikeBox(one, struck, tell, here.canChange) },
    ],
    rows: people.map((one, at) => ({ ...one, at: at + 1 })),
  });
  const print = actButton(t("units.print"), () => window.print(), { class: "button quiet" });
  const deeds = here.canChange ? [confirmButton(here, id, name, struck), first.confirmed_at === null ? null : withdrawButton(here, id, name)] : [];
  const paper = h("div", { class: "paper" }, h("p", {}, t("units.sign.hint")), h("p", {}, t("units.sign")));
  fill(place, h("p", { class: "no-print" }, link(here.href("don-vi"), t("units.back"))), heading(name), h("p", { class: "hint" }, first.title), count,
    first.confirmed_at === null ? null : h("p", { class: "no-print" }, badge("good", t("units.state.confirmed")), " ", moment(first.confirmed_at)),
    list, paper, h("p", { class: "actions no-print" }, print, deeds));
}

/** There is none before the ranking: that is no fault, and is said in this screen's words. @param {HTMLElement} place @param {Here} here @param {unknown} failure */
function withoutList(place, here, failure) {
  if (!(failure instanceof ApiError) || failure.code !== "not_ranked") throw failure;
  fill(place, heading(t("units.title")), h("p", { class: "callout" }, t("units.not_ranked")), h("p", {}, link(here.href("don-vi"), t("units.back"))));
}

/** All pages of a list: it is printed and signed as a whole. @param {Here} here @param {string} id */
async function wholeList(here, id) {
  const path = `/contests/${here.slug}/units/${id}`;
  /** @type {UnitPage} */
  const first = await here.api.get(path);
  const people = [...first.people];
  for (let { cursor } = first; cursor;) {
    /** @type {UnitPage} */
    const page = await here.api.get(path, { cursor });
    people.push(...page.people);
    cursor = page.cursor;
  }
  return { first, people };
}

/** @param {Person} one @param {Set<string>} struck @param {() => void} tell @param {boolean} canChange */
function strikeBox(one, struck, tell, canChange) {
  const box = h("input", { type: "checkbox", checked: struck.has(one.id), disabled: !canChange, "aria-label": `${t("units.strike")}: ${one.name}` });
  box.addEventListener("change", () => {
    if (box.checked) struck.add(one.id);
    else struck.delete(one.id);
    tell();
  });
  return h("label", { class: "option" }, box);
}

/** @param {Here} here @param {string} id @param {string} name @param {Set<string>} struck */
function confirmButton(here, id, name, struck) {
  return actButton(t("units.confirm"), async () => {
    const count = number(struck.size);
    const answer = await ask({ title: t("units.confirm.sure", { unit: name, count }), confirm: t("units.confirm"), reason: true });
    if (!answer) return;
    await here.api.put(`/contests/${here.slug}/units/${id}/confirmation`, { struck: [...struck], reason: answer.reason });
    here.again();
    say(t("units.confirm.done", { unit: name, count }));
  });
}

/** @param {Here} here @param {string} id @param {string} name */
function withdrawButton(here, id, name) {
  return actButton(t("units.withdraw"), async () => {
    const answer = await ask({ title: t("units.withdraw.sure", { unit: name }), text: t("units.withdraw.text"), confirm: t("units.withdraw"), danger: true, reason: true });
    if (!answer) return;
    await here.api.delete(`/contests/${here.slug}/units/${id}/confirmation`, { reason: answer.reason });
    here.again();
    say(t("units.withdraw.done", { unit: name }));
  }, { class: "button quiet" });
}
