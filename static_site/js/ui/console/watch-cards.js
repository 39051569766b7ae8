// One question with what people answered, as a card.
import { number, t } from "../../core/text.js";
import { decimal, mistaken, percent, percentOf } from "../../core/watching.js";
import { h } from "../dom.js";
import { badge, table } from "./kit.js";

/** @typedef {import("../../core/watching.js").QuestionRow} QuestionRow */
/** @typedef {import("../../core/watching.js").Suspect} Suspect */

/** @param {QuestionRow} row @param {Map<string, string>} units their names */
export function questionCard(row, units) {
  return h("article", { class: "card", "data-question": row.id },
    h("h3", {}, `${row.id}. ${row.text}`), ...facts(row),
    h("details", {}, h("summary", {}, t("watch.question.options")), optionsTable(row), discrimination(row), unitsTable(row, units)));
}

/** @param {Suspect} suspect */
export function suspectCard({ row, signs, instead }) {
  return h("article", { class: "card", "data-suspect": row.id },
    h("h3", {}, `${row.id}. ${row.text}`),
    h("ul", {}, signs.map((sign) => h("li", {}, t(/** @type {import("../../core/text.js").MessageKey} */ (`watch.sign.${sign}`))))),
    instead === null ? null : h("p", {}, h("b", {}, t("watch.suspect.instead", { text: row.options[instead].text }))),
    ...facts(row), discrimination(row));
}

/** What a leader needs: how many knew, the answer, the usual mistake, the source. @param {QuestionRow} row */
export function facts(row) {
  if (row.right === null) return [h("p", { class: "hint" }, t("watch.question.few", { shown: number(row.shown) }))];
  const answer = row.options.filter((option) => option.right).map((option) => option.text).join("; ");
  return [
    h("p", {}, t("watch.question.share", { right: number(row.right), shown: number(row.shown), share: percent(row.right, row.shown) })),
    answer ? h("p", {}, t("watch.question.answer", { text: answer })) : null,
    ...mistaken(row).map((option) => h("p", {}, t("watch.question.wrong", { text: option.text, count: number(option.chosen || 0) }))),
    row.blank ? h("p", { class: "hint blank" }, t("watch.question.blank", { count: number(row.blank) })) : null,
    row.source ? h("p", { class: "hint" }, t("watch.question.source", { source: row.source })) : null,
  ];
}

/** Who only looks on is told no key before the freeze, nor what was chosen. @param {QuestionRow} row */
function optionsTable(row) {
  if (row.right === null) return null;
  if (!row.options.some((option) => option.right)) return h("ul", {}, row.options.map((option) => h("li", {}, option.text)));
  return table({
    caption: t("watch.question.options"),
    columns: [
      { title: t("watch.question.option"), cell: (option) => [option.text, " ", option.right ? badge("good", t("watch.question.key")) : null] },
      { title: t("watch.question.chosen"), cell: (option) => number(option.chosen || 0), number: true },
    ],
    rows: row.options,
  });
}

/** @param {QuestionRow} row */
function discrimination({ groups }) {
  if (!groups) return null;
  return h("p", {}, t("watch.question.discrimination", { value: decimal(groups.discrimination), upper: percentOf(groups.upper), lower: percentOf(groups.lower) }));
}

/** @param {QuestionRow} row @param {Map<string, string>} names */
function unitsTable(row, names) {
  const units = row.units || [];
  if (!units.length) return null;
  return table({
    caption: t("watch.question.units"),
    columns: [
      { title: t("watch.unit"), cell: (unit) => names.get(unit.id) || unit.id },
      { title: t("watch.right"), cell: (unit) => percent(unit.right, unit.shown), number: true },
      { title: t("watch.question.unit_wrong"), cell: (unit) => unit.wrong.map((index) => row.options[index]?.text || "").join("; ") },
    ],
    rows: units,
  });
}
