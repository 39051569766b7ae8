// The audit log: who did what, on what, from where, when, why, before and after; found, checked, taken along.
import { ICT_OFFSET, number, t } from "../../core/text.js";
import { fill, h, heading, setText } from "../dom.js";
import { choiceEntry, form, momentEntry, textEntry } from "./kit-form.js";
import { actButton, badge, download, paged, table, working } from "./kit.js";

/** @typedef {import("./screens.js").Here} Here */
/** @typedef {import("../../core/text.js").MessageKey} MessageKey */
/**
 * @typedef {{ number: number, hash: string, by: string, what: string, on: string, at: number, why: string,
 *             before: unknown, after: unknown, source: string }} LogEntry
 */
/** @typedef {{ by?: string, what?: string, on?: string, since?: number | null, until?: number | null }} Sought */

const MINUTE = 60000;
/** What is done with a contest, as its log names it, in the order in which it comes. */
const ACTS = [
  "load-contest", "create-draft", "save-contest-draft", "save-question-draft", "remove-draft", "set-budget",
  "open-contest", "export-questions", "announce", "withdraw-announcement", "extra-time", "device-ticket", "recall-device-ticket",
  "review", "export-person", "erase-person", "decide", "pass-on", "reset", "grant-claim", "decline-claim",
  "propose-amendment", "publish", "paper-details", "take-template", "reset-template", "withdraw-manual-prize",
  "agree-amendment", "withdraw-amendment", "name-manual-prize", "review-cause", "approve", "revoke-decision",
  "revoke-passing", "accept-late", "record-draw", "issue-unit-link", "confirm-unit", "withdraw-unit",
];
/** What is done with people. */
const ACTS_OF_PEOPLE = [
  "invite-person", "change-group", "switch-on", "switch-off", "send-password", "forget-totp",
];

/** @param {HTMLElement} place @param {Here} here */
export async function mount(place, here) {
  const path = here.slug ? `/contests/${here.slug}/audit` : "/audit";
  const results = h("div", {});
  /** @type {Sought} */
  let sought = {};

  async function search() {
    const count = h("p", { class: "hint", role: "status" });
    const list = paged({ read: (cursor) => read(cursor, count), show: tableOf });
    await list.first();
    fill(results, count, list.element);
  }

  /** @param {string | null} cursor @param {HTMLElement} count */
  async function read(cursor, count) {
    const page = await here.api.get(path, { ...sought, cursor });
    const looked = page.cursor ? page.of - Number(page.cursor) + 1 : page.of;
    setText(count, t("audit.looked", { looked: number(looked), of: number(page.of) }));
    return { rows: page.entries, cursor: page.cursor };
  }

  const filters = filtersForm(here.slug !== "", (asked) => {
    sought = asked;
    return search();
  });
  const made = h("div", { role: "status" });
  const actions = h("p", { class: "actions" }, checkButton(here, path, made), exportButton(here, path, made, "xlsx", () => sought), exportButton(here, path, made, "csv", () => sought));
  fill(place, heading(t(here.slug ? "audit.title" : "audit.title.site")), h("p", {}, t(here.slug ? "audit.text" : "audit.text.site")),
    actions, made, h("details", {}, h("summary", {}, t("audit.filters")), filters), results);
  await search();
}

/** @param {boolean} ofContest @param {(sought: Sought) => Promise<void>} search */
function filtersForm(ofContest, search) {
  const options = [{ value: "", text: t("audit.any") }, ...(ofContest ? ACTS : ACTS_OF_PEOPLE).map((act) => ({ value: act, text: actName(act) }))];
  const by = textEntry({ name: "by", label: t("audit.by"), hint: t("audit.by.hint"), maxlength: 100 });
  const what = choiceEntry({ name: "what", label: t("audit.what"), options });
  const on = textEntry({ name: "on", label: t("audit.on"), hint: t("audit.on.hint"), maxlength: 100 });
  const since = momentEntry({ name: "since", label: t("audit.since") });
  const until = momentEntry({ name: "until", label: t("audit.until") });
  // The minute that was chosen counts whole.
  const end = () => (until.read() === null ? null : Number(until.read()) + MINUTE);
  const send = () => search({ by: by.read(), what: what.read(), on: on.read(), since: since.read(), until: end() });
  return form({ id: "audit-filters", keeps: false, entries: [by, what, on, since, until], submit: t("audit.search"), send });
}

