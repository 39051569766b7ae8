// What one should know before, and who takes part: a few fields, kept while typing, sent until answered.
import { FIELDS, ageLimits, beforeYouStart, missingIn } from "../core/registration.js";
import { placeOf, t } from "../core/text.js";
import { createUnitPicker, describedBy, errorSummary, field, identityField, radios, textInput, tick } from "./fields.js";
import { button, fill, h, heading, link, paragraph, setText } from "./dom.js";

/** @typedef {import("../core/types.js").Contest} Contest */
/** @typedef {import("../core/types.js").ApiError} ApiError */
/** @typedef {import("../core/types.js").Registration} Registration */
/** @typedef {import("../core/registration.js").FieldErrors} FieldErrors */
/** @typedef {Partial<Record<keyof Registration, import("./fields.js").Field>>} Fields */

const RADIOS_AT_MOST = 6;

/** @param {Contest} contest @param {string} chosen */
function categoryField({ categories }, chosen) {
  const legend = t("register.category");
  if (categories.length <= RADIOS_AT_MOST) return radios({ name: "category", legend, options: categories, chosen });
  const options = categories.map((name) => h("option", { value: name, lang: "vi", selected: name === chosen }, name));
  const control = h("select", { id: "category", name: "category", "aria-describedby": describedBy("category") },
    h("option", { value: "" }, t("register.category.choose")), options);
  return field({ name: "category", label: legend, control });
}

/** In the order in which they are asked. @param {Contest} contest @param {Registration} kept @param {() => void} onChange @returns {Fields} */
function createFields(contest, kept, onChange) {
  const picker = createUnitPicker({ units: contest.units, chosen: kept.unit, describedBy: describedBy("unit"), onChange });
  const name = textInput("name", { autocomplete: "name", maxlength: 100, value: kept.name });
  const age = ageLimits(contest);
  return {
    identity: identityField(contest.identity_field, kept.identity),
    name: field({ name: "name", label: t("register.name"), hint: t("register.name.hint"), control: name }),
    unit: field({ name: "unit", label: t("register.unit"), hint: t("register.unit.hint"), target: "unit-search", control: picker }),
    category: categoryField(contest, kept.category),
    eligible: tick("eligible", t("register.eligible", { place: placeOf(contest.host) })),
    ...(age ? { age_ok: tick("age_ok", t(`register.age.${age.kind}`, age)) } : {}),
    consent: tick("consent", t("register.consent")),
  };
}

/** @param {HTMLFormElement} form @returns {Registration} */
function readForm(form) {
  const values = new FormData(form);
  const text = (/** @type {string} */ name) => String(values.get(name) || "");
  return { identity: text("identity"), name: text("name").trim(), unit: text("unit"), category: text("category"),
    eligible: values.has("eligible"), age_ok: values.has("age_ok"), consent: values.has("consent"), resume_code: "" };
}

/**
 * @param {HTMLElement} root
 * @param {{ contest: Contest, kept: Registration, keep: (form: Registration) => void, before: HTMLElement,
 *           start: (form: Registration, onWait: (tries: number) => void) => Promise<ApiError | null>,
 *           refused: (error: ApiError) => boolean }} view
 *   before: what stands above the fields; refused: true where another screen has taken over
 */
export function mountRegistration(root, { contest, kept, keep, before, start, refused }) {
  const fields = createFields(contest, kept, () => keep(readForm(form)));
  const summary = errorSummary();
  const status = h("p", { class: "status", id: "register-status", role: "status" });
  const submit = h("button", { type: "submit", class: "button", id: "register" }, t("register.start"));
  const asked = FIELDS.map((name) => fields[name]?.element);
  const form = h("form", { id: "registration", novalidate: true }, asked.slice(0, -1), privacyNotice(contest), asked.slice(-1),
    h("p", { class: "hint" }, t(contest.paper.time_limit_s ? "register.clock" : "register.no_clock")), h("p", { class: "actions" }, submit), status);
  let busy = false;

  /** @param {FieldErrors} errors @param {string} [general] */
  function showErrors(errors, general) {
    for (const name of FIELDS) fields[name]?.setError(errors[name] || "");
    const lines = FIELDS.filter((name) => errors[name]).map((name) => ({ message: errors[name] || "", target: fields[name]?.target || null }));
    summary.show(lines.length || !general ? lines : [{ message: general, target: null }]);
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
    if (error && form.isConnected && !refused(error)) showErrors(error.fields || {}, error.message || t("errors.unknown"));
  }

  form.addEventListener("input", () => keep(readForm(form)));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!busy) void send();
  });
  root.replaceChildren(h("div", {}, heading(t("register.title")), summary.box, before, form));
}

/** @param {Contest} contest */
export const privacyNotice = ({ privacy }) =>
  h("details", { id: "privacy" }, h("summary", {}, t("register.privacy")), h("div", { lang: "vi" }, privacy.map(paragraph)));

/**
 * What one should know before: the rules in short, the time, who may take part, the privacy notice.
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
