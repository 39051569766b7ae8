// What one should know before registering: the rules in short, the time, who may take part, the privacy notice.
import { beforeYouStart } from "../core/registration.js";
import { t } from "../core/text.js";
import { button, fill, h, heading, link, paragraph, setText } from "./dom.js";

/** @typedef {import("../core/types.js").Contest} Contest */

/** @param {Contest} contest */
export const privacyNotice = ({ privacy }) =>
  h("details", { id: "privacy" }, h("summary", {}, t("register.privacy")), h("div", { lang: "vi" }, privacy.map(paragraph)));

/**
 * @param {HTMLElement} root
 * @param {{ contest: Contest, now: () => number, rules: string, next: () => void }} view
 *   rules: the address of the rules in full
 */
export function mountIntro(root, { contest, now, rules, next }) {
  const facts = () => beforeYouStart(contest, now());
  const list = h("ul", { class: "facts-list" }, facts().map((fact) => h("li", {}, fact)));
  fill(root, h("div", { id: "intro" }, heading(t("intro.title")), list,
    h("p", {}, t("intro.rules_in"), " ", link(rules, t("intro.rules")), "."), privacyNotice(contest),
    h("p", { class: "actions" }, button(t("intro.continue"), next, { id: "continue" }))));
  // The close may have come nearer than the time limit.
  return { update: () => facts().forEach((fact, i) => setText(list.children[i], fact)) };
}