/** @param {LogEntry[]} entries */
function tableOf(entries) {
  return table({
    caption: t("audit.entries"),
    empty: t("audit.none"),
    columns: [
      { title: t("audit.at"), cell: (entry) => [h("span", { class: "when" }, momentOf(entry.at)), h("br"), h("span", { class: "hint" }, t("audit.number", { number: entry.number }))] },
      { title: t("audit.by"), cell: (entry) => [entry.by, h("br"), h("span", { class: "hint" }, entry.source || t("audit.shell"))] },
      { title: t("audit.what"), cell: (entry) => [actName(entry.what), h("br"), h("code", {}, entry.on)] },
      { title: t("audit.why"), cell: (entry) => entry.why || "–" },
      { title: t("audit.change"), cell: changeOf },
    ],
    rows: entries,
  });
}

/** @param {LogEntry} entry */
function changeOf(entry) {
  const said = [entry.before, entry.after].map((value) => (value === null ? t("audit.nothing") : wordsOf(value)));
  const whole = h("dl", {}, h("dt", {}, t("audit.before")), h("dd", { class: "secret" }, said[0]), h("dt", {}, t("audit.after")), h("dd", { class: "secret" }, said[1]),
    h("dt", {}, t("audit.hash")), h("dd", {}, h("code", { class: "secret" }, entry.hash)));
  const short = entry.before === null && entry.after === null ? t("audit.details") : `${shortened(said[0])} → ${shortened(said[1])}`;
  return h("details", {}, h("summary", {}, short), whole);
}

/** @param {string} text */
const shortened = (text) => (text.length > 18 ? `${text.slice(0, 17)}…` : text);

/** @param {unknown} value */
const wordsOf = (value) => (typeof value === "string" ? value : JSON.stringify(value));

/** An act that this page has no words for keeps the log's own. @param {string} what */
export function actName(what) {
  const key = /** @type {MessageKey} */ (`audit.act.${what}`);
  const name = t(key);
  return name === key ? what : name;
}

/** To the second, with the zone: what a log is read for. @param {number} ms */
export function momentOf(ms) {
  const [day, clock] = new Date(ms + ICT_OFFSET).toISOString().split("T");
  return `${day.split("-").reverse().join("/")} ${clock.slice(0, 8)} +07:00`;
}

/** @param {Here} here @param {string} path @param {HTMLElement} made */
function checkButton(here, path, made) {
  return actButton(t("audit.check"), async () => {
    fill(made);
    showCheck(made, await working(made, t("audit.checking"), (note) => here.api.job(`${path}/check`, {}, note)));
  }, { class: "button quiet", id: "check-log" });
}

/** @param {HTMLElement} place @param {{ entries: number, heads: number, head: string, faulty: number, faults: { wrong: string, number: number, until: number, name: string }[] }} told */
function showCheck(place, told) {
  if (!told.faulty) {
    fill(place, h("p", {}, badge("good", t("audit.check.whole")), " ", t("audit.check.counts", { entries: number(told.entries), heads: number(told.heads) })));
    return;
  }
  fill(place, h("p", {}, badge("bad", t("audit.check.faulty", { count: number(told.faulty) })), " ", t("audit.check.what_now")),
    h("ul", {}, told.faults.map((fault) => h("li", {}, t(/** @type {MessageKey} */ (`audit.fault.${fault.wrong}`), fault)))));
}

/** @param {Here} here @param {string} path @param {HTMLElement} made @param {"xlsx" | "csv"} kind @param {() => Sought} sought */
function exportButton(here, path, made, kind, sought) {
  return actButton(t(`audit.export.${kind}`), async () => {
    const asked = Object.fromEntries(Object.entries(sought()).filter(([, value]) => value !== null && value !== "" && value !== undefined));
    fill(made);
    const told = await working(made, t("audit.exporting"), (note) => here.api.job(`${path}/export`, { kind, ...asked }, note));
    fill(made, h("p", { class: "actions" }, download(told.url, t("audit.download", { kind: `.${kind}`, rows: number(told.rows) }))));
  }, { class: "button quiet" });
}
