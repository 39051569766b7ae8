// Text size and contrast, in the header of every page as on Vietnamese public sites; remembered.
import { t } from "../core/text.js";
import { openStore } from "../io/storage.js";
import { button, h, setAttribute } from "./dom.js";

/** @typedef {"small" | "normal" | "large"} Size */
/** @typedef {{ size: Size, high: boolean }} Display */

const SIZES = /** @type {const} */ ([
  ["small", "display.small", "A−"],
  ["normal", "display.normal", "A"],
  ["large", "display.large", "A+"],
]);
const store = openStore("_");

/** @returns {Display} */
function current() {
  const root = document.documentElement;
  const size = root.getAttribute("data-size");
  return { size: size === "small" || size === "large" ? size : "normal", high: root.getAttribute("data-contrast") === "high" };
}

/** @param {Display} display */
function apply({ size, high }) {
  const root = document.documentElement;
  setAttribute(root, "data-size", size === "normal" ? null : size);
  setAttribute(root, "data-contrast", high ? "high" : null);
  store.write("display", { size, contrast: high ? "high" : "" });
}

/** The controls, which keep themselves up to date. */
export function displayControls() {
  const sizes = SIZES.map(([size, label, sign]) => {
    const element = button(sign, () => change({ ...current(), size }), { class: `button size size-${size}`, "aria-label": `${sign} ${t(label)}` });
    return { size, element };
  });
  const contrast = button("", () => change({ ...current(), high: !current().high }), { class: "button contrast", id: "contrast" });

  function show() {
    const { size, high } = current();
    for (const one of sizes) setAttribute(one.element, "aria-pressed", String(one.size === size));
    contrast.textContent = t(high ? "display.less_contrast" : "display.more_contrast");
  }
  /** @param {Display} display */
  function change(display) {
    apply(display);
    show();
  }

  show();
  const group = h("div", { class: "sizes", role: "group", "aria-label": t("display.size") }, sizes.map((one) => one.element));
  return h("div", { class: "display" }, group, contrast);
}
