// Form fields with label, hint and error message, the picker of units, and the summary of what is wrong.
import { searchUnits, unitNamed } from "../core/search.js";
import { t } from "../core/text.js";
import { fill, h, link, setAttribute, setText } from "./dom.js";

/** @typedef {import("../core/types.js").Unit} Unit */
/** @typedef {{ element: HTMLElement, target: string, setError: (message: string) => void }} Field */

/** @param {string} name */
const errorId = (name) => `${name}-error`;
/** @param {string} name */
export const describedBy = (name) => `${name}-hint ${errorId(name)}`;

/** One line to type in. @param {string} name @param {import("./dom.js").Attributes} attributes */
export const textInput = (name, attributes) =>
  h("input", { id: name, name, class: "input", type: "text", spellcheck: "false", "aria-describedby": describedBy(name), ...attributes });

/**
 * @param {{ name: string, label: string, hint?: string, target?: string, control: HTMLElement }} how
 *   target: the id that the summary links to, where it is not the name
 * @returns {Field}
 */
export function field({ name, label, hint, target = name, control }) {
  const error = h("p", { class: "error", id: errorId(name) });
  const element = h("div", { class: "field", "data-field": name },
    h("label", { for: target }, label), h("p", { class: "hint", id: `${name}-hint` }, hint), error, control);
  return { element, target, setError: errorSetter(element, error) };
}

/** The number by which a contest knows people. @param {"phone" | "citizen_id"} kind @param {string} value */
export function identityField(kind, value) {
  const phone = kind === "phone";
  const control = textInput("identity", { class: "input short", type: phone ? "tel" : "text", inputmode: phone ? "tel" : "numeric",
    autocomplete: phone ? "tel" : "off", value });
  return field({ name: "identity", label: t(`register.${kind}`), hint: t(`register.${kind}.hint`), control });
}

/**
 * @param {{ name: string, legend: string, options: string[], chosen: string }} how
 * @returns {Field}
 */
export function radios({ name, legend, options, chosen }) {
  const error = h("p", { class: "error", id: errorId(name) });
  const rows = options.map((option, i) => h("label", { class: "option", for: `${name}-${i}` },
    h("input", { type: "radio", name, id: `${name}-${i}`, value: option, checked: option === chosen }), h("span", { lang: "vi" }, option)));
  const element = h("fieldset", { class: "field", "data-field": name, "aria-describedby": errorId(name) },
    h("legend", {}, legend), error, h("div", { class: "options" }, rows));
  return { element, target: `${name}-0`, setError: errorSetter(element, error) };
}

/** @param {string} name @param {string} label @returns {Field} */
export function tick(name, label) {
  const error = h("p", { class: "error", id: errorId(name) });
  const input = h("input", { type: "checkbox", name, id: name, "aria-describedby": errorId(name) });
  const element = h("div", { class: "field", "data-field": name }, error,
    h("label", { class: "option", for: name }, input, h("span", {}, label)));
  return { element, target: name, setError: errorSetter(element, error) };
}

/** @param {HTMLElement} element @param {HTMLElement} error */
function errorSetter(element, error) {
  return (/** @type {string} */ message) => {
    error.textContent = message;
    element.classList.toggle("wrong", message !== "");
    const inputs = element.querySelectorAll("input:not([type=hidden]), select");
    for (const input of inputs) setAttribute(input, "aria-invalid", message ? "true" : null);
  };
}

/** Takes the focus when it appears; each line leads to its field. @param {string} [id] where a page has two */
export function errorSummary(id = "error-summary") {
  const box = h("div", { class: "error-summary", id, role: "alert", tabindex: -1, hidden: true });
  return {
    box,
    /** @param {{ message: string, target: string | null }[]} errors */
    show(errors) {
      const title = document.title.replace(t("errors.in_title", { title: "" }), "");
      document.title = errors.length ? t("errors.in_title", { title }) : title;
      box.hidden = errors.length === 0;
      fill(box, h("h2", {}, t("errors.title")), h("ul", {}, errors.map(errorLine)));
      if (errors.length) box.focus();
    },
  };
}

/** @param {{ message: string, target: string | null }} error */
function errorLine({ message, target }) {
  if (!target) return h("li", {}, message);
  const anchor = link(`#${target}`, message);
  anchor.addEventListener("click", (event) => {
    event.preventDefault();
    document.getElementById(target)?.focus();
  });
  return h("li", {}, anchor);
}

/** Below this the keyboard takes half of the screen: the list must begin near its top. */
const NARROW = 640;

/**
 * A combobox with a list beneath: type to search, tap or arrow keys and Enter to choose.
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
    fill(list, found.map((unit, i) => h("li", { id: `unit-option-${i}`, role: "option", lang: "vi", "data-unit": unit.id,
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
