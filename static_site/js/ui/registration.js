// Who takes part: a few fields, kept while typing, sent until answered.
import { FIELDS, ageTick, missingIn, tidyCode } from "../core/registration.js";
import { placeOf, t } from "../core/text.js";
import { describedBy, errorSummary, field, radios, tick } from "./fields.js";
import { h, heading, paragraph, setText } from "./dom.js";
import { createUnitPicker } from "./unit-picker.js";

/** @typedef {import("../core/types.js").Contest} Contest */
/** @typedef {import("../core/types.js").ApiError} ApiError */
/** @typedef {import("../core/types.js").Registration} Registration */
/** @typedef {import("../core/registration.js").FieldErrors} FieldErrors */
/** @typedef {Partial<Record<keyof Registration, import("./fields.js").Field>>} Fields */

const RADIOS_AT_MOST = 6;

/** @param {Contest} contest @param {Registration} kept */
function identityFields({ identity_field: kind }, kept) {
  const identity = h("input", { id: "identity", name: "identity", class: "input short", type: kind === "phone" ? "tel" : "text",
    inputmode: kind === "phone" ? "tel" : "numeric", autocomplete: kind === "phone" ? "tel" : "off", value: kept.identity,
    "aria-describedby": describedBy("identity") });
  const code = h("input", { id: "resume_code", name: "resume_code", class: "input short", type: "text", autocomplete: "off",
    autocapitalize: "characters", spellcheck: "false", "aria-describedby": describedBy("resume_code") });
  const name = h("input", { id: "name", name: "name", class: "input", type: "text", autocomplete: "name", spellcheck: "false",
    maxlength: 100, value: kept.name, "aria-describedby": describedBy("name") });
  return {
    identity: field({ name: "identity", label: t(`register.${kind}`), hint: t(`register.${kind}.hint`), target: "identity", control: identity }),
    resume_code: field({ name: "resume_code", label: t("register.code"), hint: t("register.code.hint"), target: "resume_code", control: code }),
    name: field({ name: "name", label: t("register.name"), hint: t("register.name.hint"), target: "name", control: name }),
  };
}

/** @param {Contest} contest @param {string} chosen */
function categoryField({ categories }, chosen) {
  const legend = t("register.category");
  if (categories.length <= RADIOS_AT_MOST) return radios({ name: "category", legend, options: categories, chosen });
  const options = categories.map((name) => h("option", { value: name, selected: name === chosen }, name));
  const control = h("select", { id: "category", name: "category", "aria-describedby": describedBy("category") },
    h("option", { value: "" }, t("register.category.choose")), options);
  return field({ name: "category", label: legend, target: "category", control });
}

/** @param {Contest} contest @param {Registration} kept @param {() => void} onChange */
function createFields(contest, kept, onChange) {
  const picker = createUnitPicker({ units: contest.units, chosen: kept.unit, describedBy: describedBy("unit"), onChange });
  const age = ageTick(contest);
  return {
    ...identityFields(contest, kept),
    unit: field({ name: "unit", label: t("register.unit"), hint: t("register.unit.hint"), target: "unit-search", control: picker }),
    category: categoryField(contest, kept.category),
    ...(age === null ? {} : { age_ok: tick("age_ok", age) }),
    eligible: tick("eligible", t("register.eligible", { place: placeOf(contest.host) })),
    consent: tick("consent", t("register.consent")),
  };
}

/** @param {HTMLFormElement} form @returns {Registration} */
function readForm(form) {
  const values = new FormData(form);
  const text = (/** @type {string} */ name) => String(values.get(name) || "");
  return { identity: text("identity"), name: text("name").trim(), unit: text("unit"), category: text("category"),
    eligible: values.has("eligible"), age_ok: values.has("age_ok"), consent: values.has("consent"), resume_code: tidyCode(text("resume_code")) };
}

/** What an answer says of the fields; a code of its own where it names none. @param {ApiError} error @returns {FieldErrors} */
function fieldErrors(error) {
  if (error.fields && Object.keys(error.fields).length) return error.fields;
  if (error.code === "wrong_code" || error.code === "too_many_tries") return { resume_code: error.message };
  return {};
}

/**
 * @param {HTMLElement} root
 * @param {{ contest: Contest, kept: Registration, keep: (form: Registration) => void,
 *           start: (form: Registration, onWait: (tries: number) => void) => Promise<ApiError | null>,
 *           refused: (error: ApiError) => boolean, late: boolean }} view
 *   refused: true where another screen has taken over; late: the contest has closed, nothing new begins
 */
export function mountRegistration(root, { contest, kept, keep, start, refused, late }) {
  const fields = createFields(contest, kept, () => keep(readForm(form)));
  const summary = errorSummary();
  const status = h("p", { class: "status", id: "register-status", role: "status" });
  const submit = h("button", { type: "submit", class: "button", id: "register" }, t(late ? "register.find" : "register.start"));
  const code = h("details", { id: "have-code", open: late }, h("summary", {}, t("register.have_code")), fields.resume_code.element);
  const privacy = h("details", { id: "privacy" }, h("summary", {}, t("register.privacy")), contest.privacy.map(paragraph));
  const form = h("form", { id: "registration", novalidate: true },
    fields.identity.element, code, fields.name.element, fields.unit.element, fields.category.element,
    fields.eligible.element, fields.age_ok ? fields.age_ok.element : null, privacy, fields.consent.element,
    late ? null : h("p", { class: "hint" }, t(contest.paper.time_limit_s ? "register.clock" : "register.no_clock")), h("p", { class: "actions" }, submit), status);
  let busy = false;

  /** @param {FieldErrors} errors @param {string} [general] */
  function showErrors(errors, general) {
    const all = /** @type {Fields} */ (fields);
    for (const name of FIELDS) all[name]?.setError(errors[name] || "");
    if (errors.resume_code) code.open = true;
    const lines = FIELDS.filter((name) => errors[name]).map((name) => ({ message: errors[name] || "", target: all[name]?.target || null }));
    summary.show(lines.length || !general ? lines : [{ message: general, target: null }]);
  }

  /** @param {ApiError} error */
  function showRefusal(error) {
    if (error.code === "other_device") {
      code.open = true;
      return showErrors({ resume_code: t("register.other_device", { contact: contest.contact }) });
    }
    if (!refused(error)) showErrors(fieldErrors(error), error.message || t("errors.unknown"));
  }

  /** @param {boolean} now */
  function setBusy(now) {
    busy = now;
    submit.setAttribute("aria-disabled", String(now));
    setText(status, now ? t("register.sending") : "");
  }

  async function send() {
    const filled = readForm(form);
    const missing = missingIn(filled, contest);
    showErrors(missing);
    if (Object.keys(missing).length) return;
    setBusy(true);
    const error = await start(filled, (tries) => setText(status, t("register.retrying", { tries })));
    setBusy(false);
    if (error && form.isConnected) showRefusal(error);
  }

  form.addEventListener("input", () => keep(readForm(form)));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!busy) void send();
  });
  root.replaceChildren(h("div", {}, heading(t("register.title")), summary.box, form));
}
