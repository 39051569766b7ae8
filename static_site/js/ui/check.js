// Before sending: what is missing first, one tap to each. And the screens while it is sent, or too late.
import { checkRows } from "../core/session.js";
import { grouped, placeKind, t, zonedMoment } from "../core/text.js";
import { button, fill, h, heading, link, paragraph, setText } from "./dom.js";

/** @typedef {import("../core/types.js").Session} Session */
/** @typedef {import("../core/types.js").Contest} Contest */
/** @typedef {ReturnType<typeof checkRows>["done"][number]} Row */

/** @param {Row} row */
function checkRow(row) {
  const n = row.index + 1;
  const change = link(`#cau-${n}/sua`, t(row.chosen.length ? "check.change" : "check.answer"), {
    class: "change",
    "aria-label": t(row.chosen.length ? "check.change_n" : "check.answer_n", { n }),
  });
  const answer = row.chosen.length ? row.chosen.join("; ") : t("check.none");
  return h("li", { class: row.chosen.length ? "done" : "missing" },
    h("div", {}, h("p", { class: "asked" }, h("b", {}, t("check.question", { n })), " ", row.text), h("p", { class: "given" }, answer)), change);
}

/** @param {string} title @param {Row[]} rows */
function checkSection(title, rows) {
  return rows.length ? h("section", {}, h("h2", {}, title), h("ul", { class: "check-list" }, rows.map(checkRow))) : null;
}

/** @param {HTMLElement} root @param {Session} session @param {() => void} send */
export function mountCheck(root, session, send) {
  const { missing, done } = checkRows(session);
  const total = session.paper.questions.length;
  const summary = missing.length ? t("check.some", { done: done.length, total, missing: missing.length }) : t("check.all", { total });
  fill(root, h("div", { id: "check" },
    heading(t("check.title")),
    h("p", { class: missing.length ? "callout warning" : "callout" }, summary),
    checkSection(t("check.missing"), missing),
    h("div", { class: "send-box" }, h("p", {}, t("check.final")), button(t("check.send"), send, { id: "send" })),
    checkSection(t("check.done"), done),
    done.length ? h("div", { class: "send-box" }, button(t("check.send"), send, { id: "send-end" })) : null));
}

/** @param {HTMLElement} root @param {Contest} contest @param {() => number} tries */
export function mountSending(root, contest, tries) {
  const status = h("p", { id: "send-status", role: "status" });
  root.replaceChildren(h("div", { id: "sending", class: "notice" }, heading(t("sending.title")), paragraph(t("sending.text")), status));
  const place = placeKind(contest.host);
  function update() {
    setText(status, tries() ? t("sending.retrying", { tries: tries(), place }) : t("sending.now"));
  }
  update();
  return { update };
}

/**
 * Time was up before anything was sent: a stored draft will be sealed and shown, or nothing was stored.
 * @param {HTMLElement} root @param {Contest} contest @param {Session} session @param {() => void} look
 */
export function mountExpired(root, contest, session, look) {
  const none = Object.keys(session.stored).length === 0;
  const end = Math.min(session.deadline ?? Infinity, contest.closes_at);
  root.replaceChildren(h("div", { id: "expired", class: "notice" },
    heading(t("expired.title")),
    paragraph(t("expired.when", { end: zonedMoment(end) })),
    paragraph(none ? t("expired.none") : t("expired.draft", { count: Object.keys(session.stored).length })),
    paragraph(t("expired.code", { code: grouped(session.resumeCode), contact: contest.contact })),
    h("p", { class: "actions" }, button(t("expired.look"), look, { class: "button quiet" }))));
}
