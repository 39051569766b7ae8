// The head of a unit: who took part in its name, who does not belong, one button to confirm.
import { moment, number, t } from "../core/text.js";
import { createApi } from "../io/api.js";
import { button, byId, fill, h, setText } from "./dom.js";
import { contestHere } from "./frame.js";

/** @typedef {{ id: string, name: string, identity_masked: string, struck: boolean }} Person */
/** @typedef {{ unit: { id: string, name: string }, people: Person[], count: number, confirmed_at: number | null, next: number | null }} UnitPage */

const contest = contestHere();
const api = createApi();
const place = byId("list");
const said = byId("said");

/** The unit and the token, from the part of the address that no server sees. */
function linkHere() {
  const [, unit = "", token = ""] = /^#([a-z0-9-]{1,32})\.(.+)$/.exec(location.hash) || [];
  return { unit, token };
}

/** @param {number} tries */
const waiting = (tries) => setText(said, tries > 1 ? t("confirm.retrying") : t("confirm.loading"));

/** @returns {Promise<{ first: UnitPage, people: Person[] } | null>} null where the link opens nothing */
async function read() {
  const { unit, token } = linkHere();
  if (!token) {
    setText(said, t("confirm.no_link"));
    return null;
  }
  const path = `/contests/${contest.slug}/units/${unit}/confirmation`;
  /** @type {Person[]} */
  const people = [];
  /** @type {UnitPage | null} */
  let first = null;
  for (let cursor = 0; cursor !== null;) {
    const { error, body } = await api.untilAnswered({ method: "GET", path: `${path}?cursor=${cursor}`, token }, waiting);
    if (error) {
      setText(said, error.message);
      return null;
    }
    first = first || body;
    people.push(...body.people);
    cursor = body.next;
  }
  return first && { first, people };
}

/** @param {{ first: UnitPage, people: Person[] }} whole */
function show({ first, people }) {
  const struck = new Set(people.filter((one) => one.struck).map((one) => one.id));
  const marked = h("p", { role: "status" });
  const tell = () => setText(marked, struck.size ? t("confirm.marked", { count: number(struck.size) }) : t("confirm.all", { count: number(first.count) }));
  tell();
  const rows = people.map((one) => rowOf(one, struck, tell));
  const send = button(t("confirm.send"), () => void confirm(struck), { id: "send" });
  fill(place, h("h2", {}, t("confirm.unit", { unit: first.unit.name, count: number(first.count) })),
    people.length ? [h("p", {}, t("confirm.text")), h("ul", { class: "heads-list", "aria-label": t("confirm.people") }, rows)] : h("p", {}, t("confirm.empty")),
    people.length ? marked : null, h("p", { class: "actions" }, send));
  setText(said, first.confirmed_at === null ? "" : t("confirm.done", { moment: moment(first.confirmed_at) }));
}

/** @param {Person} one @param {Set<string>} struck @param {() => void} tell */
function rowOf(one, struck, tell) {
  const name = h("span", { class: one.struck ? "struck" : null }, one.name);
  const box = h("input", { type: "checkbox", checked: one.struck, "aria-label": `${t("confirm.strike")}: ${one.name}, ${one.identity_masked}` });
  box.addEventListener("change", () => {
    if (box.checked) struck.add(one.id);
    else struck.delete(one.id);
    name.classList.toggle("struck", box.checked);
    tell();
  });
  return h("li", {}, h("label", {}, box, h("span", {}, name, h("span", { class: "hint" }, one.identity_masked))));
}

let busy = false;

/** @param {Set<string>} struck */
async function confirm(struck) {
  if (busy) return;
  busy = true;
  const { unit, token } = linkHere();
  const path = `/contests/${contest.slug}/units/${unit}/confirmation`;
  setText(said, t("confirm.sending"));
  const { error, body } = await api.untilAnswered({ method: "PUT", path, token, body: { struck: [...struck] } }, () => setText(said, t("confirm.retrying")));
  busy = false;
  setText(said, error ? error.message : t("confirm.done", { moment: moment(body.confirmed_at) }));
}

async function open() {
  fill(place);
  setText(said, t("confirm.loading"));
  const whole = await read();
  if (whole) show(whole);
}

window.addEventListener("hashchange", () => void open());
void open();
