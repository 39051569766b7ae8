// A button that copies what stands on the page; where the phone forbids it, the text is chosen for a long press.
import { t } from "../core/text.js";
import { button, h, setText } from "./dom.js";

/**
 * @param {Element} shown what is copied: the text inside, as it is at the tap
 * @param {string} label
 * @param {string} [named] what it is called where the label stands many times
 */
export function copyButton(shown, label, named) {
  const said = h("span", { class: "said", role: "status" });
  const copy = button(label, () => {
    void copied(shown).then((done) => setText(said, t(done ? "copy.done" : "copy.failed")));
  }, { class: named ? "button quiet small" : "button quiet", "aria-label": named });
  return h("span", { class: "copy" }, copy, said);
}

/** @param {Element} shown */
async function copied(shown) {
  try {
    await navigator.clipboard.writeText(shown.textContent || "");
    return true;
  } catch (forbidden) {
    // In-app browsers and pages without TLS have no clipboard, but most still copy what is chosen.
    getSelection()?.selectAllChildren(shown);
    return document.execCommand("copy");
  }
}
