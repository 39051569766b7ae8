// Attempts: the list with its search; one of them; extra time; tablets. The address says which.
import { t } from "../../core/text.js";
import { h, link } from "../dom.js";
import { mountOne } from "./attempts-one.js";
import { mountExtraTime } from "./attempts-extra.js";
import { mountList } from "./attempts-list.js";
import { mountTablet } from "./attempts-tablet.js";

/** @typedef {import("./screens.js").Here} Here */

export const EXTRA = "them-gio";
export const TABLET = "may-chung";

/** Beside the list. @param {Here} here @param {string} present */
export function ways(here, present) {
  const items = [
    { key: "", href: here.href("luot-thi"), text: t("attempts.title") },
    { key: "claims", href: here.href("yeu-cau"), text: t("claims.title") },
    { key: EXTRA, href: here.href("luot-thi", EXTRA), text: t("attempts.extra.title") },
    { key: TABLET, href: here.href("luot-thi", TABLET), text: t("attempts.tablet.title") },
  ];
  return h("nav", { class: "ways", "aria-label": t("attempts.ways") }, h("ul", {},
    items.map(({ key, href, text }) => h("li", {}, link(href, text, { "aria-current": key === present ? "page" : null })))));
}

/** @param {HTMLElement} place @param {Here} here */
export async function mount(place, here) {
  const [what] = here.rest;
  if (!what) return mountList(place, here, ways(here, ""));
  if (what === EXTRA) return mountExtraTime(place, here, ways(here, EXTRA));
  if (what === TABLET) return mountTablet(place, here, ways(here, TABLET));
  return mountOne(place, here, what);
}
