// What surrounds every page: what it was told at publication, text size and contrast, and the states of a
// page that has nothing to show yet.
import { addMessages, t, useMessages } from "../core/text.js";
import { createClock } from "../io/site.js";
import { Unavailable, readContest } from "../io/site.js";
import { openStore } from "../io/storage.js";
import { button, byId, fill, h, heading, link, paragraph, setAttribute, setText } from "./dom.js";

/** @typedef {import("../core/types.js").Contest} Contest */
/** @typedef {import("../core/types.js").ContestTold} ContestTold */
/** @typedef {{ lang: string, prefix: string, version: string, later: string[],
 *              messages: import("../core/text.js").Messages, contest: ContestTold | null }} Told */
/** @typedef {{ contest: Contest, clock: import("../io/site.js").ServerClock, main: HTMLElement }} Page */

/** @type {Told} */
export const told = JSON.parse(byId("told").textContent || "{}");
useMessages(told.messages);
mountDisplay();
mountLanguages();

/** Where a page brought the sentences of its first screens alone. */
export async function bringSentences() {
  const response = await fetch(`/${told.version}/lang/${told.lang}.json`);
  if (!response.ok) throw new Unavailable(response.url);
  addMessages(await response.json());
}

/** Where the contest's pages begin, in this page's language. @param {{ slug: string }} contest */
export const root = ({ slug }) => `/${told.prefix}c/${slug}/`;

/** The contest of this page, as far as its pages know it. @returns {ContestTold} */
export function contestHere() {
  if (!told.contest) throw new Error("no contest's page");
  return told.contest;
}

/** The page's own heading stands before the contest's name. @param {string} heading @param {{ title: string }} contest */
export function setTitle(heading, contest) {
  document.title = heading === contest.title ? heading : `${heading} – ${contest.title}`;
}

/** @param {string} title @param {string[]} sentences @param {HTMLElement[]} [actions] */
export function notice(title, sentences, actions = []) {
  return h("div", { class: "notice" }, heading(title), sentences.map(paragraph), actions.length ? h("p", { class: "actions" }, actions) : null);
}

/** @param {HTMLElement} main */
function showAbsent(main) {
  fill(main, notice(t("absent.title"), [t("absent.text")], [link(`/${told.prefix}`, t("absent.home"), { class: "button" })]));
}

/** @param {HTMLElement} main @param {() => void} again */
export function showUnavailable(main, again) {
  const retry = button(t("load.again"), again, { id: "load-again" });
  fill(main, notice(t("load.failed.title"), [t("load.failed.text")], [retry]));
}

/**
 * Reads the contest as it is now, then mounts the page.
 * @param {HTMLElement} main what the page fills
 * @param {(page: Page) => void | Promise<void>} mount
 */
export async function openContestPage(main, mount) {
  const clock = createClock();
  const { slug } = contestHere();
  main.setAttribute("aria-busy", "true");
  try {
    const contest = await readContest(slug, clock, openStore(slug));
    if (!contest) return showAbsent(main);
    await mount({ contest, clock, main });
  } catch (failure) {
    showUnavailable(main, () => void openContestPage(main, mount));
    if (!(failure instanceof Unavailable)) throw failure;
  } finally {
    main.removeAttribute("aria-busy");
  }
}

/** Text size and contrast, as on Vietnamese public sites; remembered, and set before the first paint by boot.js. */
function mountDisplay() {
  const shown = document.documentElement;
  const display = document.getElementById("display");
  const contrast = document.getElementById("contrast");
  if (!display || !contrast) return;
  const sizes = [...display.querySelectorAll("button[data-size]")];
  const sizeNow = () => shown.getAttribute("data-size") || "normal";
  const isHigh = () => shown.getAttribute("data-contrast") === "high";

  function show() {
    for (const one of sizes) setAttribute(one, "aria-pressed", String(one.getAttribute("data-size") === sizeNow()));
    if (contrast) setText(contrast, contrast.dataset[isHigh() ? "less" : "more"] || "");
  }
  /** @param {string} size @param {boolean} high */
  function choose(size, high) {
    setAttribute(shown, "data-size", size === "normal" ? null : size);
    setAttribute(shown, "data-contrast", high ? "high" : null);
    openStore("_").write("display", { size, contrast: high ? "high" : "" });
    show();
  }

  for (const one of sizes) one.addEventListener("click", () => choose(one.getAttribute("data-size") || "normal", isHigh()));
  contrast.addEventListener("click", () => choose(sizeNow(), !isHigh()));
  show();
}

/** Another language shows the same step, with the same unit. */
function mountLanguages() {
  for (const anchor of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".languages a"))) {
    anchor.addEventListener("click", () => {
      anchor.search = location.search;
      anchor.hash = location.hash;
    });
  }
}
