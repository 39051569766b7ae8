// The registration form before it goes out: what is plainly missing. The server judges the rest.
import { t } from "./text.js";

/** @typedef {import("./types.js").Registration} Registration */
/** @typedef {import("./types.js").Person} Person */
/** @typedef {import("./types.js").Contest} Contest */
/** @typedef {keyof Registration} Field */
/** @typedef {Partial<Record<Field, string>>} FieldErrors */

/** In the order of the form, which is the order of the summary. @type {readonly Field[]} */
export const FIELDS = ["identity", "resume_code", "name", "unit", "category", "eligible", "age_ok", "consent"];

/** @returns {Registration} */
export const emptyRegistration = () =>
  ({ identity: "", name: "", unit: "", category: "", eligible: false, age_ok: false, consent: false, resume_code: "" });

/**
 * @param {unknown} kept what storage holds
 * @returns {Registration}
 */
export function readRegistration(kept) {
  const form = emptyRegistration();
  if (typeof kept !== "object" || kept === null) return form;
  const texts = /** @type {Record<string, unknown>} */ (kept);
  const text = (/** @type {Field} */ field) => (typeof texts[field] === "string" ? String(texts[field]) : "");
  return { ...form, identity: text("identity"), name: text("name"), unit: text("unit"), category: text("category") };
}

/** What one ticks about one's age; null where the rules don't ask. @param {Pick<Contest, "identity">} contest */
export function ageTick({ identity }) {
  const min = identity?.min_age ?? null;
  const max = identity?.max_age ?? null;
  if (min !== null && max !== null) return t("register.age.between", { min, max });
  if (min !== null) return t("register.age.from", { min });
  return max === null ? null : t("register.age.to", { max });
}

/**
 * @param {Registration} form
 * @param {Pick<Contest, "identity_field" | "identity">} contest
 * @returns {FieldErrors}
 */
export function missingIn(form, contest) {
  /** @type {FieldErrors} */
  const errors = {};
  if (!form.identity.trim()) errors.identity = t(`register.missing.${contest.identity_field}`);
  if (!form.name.trim()) errors.name = t("register.missing.name");
  if (!form.unit) errors.unit = t("register.missing.unit");
  if (!form.category) errors.category = t("register.missing.category");
  if (!form.eligible) errors.eligible = t("register.missing.eligible");
  if (!form.age_ok && ageTick(contest) !== null) errors.age_ok = t("register.missing.age_ok");
  if (!form.consent) errors.consent = t("register.missing.consent");
  return errors;
}

/** Who it is, without what was ticked. @param {Registration} form @returns {Person} */
export const personOf = ({ identity, name, unit, category }) => ({ identity, name, unit, category });

/** The same person once more, who confirms what was ticked. @param {Person} person @param {string} code @returns {Registration} */
export const confirmed = (person, code) => ({ ...person, eligible: true, age_ok: true, consent: true, resume_code: code });

/** What the API wants of it: nothing that the rules don't ask, no empty code. @param {Registration} form @param {Pick<Contest, "identity">} contest */
export function startBody({ resume_code: code, age_ok: ageOk, ...fields }, contest) {
  return { ...fields, ...(ageTick(contest) === null ? {} : { age_ok: ageOk }), ...(code ? { resume_code: code } : {}) };
}

/** Spaces and dashes as people copy them; letters that a code never has stand for those it has. @param {string} typed */
export const tidyCode = (typed) =>
  typed.toUpperCase().replace(/[\s\-–—._]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
