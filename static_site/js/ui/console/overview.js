// One contest: how far it has come, what is to do next, and the way to all of its screens.
import { moment, number, t } from "../../core/text.js";
import { readJson } from "../../io/site.js";
import { fill, h, heading, link } from "../dom.js";
import { nextStep, stageBadge } from "./contest-stage.js";
import { actButton, ask, say, section } from "./kit.js";
import { CONTEST_SCREENS } from "./screens.js";

/** @typedef {import("./screens.js").Here} Here */
/** @typedef {import("./screens.js").ContestRow} ContestRow */
/** @typedef {import("../../core/text.js").MessageKey} MessageKey */

const PREPARING = ["draft", "before"];

/** @param {HTMLElement} place @param {Here} here */
export async function mount(place, here) {
  const { contest } = here;
  if (!contest) {
    fill(place, heading(t("console.absent")), h("p", {}, link("#/", t("console.menu.contests"))));
    return;
  }
  const stats = contest.stage === "draft" ? null : await readJson(`/contests/${contest.slug}/stats.json`).catch(() => null);
  const step = nextStep(contest, here.canChange);
  fill(place, heading(h("span", { lang: "vi" }, contest.title || contest.slug)), h("p", {}, stageBadge(contest)), factsOf(contest, stats),
    here.canChange ? h("p", { class: "next-step" }, link(here.href(step.path[0] || "", ...step.path.slice(1)), step.text, { class: "button big", id: "next-step" })) : null,
    PREPARING.includes(contest.stage) ? section(t("contests.way"), wayOf(here)) : null,
    section(t("contests.screens"), screensOf(here)),
    here.canChange ? section(t("contests.files"), filesOf(here)) : null);
}

/** @param {ContestRow} contest @param {any} stats */
function factsOf(contest, stats) {
  /** @type {[string, string][]} */
  const facts = [
    [t("contests.opens"), contest.opens_at ? moment(contest.opens_at) : "–"],
    [t("contests.closes"), contest.closes_at ? moment(contest.closes_at) : "–"],
    [t("contests.slug"), contest.slug],
  ];
  if (stats) facts.push([t("contests.registered"), number(stats.registered)], [t("contests.submitted"), number(stats.submitted)]);
  return h("dl", { class: "facts compact" }, facts.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))));
}

/** From empty to open, step by step. @param {Here} here */
function wayOf(here) {
  const steps = /** @type {const} */ ([["chung", "the-le"], ["thoi-gian", "the-le"], ["don-vi", "the-le"], ["giai-thuong", "the-le"], ["", "cau-hoi"], ["", "san-sang"]]);
  return h("ol", { class: "steps-to-open" }, steps.map(([group, screen]) => h("li", {},
    link(here.href(screen, ...(group ? [group] : [])), t(/** @type {MessageKey} */ (`contests.way.${(group || screen).replace(/-/g, "_")}`))))));
}

/** @param {Here} here */
function screensOf(here) {
  const mine = Object.entries(CONTEST_SCREENS).filter(([name, screen]) => name && !screen.hidden && (!screen.groups || screen.groups.some((group) => here.me.groups.includes(group))));
  const pages = here.contest && here.contest.stage !== "draft" ? [h("li", {}, link(`/c/${here.slug}/`, t("contests.public"), { target: "_blank", rel: "noopener" }))] : [];
  return h("ul", { class: "screens" }, mine.map(([name, screen]) => h("li", {}, link(here.href(name), t(/** @type {MessageKey} */ (screen.title))))), pages);
}

/** @param {Here} here */
function filesOf(here) {
  const exporting = actButton(t("contests.export"), async () => {
    const { name, archive } = await here.api.get(`/contests/${here.slug}/archive`);
    const bytes = Uint8Array.from(atob(archive), (char) => char.charCodeAt(0));
    const url = URL.createObjectURL(new Blob([bytes], { type: "application/zip" }));
    const anchor = h("a", { href: url, download: name });
    document.body.append(anchor);
    anchor.click();
    anchor.remove();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
    say(t("contests.exported", { name }));
  }, { class: "button quiet", id: "export" });
  const { contest } = here;
  const removable = contest && contest.has_draft && PREPARING.includes(contest.stage);
  return h("div", {}, h("p", { class: "hint" }, t("contests.export.text")), h("div", { class: "actions" }, exporting,
    removable ? actButton(t(contest.stage === "draft" ? "contests.remove" : "contests.discard"), () => remove(here), { class: "button quiet", id: "remove-draft" }) : null));
}

/** @param {Here} here */
async function remove(here) {
  const never = here.contest && here.contest.stage === "draft";
  const sure = await ask({ title: t(never ? "contests.remove.title" : "contests.discard.title"), text: t(never ? "contests.remove.text" : "contests.discard.text"), confirm: t(never ? "contests.remove" : "contests.discard"), danger: true });
  if (!sure) return;
  const { tag } = await here.api.get(`/contests/${here.slug}/draft`);
  await here.api.delete(`/contests/${here.slug}/draft`, { tag });
  say(t("contests.removed"));
  here.go(never ? "#/" : here.href(""));
}
