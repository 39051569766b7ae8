// What surrounds every page: header, navigation, footer; and the states of a page that has nothing to show yet.
import { slugOf } from "../core/route.js";
import { t } from "../core/text.js";
import { createClock } from "../io/clock.js";
import { Unavailable, readContest } from "../io/site.js";
import { openStore } from "../io/storage.js";
import { button, byId, fill, h, heading, link, paragraph } from "./dom.js";
import { displayControls } from "./display.js";

/** @typedef {import("../core/types.js").Contest} Contest */
/** @typedef {"home" | "rules" | "take" | "results"} Place */
/** @typedef {{ contest: Contest, clock: import("../io/clock.js").ServerClock, main: HTMLElement }} Page */

const PLACES = /** @type {const} */ ([
  ["home", "nav.home", ""],
  ["rules", "nav.rules", "the-le/"],
  ["take", "nav.take", "thi/"],
  ["results", "nav.results", "ket-qua/"],
]);

export function mountDisplay() {
  byId("display").replaceChildren(displayControls());
}

/** @param {Contest} contest @param {Place} here */
function mountFrame(contest, here) {
  const home = `/c/${contest.slug}/`;
  // Its heading is the contest's name: small screens need it once.
  document.body.classList.toggle("at-home", here === "home");
  fill(byId("brand"), h("a", { href: home }, h("span", { class: "host" }, contest.host), h("span", { class: "name" }, contest.title)));
  const items = PLACES.map(([place, label, path]) =>
    h("li", {}, link(home + path, t(label), { "aria-current": place === here ? "page" : null })));
  fill(byId("nav"), h("ul", {}, items));
  fill(byId("footer"), h("p", {}, t("footer.host", { host: contest.host })), h("p", {}, t("footer.contact", { contact: contest.contact })),
    h("p", {}, t("footer.zone")));
}

/** The page's own heading stands before the contest's name. @param {string} heading @param {Contest} contest */
export function setTitle(heading, contest) {
  document.title = heading === contest.title ? heading : `${heading} – ${contest.title}`;
}

/** @param {string} title @param {string[]} sentences @param {HTMLElement[]} [actions] */
export function notice(title, sentences, actions = []) {
  return h("div", { class: "notice" }, heading(title), sentences.map(paragraph), actions.length ? h("p", { class: "actions" }, actions) : null);
}

/** @param {HTMLElement} main */
function showAbsent(main) {
  fill(main, notice(t("absent.title"), [t("absent.text")], [link("/", t("absent.home"), { class: "button" })]));
}

/** @param {HTMLElement} main @param {() => void} again */
export function showUnavailable(main, again) {
  const retry = button(t("load.again"), again, { id: "load-again" });
  fill(main, notice(t("load.failed.title"), [t("load.failed.text")], [retry]));
}

/**
 * Reads the contest that the address names, mounts the frame, then the page.
 * @param {Place} here
 * @param {(page: Page) => void | Promise<void>} mount
 */
export async function openContestPage(here, mount) {
  const main = byId("main");
  const clock = createClock();
  const slug = slugOf(location.pathname);
  mountDisplay();
  try {
    const contest = slug ? await readContest(slug, clock, openStore(slug)) : null;
    if (!contest) return showAbsent(main);
    mountFrame(contest, here);
    await mount({ contest, clock, main });
  } catch (failure) {
    showUnavailable(main, () => void openContestPage(here, mount));
    if (!(failure instanceof Unavailable)) throw failure;
  } finally {
    main.removeAttribute("aria-busy");
  }
}
