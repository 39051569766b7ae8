// Going on in another browser by number and code, and claiming a number that somebody else has used.
import { emptyRegistration } from "./registration.js";
import { grouped, t } from "./text.js";

/** @typedef {import("./types.js").Contest} Contest */
/** @typedef {import("./types.js").Person} Person */
/** @typedef {import("./types.js").Registration} Registration */
/** What this phone keeps of a claim that was received; `at`: when. @typedef {{ identity: string, at: number }} Claim */

/** The server's limit, in characters. */
export const LONGEST_NOTE = 300;

/** Spaces and dashes as people copy them; letters that a code never has stand for those it has. @param {string} typed */
export const tidyCode = (typed) =>
  typed.toUpperCase().replace(/[\s\-‑–—._]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");

/** A code within a sentence, where no line may end in it. @param {string} code */
export const unbroken = (code) => grouped(code).replace("-", "\u2011");

/** Number and code alone. @param {string} identity @param {string} typed @returns {Registration} */
export const byCode = (identity, typed) => ({ ...emptyRegistration(), identity, resume_code: tidyCode(typed) });

/**
 * @param {Pick<Registration, "identity" | "resume_code">} form
 * @param {Pick<Contest, "identity_field">} contest
 * @returns {{ identity?: string, resume_code?: string }}
 */
export function missingToResume({ identity, resume_code: code }, { identity_field: kind }) {
  return {
    ...(identity.trim() ? {} : { identity: t(`register.missing.${kind}`) }),
    ...(code ? {} : { resume_code: t("resume.missing") }),
  };
}

/** The same number, however it is spelled. @param {string} identity */
const digitsOf = (identity) => identity.replace(/\D/g, "").replace(/^(84|0084)(?=\d{9}$)/, "0");

/** @param {string} one @param {string} other */
export const isSameNumber = (one, other) => digitsOf(one) !== "" && digitsOf(one) === digitsOf(other);

/** From storage, which anything may have written to. @param {unknown} kept @returns {Claim | null} */
export function readClaim(kept) {
  if (typeof kept !== "object" || kept === null) return null;
  const { identity, at } = /** @type {Record<string, unknown>} */ (kept);
  return typeof identity === "string" && typeof at === "number" ? { identity, at } : null;
}

/** @param {Person} person @param {string} note @param {string} deviceKey */
export function claimBody({ identity, name, unit }, note, deviceKey) {
  return { identity, name, unit, device_key: deviceKey, ...(note.trim() ? { note: note.trim() } : {}) };
}
