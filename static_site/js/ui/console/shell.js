// What surrounds a screen of the console: the menu, and the way from an address to the screen.
import { t } from "../../core/text.js";
import { ApiError } from "../../io/session.js";
import { button, fill, h, heading, link, setAttribute } from "../dom.js";
import { CONTEST_SCREENS, SITE_SCREENS } from "./screens.js";
import { actButton, faultText, forgetSaid, say, saysIt } from "./kit.js";
import { hasTyped, typedBy } from "./kit-unsaved.js";
import { bringWords } from "./words.js";

/** @typedef {import("./screens.js").Here} Here */
/** @typedef {import("./screens.js").Me} Me */
/** @typedef {import("./screens.js").ContestRow} ContestRow */
/** @typedef {import("../../core/text.js").MessageKey} MessageKey */
/**
 * @typedef {{ place: HTMLElement, menu: HTMLElement, session: import("../../io/session.js").Session, prefix: string,
 *             cognito: import("../../io/cognito.js").Cognito, api: import("../../io/console-api.js").ConsoleApi, signedOut: () => void }} How
 */

const CONTEST = "cuoc-thi";
const CHANGERS = ["quan-tri", "to-chuc"];

/** @param {string} hash @returns {{ slug: string, name: string, rest: string[] }} */
export function addressOf(hash) {
  const parts = hash.replace(/^#\/?/, "").split("/").filter(Boolean).map(decodeURIComponent);
  if (parts[0] === CONTEST && parts[1]) return { slug: parts[1], name: parts[2] || "", rest: parts.slice(3) };
  return { slug: "", name: parts[0] || "", rest: parts.slice(1) };
}

/** @param {string} slug @param {...string} parts */
export const hrefOf = (slug, ...parts) => `#/${[...(slug ? [CONTEST, slug] : []), ...parts].filter(Boolean).map(encodeURIComponent).join("/")}`;

/** @param {How} how */
export function openShell({ place, menu, session, cognito, api, signedOut }) {
  /** @type {import("./screens.js").Leave} */
  let leave;
  let shown = 0;
  let before = "";

  /** @returns {Me} */
  function me() {
    const person = session.person() || { email: "", groups: [] };
    return { ...person, canChange: person.groups.some((group) => CHANGERS.includes(group)), isAdministrator: person.groups.includes("quan-tri"), accessToken: session.accessToken };
  }

  async function signOut(everywhere = false) {
    const token = everywhere ? await session.accessToken() : null;
    if (token) await cognito.call("GlobalSignOut", { AccessToken: token });
    await session.close();
    location.hash = "#/";
    signedOut();
  }

  /** @param {string} slug @returns {Promise<ContestRow | null>} */
  async function contestOf(slug) {
    if (!slug) return null;
    const { contests } = await api.get("/contests");
    return contests.find((/** @type {ContestRow} */ one) => one.slug === slug) || null;
  }

  /** @param {Me} who */
  function leaveScreen({ email }) {
    typedBy(email);
    if (before !== location.hash && hasTyped(before)) say(t("console.typed.kept"));
    before = location.hash;
    if (leave) leave();
    leave = undefined;
  }

  async function show() {
    const mine = (shown += 1);
    const { slug, name, rest } = addressOf(location.hash);
    const who = me();
    const screen = (slug ? CONTEST_SCREENS : SITE_SCREENS)[name];
    leaveScreen(who);
    if (!screen || (screen.groups && !screen.groups.some((group) => who.groups.includes(group)))) return showAbsent();
    place.setAttribute("aria-busy", "true");
    try {
      const [module, contest] = await Promise.all([screen.load(), contestOf(slug), bringWords(screen.words)]);
      if (mine !== shown) return undefined;
      showMenu({ slug, name, contest, who });
      const inside = h("div", { class: "screen" });
      /** @type {Here} */
      const here = { slug, rest, contest, api, me: who, cognito, canChange: who.canChange, href: (to, ...more) => hrefOf(slug, to, ...more), go, again: () => void show(), signOut };
      const left = await module.mount(inside, here);
      if (mine !== shown) return left && left();
      leave = left;
      fill(place, inside);
      settle(inside);
    } catch (failure) {
      if (mine === shown) showFault(failure);
      if (!(failure instanceof ApiError)) throw failure;
    } finally {
      place.removeAttribute("aria-busy");
    }
    return undefined;
  }

  /** The new screen's heading is where reading goes on. @param {HTMLElement} inside */
  function settle(inside) {
    const head = inside.querySelector("h1");
    if (head) {
      document.title = `${head.textContent} – ${t("console.title")}`;
      setAttribute(head, "tabindex", -1);
      head.focus({ preventScroll: true });
    }
    window.scrollTo(0, 0);
    forgetSaid();
  }

  /** @param {string} href */
  function go(href) {
    if (location.hash === href) void show();
    else location.hash = href;
  }

  function showAbsent() {
    showMenu({ slug: "", name: "", contest: null, who: me() });
    fill(place, heading(t("console.absent")), h("p", {}, link("#/", t("console.menu.contests"))));
    return undefined;
  }

  /** @param {unknown} failure */
  function showFault(failure) {
    fill(place, heading(t("console.failed.title")), h("p", { role: "alert", lang: saysIt(failure) ? "vi" : null }, faultText(failure)), actButton(t("console.again"), show));
  }

  /** @param {{ slug: string, name: string, contest: ContestRow | null, who: Me }} state */
  function showMenu({ slug, name, contest, who }) {
    const site = entriesOf(SITE_SCREENS, "", slug ? null : name, who);
    const ofContest = slug ? [h("p", { class: "contest-name", lang: "vi" }, contest ? contest.title : slug), h("ul", {}, entriesOf(CONTEST_SCREENS, slug, name, who))] : [];
    fill(menu, h("details", { class: "menu", open: window.innerWidth >= 900 }, h("summary", {}, t("console.menu")),
      h("nav", { "aria-label": t("console.menu") }, h("ul", {}, site), ofContest,
        h("p", { class: "who" }, who.email, " ", button(t("console.sign_out"), () => void signOut(), { class: "button small quiet", id: "sign-out" })))));
    menu.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }

  window.addEventListener("hashchange", show);
  void show();
  return {
    close() {
      window.removeEventListener("hashchange", show);
      shown += 1;
      if (leave) leave();
    },
  };
}

/** @param {Record<string, import("./screens.js").Screen>} screens @param {string} slug @param {string | null} present @param {Me} who */
function entriesOf(screens, slug, present, who) {
  return Object.entries(screens)
    .filter(([, screen]) => !screen.hidden && (!screen.groups || screen.groups.some((group) => who.groups.includes(group))))
    .map(([name, screen]) => h("li", {}, link(hrefOf(slug, name), t(/** @type {MessageKey} */ (screen.title)), { "aria-current": name === present ? "page" : null })));
}
