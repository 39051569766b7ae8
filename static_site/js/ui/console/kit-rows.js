// A list of items in a form: each with its own fields, added, moved and taken away; taking away can be undone.
import { idOf, namesOf } from "../../core/contest-draft.js";
import { number, t } from "../../core/text.js";
import { button, fill, h, setText } from "../dom.js";
import { say } from "./kit.js";

/** @typedef {import("./contest-fields.js").FieldSpec} FieldSpec */
/** @typedef {import("./contest-fields.js").CellSpec} CellSpec */
/** @typedef {{ element: HTMLElement, cells: Cell[], given: Record<string, any> }} Row given: what it came with, fields without a cell included */
/** @typedef {{ spec: CellSpec, control: HTMLInputElement | HTMLSelectElement, error: HTMLElement, box: HTMLElement }} Cell */
/** @typedef {import("../../core/text.js").MessageKey} MessageKey */

/** @param {string} key */
const word = (key) => t(/** @type {MessageKey} */ (key));
let drawn = 0;

/**
 * @param {{ spec: FieldSpec, items: Record<string, any>[], suggestions: (spec: CellSpec) => string[], disabled: boolean, onChange: () => void }} how
 */
export function rowsEntry({ spec, items, suggestions, disabled, onChange }) {
  const key = spec.name.replace(/\./g, "_");
  const list = h("div", { class: "rows", id: spec.name });
  const error = h("p", { class: "error" });
  const count = h("span", { class: "hint" });
  /** @type {Row[]} */
  let rows = [];

  /** @param {Record<string, any>} given @returns {Row} */
  function rowOf(given) {
    const cells = (spec.cells || []).map((cell) => cellOf(cell, given[cell.name]));
    /** @type {Row} */
    const row = { element: h("fieldset", { class: "row" }), cells, given };
    for (const { control } of cells) control.addEventListener("input", () => titled(row));
    return row;
  }

  /** @param {CellSpec} cell @param {any} value @returns {Cell} */
  function cellOf(cell, value) {
    const id = `cell-${(drawn += 1)}`;
    const message = h("p", { class: "error", id: `${id}-error` });
    const control = controlOf(cell, value ?? cell.fallback, id, disabled, suggestions(cell));
    control.addEventListener("input", onChange);
    const label = word(`edit.cell.${cell.name}`);
    const box = cell.kind === "tick"
      ? h("div", { class: "cell" }, message, h("label", { class: "option", for: id }, control, h("span", {}, label)))
      : h("div", { class: cell.wide ? "cell broad" : "cell" }, h("label", { for: id }, label), message, control, optionsOf(cell, id, suggestions(cell)));
    return { spec: cell, control, error: message, box };
  }

  /** The item's own name in its legend and buttons, for whoever hears them. @param {Row} row */
  function titled(row) {
    const at = rows.indexOf(row) + 1;
    const name = row.cells[0].control.value;
    const legend = row.element.querySelector("legend");
    if (legend) setText(legend, `${at}. ${name || word(`edit.item.${key}`)}`);
    for (const each of row.element.querySelectorAll("button")) each.setAttribute("aria-label", `${each.dataset.deed}: ${name || at}`);
  }

  function show() {
    for (const row of rows) {
      fill(row.element, h("legend", {}, ""), h("div", { class: "cells" }, row.cells.map((cell) => cell.box)), disabled ? null : deeds(row));
      titled(row);
    }
    list.replaceChildren(...rows.map((row) => row.element));
    setText(count, t("edit.items", { count: rows.length }));
  }

  /** @param {Row} row */
  function deeds(row) {
    const at = rows.indexOf(row);
    return h("div", { class: "row-deeds" },
      at > 0 ? deed("edit.up", () => move(row, -1)) : null,
      at < rows.length - 1 ? deed("edit.down", () => move(row, 1)) : null,
      deed("edit.remove", () => remove(row)));
  }

  /** @param {MessageKey} name @param {() => void} act */
  const deed = (name, act) => button(t(name), act, { class: "button small quiet", "data-deed": t(name) });

  /** @param {Row} row @param {number} by */
  function move(row, by) {
    const at = rows.indexOf(row);
    rows.splice(at, 1);
    rows.splice(at + by, 0, row);
    show();
    onChange();
    row.cells[0].control.focus();
  }

  /** @param {Row} row */
  function remove(row) {
    const before = [...rows];
    rows = rows.filter((one) => one !== row);
    show();
    onChange();
    say(t("edit.removed", { name: row.cells[0].control.value || word(`edit.item.${key}`) }), { undo: () => {
      rows = before;
      show();
      onChange();
    } });
  }

  /** @param {Record<string, any>} given */
  function add(given) {
    rows.push(rowOf(given));
    show();
    onChange();
    return rows[rows.length - 1];
  }

  function read() {
    const taken = rows.map((row) => row.given.id).filter(Boolean);
    return rows.map((row) => {
      const item = { ...row.given };
      for (const { spec: cell, control } of row.cells) {
        const value = cellValue(cell, control);
        if (value === null || (cell.fallback === value && row.given[cell.name] === undefined)) delete item[cell.name];
        else item[cell.name] = value;
      }
      if (spec.ids && !item.id && item.name) {
        item.id = idOf(item.name, taken);
        taken.push(item.id);
        row.given.id = item.id;
      }
      return item;
    });
  }

  /** Faults by what follows the list's name: "0.name", or "" for the list itself. @param {Record<string, string>} faults @returns {{ message: string, target: string | null }[]} */
  function setFaults(faults) {
    setText(error, faults[""] || "");
    const told = rows.flatMap((row, at) => row.cells.map((cell) => tell(cell, faults[`${at}.${cell.spec.name}`] || (cell === row.cells[0] ? faults[`${at}`] || faults[`${at}.id`] : "") || "")));
    return told.filter((one) => one.message);
  }

  rows = items.filter((item) => item && typeof item === "object").map(rowOf);
  show();
  const adding = disabled ? null : h("div", { class: "actions" }, button(word(`edit.add.${key}`), () => add({}).cells[0].control.focus(), { class: "button quiet" }), count);
  const pasting = disabled || !spec.paste ? null : pasteBox(key, (names, kind) => {
    for (const name of names) add(kind ? { name, kind } : { name });
    return names.length;
  }, () => rows.map((row) => row.cells[0].control.value));
  const element = h("section", { class: "part", "data-field": spec.name }, h("h3", {}, word(`edit.field.${key}`)), h("p", { class: "hint" }, word(`edit.hint.${key}`)), error, list, adding, pasting);
  return { element, read, setFaults, add };
}

