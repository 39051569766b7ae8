// Nothing typed is lost: the browser asks before the page goes, and forms are filled in again on the way back to them.
import { t } from "../../core/text.js";
import { button, h } from "../dom.js";

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Control */
/** @typedef {[id: string, value: string | boolean][]} Typed what differs from what stood there, in the order of the fields */

/** Who says that something is not saved. @type {Set<() => boolean>} */
const guards = new Set();
/** In memory only: they may hold names and numbers. @type {Map<string, Typed>} */
const kept = new Map();
let owner = "";

/** Asks before the page is left while something is unsaved. @param {() => boolean} unsaved @returns {() => void} no longer asks */
export function guard(unsaved) {
  guards.add(unsaved);
  return () => void guards.delete(unsaved);
}

window.addEventListener("beforeunload", (event) => {
  if (![...guards].some((unsaved) => unsaved())) return;
  event.preventDefault();
  // Browsers of before 2023 ask only by this.
  event.returnValue = true;
});
guard(() => kept.size > 0);

/** What one person typed is not shown to the next who signs in. @param {string} email */
export function typedBy(email) {
  if (email !== owner) kept.clear();
  owner = email;
}

/** Whether something stays half-filled on the screen of an address. @param {string} hash */
export const hasTyped = (hash) => [...kept.keys()].some((key) => key.startsWith(`${hash}|`));

/**
 * Keeps what is typed into a form, and fills it in if some was kept earlier.
 * @param {HTMLFormElement} element @param {string} name among the forms of its screen
 * @returns {{ notice: HTMLElement | null, sending: () => void, refused: () => void, done: () => void }} notice: says that it was filled in again
 */
export function keepTyped(element, name) {
  const key = `${location.hash}|${name}`;
  const before = kept.get(key);
  if (before) restore(element, before);
  const note = () => {
    const typed = typedIn(element);
    if (typed.length) kept.set(key, typed);
    else kept.delete(key);
  };
  const forget = () => void kept.delete(key);
  element.addEventListener("input", note);
  element.addEventListener("change", note);
  const done = () => {
    for (const control of controlsOf(element)) settle(control);
  };
  return { notice: before ? noticeOf(element, forget) : null, sending: forget, refused: note, done };
}

/** @param {HTMLFormElement} element @param {() => void} forget */
function noticeOf(element, forget) {
  const notice = h("p", { class: "callout" }, t("console.typed.restored"), " ", button(t("console.typed.discard"), () => {
    element.reset();
    for (const control of controlsOf(element)) control.dispatchEvent(new Event("change", { bubbles: true }));
    forget();
    notice.remove();
    controlsOf(element)[0]?.focus();
  }, { class: "button small quiet" }));
  return notice;
}

/** @param {HTMLFormElement} element @returns {Control[]} files and secrets can't, or must not, be kept */
const controlsOf = (element) => /** @type {Control[]} */ ([...element.querySelectorAll("input:not([type=file], [type=password], [type=hidden]), textarea, select")]).filter(({ id }) => id);

/** @param {Control} control */
const valueOf = (control) => (isTick(control) ? control.checked : control.value);

/** @param {Control} control */
function defaultOf(control) {
  if (isTick(control)) return control.defaultChecked;
  if (!(control instanceof HTMLSelectElement)) return control.defaultValue;
  const options = [...control.options];
  return (options.find((option) => option.defaultSelected) || options[0] || { value: "" }).value;
}

/** From now on what it shows is what stands. @param {Control} control */
function settle(control) {
  if (isTick(control)) control.defaultChecked = control.checked;
  else if (control instanceof HTMLSelectElement) for (const option of control.options) option.defaultSelected = option.selected;
  else control.defaultValue = control.value;
}

/** @param {Control} control @returns {control is HTMLInputElement} */
const isTick = (control) => control instanceof HTMLInputElement && (control.type === "checkbox" || control.type === "radio");

/** @param {HTMLFormElement} element @returns {Typed} */
const typedIn = (element) => controlsOf(element).filter((control) => valueOf(control) !== defaultOf(control)).map((control) => [control.id, valueOf(control)]);

/** One by one, since a choice may bring further fields. @param {HTMLFormElement} element @param {Typed} typed */
function restore(element, typed) {
  for (const [id, value] of typed) {
    const control = controlsOf(element).find((one) => one.id === id);
    if (!control) continue;
    if (isTick(control)) control.checked = value === true;
    else control.value = String(value);
    for (const kind of ["input", "change"]) control.dispatchEvent(new Event(kind, { bubbles: true }));
  }
  // Who opens the screen again sees it without looking for it.
  queueMicrotask(() => element.closest("details")?.setAttribute("open", ""));
}
