// The list of attempts. A search by name or receipt goes through all of them part by part: it shows how far it is, and can be stopped.
import { STATES, kindOf, markText, marksBeside, searchText, shortMoment, stateText, unitName } from "../../core/console-attempts.js";
import { number, t } from "../../core/text.js";
import { fill, h, heading, link, setText } from "../dom.js";
import { choiceEntry, form, textEntry } from "./kit-form.js";
import { actButton, badge, table } from "./kit.js";

/** @typedef {import("./screens.js").Here} Here */
/** @typedef {import("../../core/console-attempts.js").Row} Row */
/** @typedef {{ attempts: Row[], cursor: string | null, progress: import("../../core/console-attempts.js").Progress,
 *              units: { id: string, name: string }[], identity_field: string }} Part */
/** @typedef {{ q: string, unit: string, state: string }} Query */

/** Enough to look at before somebody asks for more. */
const ENOUGH = 50;

/** What was looked for last, for whoever comes back from one attempt. @type {{ slug: string, query: Query }} */
let last = { slug: "", query: { q: "", unit: "", state: "" } };

/** @param {Here} here @param {Row} row */
export const linkTo = (here, row) => link(here.href("luot-thi", row.attempt), row.name || "–", { lang: "vi" });

/** @param {Row} row */
export const stateBadges = (row) => h("span", { class: "badges" }, badge(kindOf(row.state), stateText(row.state)),
  marksBeside(row).map((mark) => badge("plain", markText(mark))));

/** @param {HTMLElement} place @param {Here} here @param {HTMLElement} around */
export async function mountList(place, here, around) {
  const query = last.slug === here.slug ? last.query : { q: "", unit: "", state: "" };
  let search = 0;
  /** @type {Row[]} */
  let rows = [];
  const first = await read(null, query);

  const typed = textEntry({ name: "q", label: t("attempts.q"), hint: t("attempts.q.hint"), value: query.q, maxlength: 200 });
  const unit = choiceEntry({ name: "unit", label: t("attempts.unit"), value: query.unit,
    options: [{ value: "", text: t("attempts.all") }, ...first.units.map(({ id, name }) => ({ value: id, text: name }))] });
  const state = choiceEntry({ name: "state", label: t("attempts.state"), value: query.state,
    options: [{ value: "", text: t("attempts.all") }, ...STATES.map((one) => ({ value: one, text: stateText(one) }))] });
  const status = h("p", { role: "status", class: "search-status" });
  const list = h("div", {});
  const foot = h("p", { class: "actions" });

  /** @param {string | null} cursor @param {Query} asked @returns {Promise<Part>} */
  function read(cursor, asked) {
    return here.api.get(`/contests/${here.slug}/attempts`, { ...asked, cursor });
  }

  function show(/** @type {Part} */ part) {
    const columns = [
      { title: t("attempts.name"), cell: (/** @type {Row} */ row) => linkTo(here, row) },
      { title: t("attempts.identity"), cell: (/** @type {Row} */ row) => row.identity_masked },
      { title: t("attempts.unit"), cell: (/** @type {Row} */ row) => unitName(part.units, row.unit) },
      { title: t("attempts.state"), cell: (/** @type {Row} */ row) => stateBadges(row) },
      { title: t("attempts.started"), cell: (/** @type {Row} */ row) => shortMoment(row.started_at) },
      { title: t("attempts.submitted"), cell: (/** @type {Row} */ row) => shortMoment(row.submitted_at) },
      ...(rows.some((row) => row.score !== undefined)
        ? [{ title: t("attempts.score"), cell: (/** @type {Row} */ row) => (row.score === undefined ? "–" : number(row.score)), number: true }] : []),
    ];
    fill(list, rows.length ? table({ caption: t("attempts.caption"), columns, rows }) : null);
  }

  /** Goes on part by part until there is enough to look at. @param {Part | null} had @param {string | null} cursor */
  async function go(had, cursor) {
    const mine = (search += 1);
    const asked = last.query;
    const wanted = rows.length + ENOUGH;
    let goesOn = true;
    for (let part = had, next = cursor; goesOn; part = null) {
      part = part || (await read(next, asked));
      if (mine !== search) return;
      rows = [...rows, ...part.attempts];
      next = part.cursor;
      show(part);
      setText(status, searchText(part.progress, rows.length, next === null));
      goesOn = next !== null && rows.length < wanted;
      fill(foot, next === null ? null : goesOn ? stopButton(next) : moreButton(next));
    }
  }

  /** @param {string} cursor */
  const moreButton = (cursor) => actButton(t("attempts.more"), () => go(null, cursor), { class: "button quiet", id: "more" });

  /** @param {string} cursor */
  const stopButton = (cursor) => actButton(t("attempts.stop"), () => {
    search += 1;
    fill(foot, moreButton(cursor));
  }, { class: "button quiet", id: "stop" });

  async function look() {
    last = { slug: here.slug, query: { q: typed.read(), unit: unit.read(), state: state.read() } };
    rows = [];
    await go(null, null);
  }

  last = { slug: here.slug, query };
  const entries = [typed, unit, state];
  fill(place, heading(t("attempts.title")), around,
    form({ entries, submit: t("attempts.find"), send: look, id: "search", keeps: false, around: [h("div", { class: "search-fields" }, entries.map((one) => one.element))] }),
    status, list, foot);
  void go(first, null);
  return () => {
    search += 1;
  };
}
