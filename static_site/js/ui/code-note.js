// The resume code where answering begins: one line, which opens on demand.
import { grouped, t } from "../core/text.js";
import { button, fill, h, paragraph, setAttribute } from "./dom.js";

/**
 * @param {import("../core/types.js").Contest} contest
 * @param {string} code
 * @param {boolean} persistent false where closing the page would lose the way back
 */
export function codeNote(contest, code, persistent) {
  const shown = h("strong", { id: "resume-code", class: "code", "data-code": code }, grouped(code));
  const more = h("div", { hidden: true });
  const keep = button(t("code.keep"), open, { class: "button quiet small", id: "keep-code", "aria-expanded": "false" });

  async function open() {
    more.hidden = !more.hidden;
    setAttribute(keep, "aria-expanded", String(!more.hidden));
    if (more.hidden || more.firstChild) return;
    try {
      const { waysToKeep } = await import("./keep-code.js");
      fill(more, paragraph(t("code.note")), waysToKeep(contest, code, shown));
    } catch (offline) {
      fill(more, paragraph(t("code.by_hand")));
    }
  }

  return h("aside", { class: "code-note", "aria-label": t("code.title") },
    h("p", {}, h("span", {}, t("code.title")), " ", shown, " ", keep),
    persistent ? null : h("p", { class: "warn" }, t("code.note_memory")), more);
}
