// Before sending: what is missing first, one tap to each. And the screens while it is sent, or too late.
import { checkRows, expiredView, sendingWaitsFor } from "../core/delivery.js";
import { predictionOf } from "../core/session.js";
import { unbroken } from "../core/resuming.js";
import { number, placeKind, t, zonedMoment } from "../core/text.js";
import { button, fill, h, heading, link, onceASecond, paragraph, setText } from "./dom.js";

/** @typedef {import("../core/types.js").Session} Session */
/** @typedef {import("../core/types.js").Contest} Contest */
/** @typedef {import("../core/route.js").Route} Route */
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
    h("div", {}, h("p", { class: "asked" }, h("b", {}, t("check.question", { n })), " ", h("span", { lang: "vi" }, row.text)), h("p", { class: "given", lang: row.chosen.length ? "vi" : null }, answer)), change);
}

/** @param {string} title @param {Row[]} rows */
function checkSection(title, rows) {
  return rows.length ? h("section", {}, h("h2", {}, title), h("ul", { class: "check-list" }, rows.map(checkRow))) : null;
}

/** @param {Session} session */
function predictionSection(session) {
  if (!session.paper.prediction) return null;
  const value = predictionOf(session);
  const wrong = value === null && session.predicted.trim() !== "";
  const none = wrong ? t("check.prediction_wrong", { typed: session.predicted.trim() }) : t("check.prediction_none");
  const change = link("#du-doan/sua", t("check.change"), { class: "change", "aria-label": t("check.change_prediction") });
  return h("section", {}, h("h2", {}, t("check.prediction")), h("ul", { class: "check-list" },
    h("li", { class: wrong ? "prediction missing" : "prediction" },
      h("div", {}, h("p", { class: "asked", lang: "vi" }, session.paper.prediction.prompt),
        h("p", { class: "given" }, value === null ? none : number(value))), change)));
}

const SEND = /** @type {const} */ ({
  now: ["check.final", "check.send"],
  gap: ["check.final_required", "check.to_gap"],
  prediction: ["check.final_prediction", "check.to_prediction"],
});

/** @param {string} id @param {keyof typeof SEND} why @param {() => void} act */
function sendBox(id, why, act) {
  const [text, label] = SEND[why];
  return h("div", { class: "send-box" }, h("p", {}, t(text)), button(t(label), act, { id, "data-waits": why === "now" ? null : why }));
}

/**
 * @param {HTMLElement} root
 * @param {{ contest: Contest, session: Session, send: () => void, go: (route: Route) => void }} view
 */
export function mountCheck(root, { contest, session, send, go }) {
  const { missing, done } = checkRows(session);
  const total = session.paper.questions.length;
  const waits = sendingWaitsFor(session, contest.paper);
  const act = onceASecond(() => {
    if (!waits) return send();
    go(waits.why === "gap" ? { step: "question", index: waits.index, edit: true } : { step: "prediction", edit: true });
  });
  const required = contest.paper.require_all_answers && missing.length ? ` ${t("check.required")}` : "";
  const summary = missing.length ? t("check.some", { done: done.length, total, missing: missing.length }) : t("check.all", { total });
  fill(root, h("div", { id: "check" },
    heading(t("check.title")),
    h("p", { class: missing.length ? "callout warning" : "callout" }, summary + required),
    checkSection(t("check.missing"), missing),
    predictionSection(session),
    sendBox("send", waits ? waits.why : "now", act),
    checkSection(t("check.done"), done),
    done.length && !waits ? h("div", { class: "send-box" }, button(t("check.send"), act, { id: "send-end" })) : null));
}

/** @param {HTMLElement} root @param {Contest} contest @param {() => number} tries @param {() => void} hurry @param {() => boolean} over */
export function mountSending(root, contest, tries, hurry, over) {
  const place = placeKind(contest.host);
  const about = h("p");
  const status = h("p", { id: "send-status", role: "status" });
  const again = button(t("sending.again"), hurry, { id: "send-again", class: "button quiet" });
  root.replaceChildren(h("div", { id: "sending", class: "notice" }, heading(t("sending.title")), about, status, h("p", { class: "actions" }, again)));
  function update() {
    setText(about, over() ? t("sending.over", { place }) : t("sending.text"));
    again.hidden = tries() === 0;
    setText(status, tries() ? t("sending.retrying", { tries: tries(), place }) : t("sending.now"));
  }
  update();
  return { update };
}

/**
 * Time was up before anything was sent: a stored draft will be sealed and shown, or nothing was stored.
 * @param {HTMLElement} root
 * @param {{ contest: Contest, session: Session, now: number, look: () => void, further: (HTMLElement | null)[] }} view
 *   further: what stands below, of attempts before and after
 */
export function mountExpired(root, { contest, session, now, look, further }) {
  const { end, count, gaps, counts, storedAt } = expiredView(session, contest, now);
  const counted = counts === "draft" && storedAt ? t("expired.draft_at", { count, at: zonedMoment(storedAt) }) : t(`expired.${counts}`, { count });
  root.replaceChildren(h("div", { id: "expired", class: "notice" },
    heading(t("expired.title")),
    paragraph(t("expired.when", { end: zonedMoment(end) })),
    gaps ? paragraph(t("expired.gaps")) : null,
    h("p", { "data-counts": counts, role: "status" }, counted),
    paragraph(t("expired.code", { code: unbroken(session.resumeCode), contact: contest.contact })),
    h("p", { class: "actions" }, button(t("expired.look"), look, { class: "button quiet" })), further));
}
