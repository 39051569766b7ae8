// The inputs of a group of rules: what they show, what they read, and where faults stand.
import { isoOf, msOf, placed, valueAt } from "../../core/contest-draft.js";
import { t } from "../../core/text.js";
import { h } from "../dom.js";
import { field } from "../fields.js";
import { areaEntry, choiceEntry, momentEntry, numberEntry, textEntry, tickEntry } from "./kit-form.js";
import { rowsEntry } from "./kit-rows.js";

/** @typedef {import("./contest-fields.js").FieldSpec} FieldSpec */
/** @typedef {import("./contest-fields.js").CellSpec} CellSpec */
/** @typedef {import("../../core/contest-draft.js").Raw} Raw */
/** @typedef {import("../../core/text.js").MessageKey} MessageKey */
/** @typedef {{ message: string, target: string | null }} Told */
/**
 * @typedef {{ element: HTMLElement, read: () => Record<string, any>, setFaults: (faults: Record<string, string>) => Told[] }} Input
 *   read: values by field name; setFaults: is handed faults by whole field name, gives those it shows
 */

const MINUTE = 60;

/** @param {string} name */
const keyOf = (name) => name.replace(/\./g, "_");
/** @param {string} key */
const word = (key) => t(/** @type {MessageKey} */ (key));

/** @param {FieldSpec} spec @param {Raw} raw @param {{ disabled: boolean, onChange: () => void }} how @returns {Input} */
export function inputOf(spec, raw, how) {
  if (spec.name === "topics") return topicsInput(spec, raw, how);
  if (spec.kind === "rows") return rowsInput(spec, raw, how);
  const one = singleEntry(spec, valueAt(raw, spec.name) ?? spec.fallback);
  for (const control of one.element.querySelectorAll("input, select, textarea")) {
    if (how.disabled) control.setAttribute("disabled", "");
    control.addEventListener("input", how.onChange);
  }
  return {
    element: one.element,
    read: () => ({ [spec.name]: one.read() }),
    setFaults(faults) {
      const message = Object.entries(faults).filter(([name]) => name === spec.name || name.startsWith(`${spec.name}.`)).map(([, said]) => said).join(" ");
      one.setError(message);
      return message ? [{ message, target: one.target }] : [];
    },
  };
}

/** @param {FieldSpec} spec @param {any} value */
function singleEntry(spec, value) {
  const { name, options = [], least, most } = spec;
  const known = { name, label: word(`edit.field.${keyOf(name)}`), hint: word(`edit.hint.${keyOf(name)}`) };
  const text = value === undefined || value === null ? "" : String(value);
  switch (spec.kind) {
    case "moment": {
      const entry = momentEntry({ ...known, value: msOf(value) });
      return { ...entry, read: () => { const ms = entry.read(); return ms === null ? null : isoOf(ms); } };
    }
    case "number": return { ...numberEntry({ ...known, value: typeof value === "number" ? value : null, least, most }) };
    case "minutes": {
      const entry = numberEntry({ ...known, value: typeof value === "number" ? value / MINUTE : null });
      return { ...entry, read: () => { const minutes = entry.read(); return minutes === null ? null : Math.round(minutes * MINUTE); } };
    }
    case "choice": {
      const entry = choiceEntry({ ...known, value: text, options: options.map((option) => ({ value: option, text: word(`edit.choice.${option || "none"}`) })) });
      return { ...entry, read: () => entry.read() || null };
    }
    case "tick": return tickEntry({ ...known, value: value === true });
    case "lines": {
      const entry = areaEntry({ ...known, value: Array.isArray(value) ? value.join("\n") : text, rows: 5 });
      return { ...entry, read: () => { const lines = entry.read().split("\n").map((line) => line.trim()).filter(Boolean); return lines.length ? lines : null; } };
    }
    case "order": return orderEntry(known, options, Array.isArray(value) ? value : []);
    default: {
      const entry = textEntry({ ...known, value: text, maxlength: 200 });
      return { ...entry, read: () => entry.read() || null };
    }
  }
}

