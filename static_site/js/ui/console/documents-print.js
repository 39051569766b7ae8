// The certificates as pages of A4 across, to print from the browser.
import { t } from "../../core/text.js";
import { button, fill, h, heading, link } from "../dom.js";

/** @typedef {import("./screens.js").Here} Here */
/**
 * @typedef {{ nation: string, motto: string, giver: string, gives: string, what: string, title: string, name: string, of: string,
 *             why: string, draft: string, record: string[], day: string, office: string, signer: string }} Certificate
 */

/** @param {HTMLElement} place @param {Here} here */
export async function mountCertificates(place, here) {
  /** @type {{ run: object | null }} */
  const { run } = await here.api.get(`/contests/${here.slug}/documents`);
  if (!run) {
    fill(place, heading(t("documents.print.title")), h("p", { class: "callout" }, t("documents.not_ranked")), h("p", {}, link(here.href("van-ban"), t("documents.print.back"))));
    return undefined;
  }
  const { certificates } = await here.api.get(`/contests/${here.slug}/documents/certificates`);
  const print = button(t("documents.print.now"), () => window.print(), { id: "print-certificates" });
  fill(place, h("div", { class: "no-print" }, heading(t("documents.print.title")), h("p", {}, t("documents.print.text")),
    h("p", { class: "actions" }, certificates.length ? print : null, link(here.href("van-ban"), t("documents.print.back"), { class: "button quiet" })),
    certificates.length ? null : h("p", {}, t("documents.print.none"))),
  certificates.map(certificate));
  // What stands around them must be of their kind of page too, or the browser begins with an empty one.
  document.documentElement.classList.add("prints-certificates");
  return () => document.documentElement.classList.remove("prints-certificates");
}

/** What stands on it comes from the server, Vietnamese in every language of the console. @param {Certificate} said */
function certificate(said) {
  const line = (/** @type {"nation" | "motto" | "giver" | "gives" | "what" | "of" | "why" | "draft"} */ name) => (said[name] ? h("p", { class: name }, said[name]) : null);
  return h("article", { class: "certificate", lang: "vi" },
    line("nation"), line("motto"), line("giver"), line("gives"), line("what"),
    h("p", { class: "whom" }, said.title, h("b", {}, said.name)), line("of"), line("why"), line("draft"),
    h("div", { class: "feet" },
      h("div", { class: "record" }, said.record.map((text) => h("p", {}, text))),
      h("div", { class: "signs" }, h("p", { class: "day" }, said.day), h("p", { class: "office" }, said.office), h("p", { class: "signer" }, said.signer))));
}
