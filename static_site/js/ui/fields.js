// Form fields with label, hint and error message, and the summary of what is wrong.
import { t } from "../core/text.js";
import { fill, h, link, setAttribute } from "./dom.js";

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
    h("input", { type: "radio", name, id: `${name}-${i}`, value: option, checked: option === chosen }), h("span", {}, option)));
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
