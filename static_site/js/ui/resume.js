// Going on in another browser: the number and the code, nothing else.
import { byCode, missingToResume } from "../core/resuming.js";
import { clock, t } from "../core/text.js";
import { errorSummary, field, identityField, textInput } from "./fields.js";
import { fill, h, heading, link, paragraph, setText } from "./dom.js";

/** @typedef {import("../core/types.js").Contest} Contest */
/** @typedef {import("../core/types.js").ApiError} ApiError */
/** @typedef {import("../core/types.js").Registration} Registration */
/** `granted`: it was a one-time code, with which one registers anew.
 *  @typedef {{ contest: Contest, identity: string, now: () => number, refused: (error: ApiError) => boolean,
 *              start: (form: Registration, onWait: (tries: number) => void) => Promise<ApiError | null>,
 *              granted: (form: Registration) => void }} Resuming */

/** How long the server takes no more codes after too many wrong ones. */
const PAUSE_MS = 900000;

/** @param {string} value */
export function codeField(value) {
  const control = textInput("resume_code", { class: "input short code", autocomplete: "off", autocapitalize: "characters", value });
  return field({ name: "resume_code", label: t("register.code"), hint: t("register.code.hint"), control });
}

/**
 * @param {Resuming} how
 * @param {{ label: string, code?: string, numberKnown?: boolean }} shown
 */
export function resumeForm({ contest, identity, now, start, refused, granted }, { label, code = "", numberKnown = false }) {
  const summary = errorSummary();
  const fields = { ...(numberKnown ? {} : { identity: identityField(contest.identity_field, identity) }), resume_code: codeField(code) };
  const status = h("p", { class: "status", id: "resume-status", role: "status" });
  const submit = h("button", { type: "submit", class: "button", id: "resume" }, label);
  const form = h("form", { id: "resume-form", novalidate: true }, summary.box, Object.values(fields).map((one) => one.element),
    h("p", { class: "actions" }, submit), status);
  let busy = false;

  /** @param {{ identity?: string, resume_code?: string }} errors */
  function showErrors(errors) {
    const shown = Object.entries(fields).map(([name, one]) => ({ one, message: errors[/** @type {"identity"} */ (name)] || "" }));
    for (const { one, message } of shown) one.setError(message);
    summary.show(shown.filter(({ message }) => message).map(({ one, message }) => ({ message, target: one.target })));
  }

  /** @param {ApiError} error */
  function showRefusal(error) {
    const at = clock(now() + PAUSE_MS);
    const message = error.code === "too_many_tries" ? t("resume.too_many", { at, contact: contest.contact }) : error.message;
    showErrors({ resume_code: message || t("errors.unknown"), ...error.fields });
  }

  async function send() {
    const values = new FormData(form);
    const asked = byCode(String(values.get("identity") ?? identity), String(values.get("resume_code")));
    const missing = missingToResume(asked, contest);
    showErrors(missing);
    if (Object.keys(missing).length) return;
    busy = true;
    submit.setAttribute("aria-disabled", "true");
    setText(status, t("register.sending"));
    const error = await start(asked, (tries) => setText(status, t("resume.retrying", { tries })));
    busy = false;
    submit.setAttribute("aria-disabled", "false");
    setText(status, "");
    if (!error || !form.isConnected) return;
    if (error.fields?.name) granted(asked);
    else if (!refused(error)) showRefusal(error);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!busy) void send();
  });
  return form;
}

/**
 * @param {HTMLElement} root
 * @param {Resuming & { code: string, late: boolean }} view
 *   late: the contest has closed, and what was sent is looked for
 */
export function mountResume(root, { code, late, ...how }) {
  const form = resumeForm(how, { label: t(late ? "register.find" : "resume.go_on"), code });
  const without = late ? paragraph(t("resume.lost_late", { contact: how.contest.contact })) : h("p", {}, t("resume.lost"), " ", link("#dang-ky", t("resume.to_register")));
  fill(root, h("div", { id: "resuming" }, heading(t(late ? "resume.title_late" : "resume.title")),
    paragraph(t(late ? "resume.text_late" : "resume.text")), form, h("section", { class: "aside" }, h("h2", {}, t("resume.lost_title")), without)));
}
