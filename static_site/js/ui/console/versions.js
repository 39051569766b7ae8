// The versions of a contest, and what changed between two of them.
import { exactMoment, t } from "../../core/text.js";
import { fill, h, heading } from "../dom.js";
import { choiceEntry, form } from "./kit-form.js";
import { badge, section, table } from "./kit.js";

/** @typedef {import("./screens.js").Here} Here */
/** @typedef {{ version: string, number: number | null, committed_at: number | null, current: boolean }} Version */
/** @typedef {{ field: string, before: unknown, after: unknown }} Change */
/** @typedef {{ fields: Change[], questions: { added: string[], removed: string[], changed: { id: string, fields: Change[] }[], counts: { added: number, removed: number, changed: number } } }} Changes */

/** @param {HTMLElement} place @param {Here} here */
export async function mount(place, here) {
  /** @type {{ versions: Version[] }} */
  const { versions } = await here.api.get(`/contests/${here.slug}/versions`);
  const shown = h("div", { "aria-live": "polite" });
  fill(place, heading(t("versions.title")), h("p", {}, t("versions.text")), table({ caption: t("versions.list"), empty: t("versions.none"), rows: versions, columns: [
    { title: t("versions.version"), cell: (one) => [nameOf(one), " ", one.current ? badge("good", t("versions.current")) : null] },
    { title: t("versions.at"), cell: (one) => (one.committed_at ? exactMoment(one.committed_at) : "–") },
    { title: t("versions.hash"), cell: (one) => (one.number ? h("code", { class: "secret" }, one.version.slice(0, 16)) : "–") },
  ] }), versions.length > 1 ? section(t("versions.compare"), compareForm(here, versions, shown), shown) : null);
}

/** @param {Version} version */
const nameOf = ({ number }) => (number ? t("versions.number", { number }) : t("versions.draft"));

/** @param {Here} here @param {Version[]} versions @param {HTMLElement} shown */
function compareForm(here, versions, shown) {
  const options = versions.map((one) => ({ value: one.version, text: nameOf(one) }));
  const before = choiceEntry({ name: "before", label: t("versions.before"), value: versions[1].version, options });
  const after = choiceEntry({ name: "after", label: t("versions.after"), value: versions[0].version, options });
  const send = async () => {
    /** @type {Changes} */
    const changes = await here.api.get(`/contests/${here.slug}/changes`, { before: before.read(), after: after.read() });
    fill(shown, ...changesOf(changes));
  };
  return form({ entries: [before, after], submit: t("versions.show"), send, id: "compare", keeps: false });
}

/** @param {Changes} changes */
function changesOf({ fields, questions }) {
  const { added, removed, changed } = questions.counts;
  return [
    h("h3", {}, t("versions.rules")), changeTable(t("versions.rules"), fields),
    h("h3", {}, t("versions.questions")), h("p", {}, t("versions.counts", { added, removed, changed })),
    added ? h("p", {}, t("versions.added"), " ", questions.added.join(", ")) : null,
    removed ? h("p", {}, t("versions.removed"), " ", questions.removed.join(", ")) : null,
    ...questions.changed.map(({ id, fields: its }) => h("details", {}, h("summary", {}, id), changeTable(id, its))),
  ];
}

/** @param {string} caption @param {Change[]} rows */
const changeTable = (caption, rows) => table({ caption, rows, empty: t("versions.same"), columns: [
  { title: t("versions.field"), cell: (one) => fieldName(one.field) },
  { title: t("versions.before"), cell: (one) => valueOf(one.before) },
  { title: t("versions.after"), cell: (one) => valueOf(one.after) },
] });

/** As the screen of rules calls it, and where in a list it is. @param {string} field "units[khu-pho-1].name" */
function fieldName(field) {
  const [list, ...within] = field.split("[");
  const key = /** @type {import("../../core/text.js").MessageKey} */ (`edit.field.${list.replace(/\./g, "_")}`);
  const known = t(key);
  return known === key ? h("code", {}, field) : [known, within.length ? " " : null, within.length ? h("code", {}, `[${within.join("[")}`) : null];
}

/** @param {unknown} value */
function valueOf(value) {
  if (value === null || value === undefined) return "–";
  return Array.isArray(value) ? value.join("; ") : String(value);
}