/** Which comes first, second …: one list to choose from for each place. @param {{ name: string, label: string, hint: string }} known @param {string[]} options @param {string[]} value */
function orderEntry({ name, label, hint }, options, value) {
  const selects = options.map((_, place) => h("select", { id: `${name}-${place}`, "aria-label": `${label} ${place + 1}` },
    ["", ...options].map((option) => h("option", { value: option, selected: option === (value[place] || "") }, option ? word(`edit.choice.${option}`) : "–"))));
  let order = selects.map((select) => select.value);
  const places = selects.map((select, place) => {
    select.addEventListener("change", () => {
      order = placed(order, place, select.value);
      selects.forEach((one, i) => (one.value = order[i]));
    });
    return h("div", { class: "place" }, h("span", { "aria-hidden": "true" }, `${place + 1}.`), select);
  });
  const made = field({ name, label, hint, target: `${name}-0`, control: h("div", { class: "places" }, places) });
  return { ...made, name, read: () => { const chosen = selects.map((select) => select.value).filter(Boolean); return chosen.length ? chosen : null; } };
}

/** @param {FieldSpec} spec @param {Raw} raw @param {{ disabled: boolean, onChange: () => void }} how @returns {Input} */
function rowsInput(spec, raw, how) {
  const given = valueAt(raw, spec.name);
  const items = (Array.isArray(given) ? given : []).map((item) => (typeof item === "string" ? { id: item } : item));
  const rows = rowsEntry({ spec, items, suggestions: (cell) => suggestions(cell, raw), ...how });
  return { element: rows.element, read: () => ({ [spec.name]: rows.read() }), setFaults: (faults) => rows.setFaults(within(faults, spec.name)) };
}

/** Topics stand with how many questions are drawn of each, which the file keeps apart. @param {FieldSpec} spec @param {Raw} raw @param {{ disabled: boolean, onChange: () => void }} how @returns {Input} */
function topicsInput(spec, raw, how) {
  const quota = valueAt(raw, "paper.quota") || {};
  const topics = Array.isArray(raw.topics) ? raw.topics : [];
  const rows = rowsEntry({ spec, items: topics.map((/** @type {Raw} */ topic) => ({ ...topic, quota: quota[topic.id] })), suggestions: () => [], ...how });
  return {
    element: rows.element,
    read() {
      const items = rows.read();
      const drawn = items.filter((item) => item.id && item.quota !== undefined && item.quota !== 0);
      return {
        topics: items.map(({ quota: _, ...topic }) => topic),
        "paper.quota": Object.fromEntries(drawn.map((item) => [item.id, item.quota])),
      };
    },
    setFaults(faults) {
      const own = within(faults, "topics");
      const ofQuota = within(faults, "paper.quota");
      const items = rows.read();
      items.forEach((item, at) => {
        if (ofQuota[item.id]) own[`${at}.quota`] = ofQuota[item.id];
      });
      const elsewhere = Object.entries(ofQuota).filter(([id]) => !items.some((item) => item.id === id)).map(([, said]) => said);
      own[""] = [own[""], ...elsewhere].filter(Boolean).join(" ");
      return [...rows.setFaults(own), ...(own[""] ? [{ message: own[""], target: null }] : [])];
    },
  };
}

/** @param {Record<string, string>} faults @param {string} name @returns {Record<string, string>} by what follows the name */
function within(faults, name) {
  const own = Object.entries(faults).filter(([field]) => field === name || field.startsWith(`${name}.`));
  return Object.fromEntries(own.map(([field, message]) => [field.slice(name.length + 1), message]));
}

/** @param {CellSpec} cell @param {Raw} raw @returns {string[]} */
function suggestions(cell, raw) {
  if (cell.kind === "category") return (valueAt(raw, "identity.categories") || []).map(String);
  if (cell.kind !== "kind") return [];
  const units = Array.isArray(raw.units) ? raw.units : [];
  return [...new Set(units.map((/** @type {Raw} */ unit) => unit && unit.kind).filter(Boolean))];
}
