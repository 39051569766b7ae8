// Forms of the console: fields with label, hint and fault, the summary of what is wrong, and what the server found.
import { ICT_OFFSET, t } from "../../core/text.js";
import { ApiError } from "../../io/session.js";
import { h } from "../dom.js";
import { describedBy, errorSummary, field, textInput } from "../fields.js";
import { actButton, faultText, say } from "./kit.js";
import { keepTyped } from "./kit-unsaved.js";

/**
 * @template Value
 * @typedef {{ name: string, element: HTMLElement, target: string, setError: (message: string) => void,
 *             read: () => Value, fault?: () => string }} Entry fault: what is wrong before anything is sent, "" if nothing
 */
/** @typedef {{ name: string, label: string, hint?: string, required?: boolean }} Labelled */

/**
 * A line of text; a type such as "email" or "password" as the browser knows it.
 * @param {Labelled & { value?: string, type?: string, autocomplete?: string, maxlength?: number, short?: boolean }} how
 * @returns {Entry<string>}
 */
export function textEntry({ name, label, hint, required, value = "", type = "text", autocomplete = "off", maxlength, short }) {
  const control = textInput(name, { type, autocomplete, maxlength, value, class: short ? "input short" : "input", required: required || false });
  return entry({ name, label, hint, control, read: () => (type === "password" ? control.value : control.value.trim()), missing: required && (() => !control.value.trim()) });
}

/** Several lines of text. @param {Labelled & { value?: string, rows?: number, maxlength?: number }} how @returns {Entry<string>} */
export function areaEntry({ name, label, hint, required, value = "", rows = 3, maxlength }) {
  const control = h("textarea", { id: name, name, class: "input", rows, maxlength, "aria-describedby": describedBy(name) }, value);
  return entry({ name, label, hint, control, read: () => control.value.trim(), missing: required && (() => !control.value.trim()) });
}

/** A whole number, null where it is left empty. @param {Labelled & { value?: number | null, least?: number, most?: number }} how @returns {Entry<number | null>} */
export function numberEntry({ name, label, hint, required, value = null, least = 0, most }) {
  const control = textInput(name, { type: "number", inputmode: "numeric", min: least, max: most, step: 1, class: "input short", value: value === null ? "" : value });
  return entry({ name, label, hint, control, read: () => (control.value === "" ? null : Number(control.value)), missing: required && (() => control.value === "") });
}

/** One of several. @param {Labelled & { value?: string, options: { value: string, text: string }[] }} how @returns {Entry<string>} */
export function choiceEntry({ name, label, hint, required, value = "", options }) {
  const control = h("select", { id: name, name, "aria-describedby": describedBy(name) },
    options.map((option) => h("option", { value: option.value, selected: option.value === value }, option.text)));
  return entry({ name, label, hint, control, read: () => control.value, missing: required && (() => !control.value) });
}

/** Yes or no. @param {Labelled & { value?: boolean }} how @returns {Entry<boolean>} */
export function tickEntry({ name, label, hint = "", value = false }) {
  const error = h("p", { class: "error", id: `${name}-error` });
  const input = h("input", { type: "checkbox", name, id: name, checked: value, "aria-describedby": describedBy(name) });
  const element = h("div", { class: "field", "data-field": name }, error,
    h("label", { class: "option", for: name }, input, h("span", {}, label)), h("p", { class: "hint", id: `${name}-hint` }, hint));
  return { name, element, target: name, setError: (message) => mark(element, error, message), read: () => input.checked };
}

/** A moment in Vietnam's time, in ms; null where it is left empty. @param {Labelled & { value?: number | null }} how @returns {Entry<number | null>} */
export function momentEntry({ name, label, hint, required, value = null }) {
  const shown = value === null ? "" : new Date(value + ICT_OFFSET).toISOString().slice(0, 16);
  const control = textInput(name, { type: "datetime-local", class: "input short", value: shown });
  const read = () => (control.value ? Date.parse(`${control.value}:00+07:00`) : null);
  return entry({ name, label, hint: hint || t("console.zone"), control, read, missing: required && (() => !control.value) });
}

/** A file of at most `mostBytes`. @param {Labelled & { accept: string, mostBytes: number }} how @returns {Entry<File | null>} */
export function fileEntry({ name, label, hint, required, accept, mostBytes }) {
  const control = h("input", { type: "file", id: name, name, accept, class: "input", "aria-describedby": describedBy(name) });
  const chosen = () => (control.files && control.files[0]) || null;
  const made = entry({ name, label, hint, control, read: chosen, missing: required && (() => !chosen()) });
  const missing = made.fault;
  const tooLarge = () => t("console.file.too_large", { most: Math.floor(mostBytes / 1048576) });
  return { ...made, fault: () => (missing && missing()) || ((chosen()?.size || 0) > mostBytes ? tooLarge() : "") };
}

/** The bytes of a file as the API takes them. @param {File} file @returns {Promise<string>} base64 */
export function base64Of(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ""));
    reader.onerror = () => reject(reader.error || new Error("unreadable file"));
    reader.readAsDataURL(file);
  });
}

/**
 * @template Value
 * @param {{ name: string, label: string, hint?: string, control: HTMLElement, read: () => Value, missing?: (() => boolean) | false }} how
 * @returns {Entry<Value>}
 */
function entry({ name, label, hint, control, read, missing }) {
  const made = field({ name, label, hint, control });
  return { ...made, name, read, fault: () => (missing && missing() ? t("console.missing", { field: label }) : "") };
}

/** @param {HTMLElement} element @param {HTMLElement} error @param {string} message */
function mark(element, error, message) {
  error.textContent = message;
  element.classList.toggle("wrong", message !== "");
}

/**
 * A form that checks, sends, and shows each fault beside its field: the page's own, or the server's.
 * @param {{ entries: Entry<any>[], submit: string, send: () => Promise<unknown>, id?: string, others?: import("../dom.js").Child[],
 *           around?: import("../dom.js").Child[], keeps?: string | boolean }} how send: gives false where it was not wanted after all;
 *   around: what stands in place of the bare fields, which are in it; keeps: what it is about, where a screen has several of that id, or false where nothing typed is worth keeping
 */
export function form({ entries, submit, send, id = "form", others = [], around, keeps = true }) {
  const summary = errorSummary(`${id}-errors`);
  const sending = actButton(submit, attempt, { type: "submit", id: `${id}-submit` });
  const element = h("form", { id, novalidate: true }, summary.box, around || entries.map((one) => one.element), h("div", { class: "actions" }, sending, others));
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.submitter !== sending) sending.click();
  });
  const typed = keeps === false ? null : keepTyped(element, `${id}|${keeps === true ? "" : keeps}`);
  if (typed && typed.notice) summary.box.after(typed.notice);

  /** @param {Record<string, string>} faults by name */
  function show(faults) {
    for (const one of entries) one.setError(faults[one.name] || "");
    const known = new Map(entries.map((one) => [one.name, one.target]));
    summary.show(Object.entries(faults).map(([name, message]) => ({ message, target: known.get(name) || null })));
  }

  async function attempt() {
    const own = entries.map((one) => /** @type {const} */ ([one.name, one.fault ? one.fault() : ""])).filter(([, fault]) => fault);
    show(Object.fromEntries(own));
    if (own.length) return;
    typed?.sending();
    try {
      if ((await send()) === false) typed?.refused();
      else typed?.done();
    } catch (failure) {
      typed?.refused();
      if (!(failure instanceof ApiError)) throw failure;
      if (Object.keys(failure.fields).length) show(failure.fields);
      else say(faultText(failure), { kind: "bad" });
    }
  }

  return element;
}