/** @param {Cell} cell @param {string} message */
function tell(cell, message) {
  setText(cell.error, message);
  cell.box.classList.toggle("wrong", message !== "");
  cell.control.setAttribute("aria-invalid", message ? "true" : "false");
  return { message, target: cell.control.id };
}

/** @param {CellSpec} cell @param {any} value @param {string} id @param {boolean} disabled @param {string[]} suggested */
function controlOf(cell, value, id, disabled, suggested) {
  const shown = { id, disabled, class: "input", "aria-describedby": `${id}-error` };
  if (cell.kind === "tick") return h("input", { ...shown, class: null, type: "checkbox", checked: value === true });
  if (cell.kind === "choice" || cell.kind === "category") {
    const options = cell.kind === "category" ? ["", ...suggested] : cell.options || [];
    const known = value === undefined || options.includes(value) ? options : [...options, String(value)];
    return h("select", shown, known.map((option) => h("option", { value: option, selected: option === value }, choiceWord(cell, option))));
  }
  const numeric = cell.kind === "number" || cell.kind === "amount";
  return h("input", { ...shown, value: shownValue(cell, value), type: "text", inputmode: numeric ? "numeric" : null, autocomplete: "off", list: cell.kind === "kind" ? `${id}-list` : null });
}

/** Money with its thousands apart. @param {CellSpec} cell @param {any} value */
const shownValue = (cell, value) => (cell.kind === "amount" && typeof value === "number" ? number(value) : value ?? "");

/** @param {CellSpec} cell @param {string} option */
function choiceWord(cell, option) {
  if (cell.kind === "category") return option || t("edit.any");
  return word(`edit.choice.${option}`);
}

/** @param {CellSpec} cell @param {string} id @param {string[]} suggested */
const optionsOf = (cell, id, suggested) => (cell.kind === "kind" ? h("datalist", { id: `${id}-list` }, suggested.map((value) => h("option", { value }))) : null);

/** What is no number stays as it was typed: the server says what is wrong. @param {CellSpec} cell @param {HTMLInputElement | HTMLSelectElement} control */
function cellValue(cell, control) {
  if (cell.kind === "tick") return /** @type {HTMLInputElement} */ (control).checked;
  const text = control.value.trim();
  if (text === "") return null;
  if (cell.kind !== "number" && cell.kind !== "amount") return text;
  const digits = cell.kind === "amount" ? text.replace(/[.,\s]/g, "") : text;
  return /^-?\d+$/.test(digits) ? Number(digits) : text;
}

/** @param {string} key @param {(names: string[], kind: string) => number} take @param {() => string[]} known */
function pasteBox(key, take, known) {
  const area = h("textarea", { class: "input", rows: 5, id: `${key}-paste` });
  const kind = h("input", { class: "input", type: "text", id: `${key}-paste-kind`, autocomplete: "off" });
  const ofUnits = key === "units";
  const adding = button(t("edit.paste.add"), () => {
    const added = take(namesOf(area.value, known()), ofUnits ? kind.value.trim() : "");
    say(t("edit.paste.added", { count: added }));
    area.value = "";
  }, { class: "button quiet", id: `${key}-paste-add` });
  return h("details", { class: "paste" }, h("summary", {}, t("edit.paste")),
    h("div", { class: "field" }, h("label", { for: area.id }, t("edit.paste.names")), area),
    ofUnits ? h("div", { class: "field" }, h("label", { for: kind.id }, t("edit.paste.kind")), kind) : null, adding);
}
