// Elements without markup in strings.

/** @typedef {Node | string | number | null | undefined | false} Child */
/** @typedef {Record<string, string | number | boolean | null | undefined>} Attributes */

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Attributes} [attributes] true sets it empty; false, null and undefined leave it out
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value);
  fill(element, ...children);
  return element;
}

/** @param {Element} element @param {string} name @param {Attributes[string]} value */
export function setAttribute(element, name, value) {
  if (value === false || value === null || value === undefined) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? "" : String(value));
}

/** Replaces what is inside. @param {Element} element @param {...(Child | Child[])} children */
export function fill(element, ...children) {
  const kept = children.flat().filter((child) => child !== null && child !== undefined && child !== false);
  element.replaceChildren(...kept.map((child) => (child instanceof Node ? child : String(child))));
}

/** Only where it changes, so that live regions speak once. @param {Element} element @param {string} text */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * @param {string} text
 * @param {() => void} act
 * @param {Attributes} [attributes]
 */
export function button(text, act, attributes = {}) {
  const element = h("button", { type: "button", class: "button", ...attributes }, text);
  element.addEventListener("click", act);
  return element;
}

/**
 * For what is done once: a second click or tap within a second is none of its own.
 * @param {() => void} act
 * @returns {(event?: Event) => void} takes clicks and submissions, which it keeps from leaving the page
 */
export function onceASecond(act) {
  let last = -Infinity;
  return (event) => {
    if (event) event.preventDefault();
    const at = performance.now();
    if (at - last < 1000) return;
    last = at;
    act();
  };
}

/** @param {string} href @param {string} text @param {Attributes} [attributes] */
export const link = (href, text, attributes = {}) => h("a", { href, ...attributes }, text);

/** @param {string} text */
export const paragraph = (text) => h("p", {}, text);

/** A screen's heading, which takes the focus when the screen changes. @param {...(Child | Child[])} children */
export const heading = (...children) => h("h1", { tabindex: -1 }, ...children);

/** @param {string} id */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`no #${id} in this page`);
  return element;
}

/**
 * Repeats with the clock, each second, while the page is seen.
 * @param {() => void} act
 */
export function eachSecond(act) {
  act();
  setInterval(act, 1000);
  document.addEventListener("visibilitychange", act);
  window.addEventListener("pageshow", act);
}
