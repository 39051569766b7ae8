// A combobox with a list beneath: type to search, tap or arrow keys and Enter to choose.
import { searchUnits, unitNamed } from "../core/search.js";
import { t } from "../core/text.js";
import { fill, h, setAttribute, setText } from "./dom.js";

/** @typedef {import("../core/types.js").Unit} Unit */

/** Below this the keyboard takes half of the screen: the list must begin near its top. */
const NARROW = 640;

/**
 * @param {{ units: Unit[], chosen: string, describedBy: string, onChange: (id: string) => void }} how
 */
export function createUnitPicker({ units, chosen, describedBy, onChange }) {
  const named = units.find((unit) => unit.id === chosen);
  const value = h("input", { type: "hidden", name: "unit", value: named ? named.id : "" });
  const input = h("input", { id: "unit-search", type: "text", class: "input", role: "combobox", autocomplete: "off", autocapitalize: "off",
    spellcheck: "false", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "unit-options",
    "aria-describedby": describedBy, placeholder: t("unit.placeholder"), value: named ? named.name : "" });
  const list = h("ul", { id: "unit-options", role: "listbox", "aria-label": t("unit.list"), hidden: true });
  const said = h("div", { class: "unseen", role: "status" });
  const none = h("p", { class: "hint", hidden: true }, t("unit.none"));
  /** @type {Unit[]} */
  let found = [];
  let active = -1;

  /** @param {boolean} open */
  function setOpen(open) {
    list.hidden = !open || !found.length;
    setAttribute(input, "aria-expanded", String(!list.hidden));
    if (!open) setActive(-1);
  }

  /** @param {number} at */
  function setActive(at) {
    active = at;
    [...list.children].forEach((row, i) => setAttribute(row, "data-active", i === at));
    setAttribute(input, "aria-activedescendant", at < 0 ? null : `unit-option-${at}`);
    if (at >= 0) list.children[at].scrollIntoView({ block: "nearest" });
  }

  /** @param {string} query */
  function search(query) {
    found = searchUnits(units, query);
    fill(list, found.map((unit, i) => h("li", { id: `unit-option-${i}`, role: "option", "data-unit": unit.id,
      "aria-selected": String(unit.id === value.value) }, h("span", {}, unit.name),
      unit.kind && !unit.name.startsWith(unit.kind) ? h("span", { class: "kind" }, unit.kind) : null)));
    none.hidden = found.length > 0;
    setActive(-1);
    setOpen(true);
    setText(said, t("unit.count", { count: found.length }));
  }

  /** @param {string} id */
  function setValue(id) {
    if (value.value === id) return;
    value.value = id;
    onChange(id);
  }

  /** @param {Unit} unit */
  function pick(unit) {
    input.value = unit.name;
    setValue(unit.id);
    none.hidden = true;
    setOpen(false);
  }

  function leave() {
    const meant = unitNamed(units, input.value) || (input.value.trim() && found.length === 1 ? found[0] : null);
    if (meant) pick(meant);
    else setOpen(false);
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (list.hidden) search(value.value ? "" : input.value);
      if (found.length) setActive((active + step + found.length + (active < 0 && step < 0 ? 1 : 0)) % found.length);
    } else if (event.key === "Enter" && !list.hidden) {
      event.preventDefault();
      if (active >= 0) pick(found[active]);
      else leave();
    } else if (event.key === "Escape") {
      setOpen(false);
    }
  }

  input.addEventListener("input", () => {
    setValue(unitNamed(units, input.value)?.id || "");
    search(input.value);
  });
  input.addEventListener("focus", () => {
    input.select();
    search(value.value ? "" : input.value);
    if (window.innerWidth < NARROW) input.closest(".field")?.scrollIntoView({ block: "start" });
  });
  input.addEventListener("blur", leave);
  input.addEventListener("keydown", onKey);
  // Before the blur, which would close the list under the finger.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const row = event.target instanceof Element ? event.target.closest("[role=option]") : null;
    const unit = row && found.find((one) => one.id === row.getAttribute("data-unit"));
    if (unit) pick(unit);
  });

  return h("div", { class: "unit-picker" }, input, value, list, none, said);
}
