// The registration form before it goes out: what is plainly missing. The server judges the rest.
import { t } from "./text.js";

/** @typedef {import("./types.js").Registration} Registration */
/** @typedef {keyof Registration} Field */
/** @typedef {Partial<Record<Field, string>>} FieldErrors */

/** In the order of the form, which is the order of the summary. @type {readonly Field[]} */
export const FIELDS = ["identity", "resume_code", "name", "unit", "category", "eligible", "consent"];

/** @returns {Registration} */
export const emptyRegistration = () =>
  ({ identity: "", name: "", unit: "", category: "", eligible: false, consent: false, resume_code: "" });

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

/**
 * @param {Registration} form
 * @param {"phone" | "citizen_id"} identityField
 * @returns {FieldErrors}
 */
export function missingIn(form, identityField) {
  /** @type {FieldErrors} */
  const errors = {};
  if (!form.identity.trim()) errors.identity = t(`register.missing.${identityField}`);
  if (!form.name.trim()) errors.name = t("register.missing.name");
  if (!form.unit) errors.unit = t("register.missing.unit");
  if (!form.category) errors.category = t("register.missing.category");
  if (!form.eligible) errors.eligible = t("register.missing.eligible");
  if (!form.consent) errors.consent = t("register.missing.consent");
  return errors;
}

/** Spaces and dashes as people copy them; letters that a code never has stand for those it has. @param {string} typed */
export const tidyCode = (typed) =>
  typed.toUpperCase().replace(/[\s\-–—._]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
