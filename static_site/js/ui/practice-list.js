// The list of all questions: searched as people type, and printed whole.
import { searched } from "../core/practice.js";
import { fold } from "../core/search.js";
import { t } from "../core/text.js";
import { button, fill, h, setText } from "./dom.js";

/** @param {HTMLElement} list with a `details` for each topic */
function searchable(list) {
  const rows = [...list.querySelectorAll("ol > li")];
  const texts = rows.map((row) => fold(row.textContent || ""));

  return {
    /** Shows what holds the words typed; gives how many there are, null where nothing was typed. @param {string} query */
    show(query) {
      const typed = fold(query) !== "";
      const hits = searched(texts, query);
      rows.forEach((row, at) => row.toggleAttribute("hidden", !hits[at]));
      for (const topic of list.querySelectorAll("details")) {
        topic.hidden = !topic.querySelector("ol > li:not([hidden])");
        topic.open = typed && !topic.hidden;
      }
      return typed ? hits.filter(Boolean).length : null;
    },
  };
}

/** @param {HTMLElement} list */
function printable(list) {
  const topics = [...list.querySelectorAll("details")];
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = topics.filter((topic) => !topic.open);
    for (const topic of opened) topic.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const topic of opened) topic.open = false;
  });
}

/** An address may name a question. @param {HTMLElement} list */
export function openNamed(list) {
  const named = list.querySelector(`[id="${CSS.escape(location.hash.slice(1))}"]`);
  const topic = named && named.closest("details");
  if (!named || !topic) return;
  topic.open = true;
  named.scrollIntoView();
}

/** @param {HTMLElement} tools @param {HTMLElement} list */
export function mountList(tools, list) {
  const search = searchable(list);
  const input = h("input", { id: "all-search", type: "search", class: "input", autocomplete: "off", "aria-describedby": "all-hint" });
  const said = h("p", { id: "all-found", role: "status" });
  let timer = 0;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      const found = search.show(input.value);
      setText(said, found === null ? "" : found ? t("practice.found", { count: found }) : t("practice.found_none"));
    }, 150);
  });
  fill(tools, h("div", { class: "field", role: "search" }, h("label", { for: "all-search" }, t("practice.search")),
    h("p", { class: "hint", id: "all-hint" }, t("practice.search_hint")), input), said,
    h("p", {}, button(t("practice.print"), () => window.print(), { class: "button quiet small", id: "all-print" })));
  printable(list);
  openNamed(list);
}
