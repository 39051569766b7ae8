// The number already takes part on another device: one goes on with the code, or says that the number is one's own.
import { LONGEST_NOTE, claimBody, isSameNumber, readClaim } from "../core/resuming.js";
import { moment, t, zonedMoment } from "../core/text.js";
import { deviceKey } from "../io/storage.js";
import { button, fill, h, heading, onceASecond, paragraph, setText } from "./dom.js";
import { describedBy, errorSummary, field } from "./fields.js";
import { resumeForm } from "./resume.js";
import { saidHere } from "./said.js";

/** @typedef {import("../core/types.js").Contest} Contest */
/** @typedef {import("../core/types.js").ApiError} ApiError */
/** @typedef {import("../core/types.js").Registration} Registration */
/** @typedef {import("./resume.js").Resuming} Resuming */
/** @typedef {Resuming & { person: Registration, open: boolean, store: import("../io/storage.js").Store, api: import("../io/api.js").Api, again: () => void }} View */

/** What may have been mistaken for another device: the same phone's other browsers. */
const elsewhere = () => h("p", { class: "callout" }, t("other.same_phone"));

/** @param {View} view */
function personFacts({ contest, person }) {
  const unit = contest.units.find((one) => one.id === person.unit);
  const rows = [[t("next.name"), person.name], [t(`register.${contest.identity_field}`), person.identity], [t("register.unit"), unit ? unit.name : ""]];
  return h("dl", { class: "facts compact" }, rows.map(([term, value]) => h("div", {}, h("dt", {}, term), h("dd", { lang: "vi" }, value))));
}

/** What the organizers do with a claim, and how one goes on then. @param {View} view @param {number} at */
function sent({ contest, again }, at) {
  const kind = contest.identity_field;
  const steps = [t(`claim.next.${kind}`), t("claim.next.allowed"), t("claim.next.code")];
  return h("section", { id: "claim-sent" }, h("div", { class: "panel" }, h("h2", {}, t("claim.sent")),
    h("p", { role: "status" }, t("claim.sent_at", { at: zonedMoment(at) }))),
    h("h3", {}, t("claim.next")), h("ol", {}, steps.map((step) => h("li", {}, step))),
    paragraph(t("claim.until", { end: moment(contest.closes_at), contact: contest.contact })),
    h("p", { class: "actions" }, button(t("claim.try"), again, { id: "claim-try" })));
}

/** @param {View} view @param {string} kept @param {(note: string, onWait: (tries: number) => void) => Promise<ApiError | null>} send @param {(note: string) => void} keep */
function claimForm(view, kept, send, keep) {
  const { contest, refused } = view;
  const kind = contest.identity_field;
  const note = h("textarea", { id: "note", name: "note", class: "input", rows: 2, maxlength: LONGEST_NOTE, "aria-describedby": describedBy("note") }, kept);
  const asked = field({ name: "note", label: t(`claim.note.${kind}`), hint: t(`claim.note.${kind}.hint`, { contact: contest.contact }), control: note });
  const summary = errorSummary("claim-errors");
  const status = h("p", { class: "status", id: "claim-status", role: "status" });
  const submit = h("button", { type: "submit", class: "button", id: "claim" }, t("claim.send"));
  const form = h("form", { id: "claim-form", novalidate: true }, summary.box, personFacts(view), asked.element, h("p", { class: "actions" }, submit), status);
  let busy = false;

  async function act() {
    if (busy) return;
    busy = true;
    submit.setAttribute("aria-disabled", "true");
    setText(status, t("register.sending"));
    const error = await send(note.value, (tries) => setText(status, t("register.retrying", { tries })));
    busy = false;
    submit.setAttribute("aria-disabled", "false");
    setText(status, "");
    if (!error || !form.isConnected || refused(error)) return;
    const named = error.fields?.note || "";
    asked.setError(named);
    const said = Object.values(error.fields || {})[0] || error.message || t("errors.unknown");
    summary.show([{ message: said, target: named ? asked.target : null }]);
  }

  note.addEventListener("input", () => keep(note.value));
  form.addEventListener("submit", onceASecond(() => void act()));
  return form;
}

/** What was sent from here about this number. @param {View} view */
function sentClaim({ store, person }) {
  const claim = readClaim(store.read("claim"));
  return claim && isSameNumber(claim.identity, person.identity) ? claim : null;
}

/** What one may do where nothing was sent yet. @param {View} view @param {() => void} done */
function offer(view, done) {
  const { contest, store, api, person, now, open } = view;
  if (!open) return h("section", {}, h("h2", {}, t("claim.title")), paragraph(t("claim.closed", { contact: contest.contact })));

  /** @param {string} note @param {(tries: number) => void} onWait */
  async function send(note, onWait) {
    const call = /** @type {const} */ ({ method: "POST", path: `/contests/${contest.slug}/claims`, body: claimBody(person, note, deviceKey(store)) });
    const { error } = await api.untilAnswered(call, onWait);
    if (error) return saidHere(error, contest);
    store.write("claim", { identity: person.identity, at: now() });
    store.remove("claim-note");
    done();
    return null;
  }

  const note = store.read("claim-note");
  const form = claimForm(view, typeof note === "string" ? note : "", send, (typed) => store.write("claim-note", typed));
  form.hidden = true;
  const mine = button(t("claim.offer"), () => {
    form.hidden = false;
    mine.hidden = true;
    form.querySelector("textarea")?.focus();
  }, { class: "button quiet", id: "mine" });
  return h("section", {}, h("h2", {}, t("claim.title")), paragraph(t("claim.text")), h("p", { class: "actions" }, mine), form);
}

/** @param {HTMLElement} root @param {View} view */
export function mountOtherDevice(root, view) {
  const { person } = view;
  const screen = h("div", { id: "other-device" });

  function show() {
    const claim = sentClaim(view);
    const code = h("section", {}, h("h2", {}, t("other.have_code")), paragraph(t("other.code_text")),
      resumeForm({ ...view, identity: person.identity }, { label: t("resume.go_on"), numberKnown: true }));
    fill(screen, heading(t("other.title")), paragraph(t("other.text", { identity: person.identity })),
      claim ? [sent(view, claim.at), code] : [elsewhere(), code, offer(view, showSent)]);
  }

  function showSent() {
    if (!screen.isConnected) return;
    show();
    window.scrollTo(0, 0);
    screen.querySelector("h1")?.focus({ preventScroll: true });
  }

  show();
  fill(root, screen);
}
