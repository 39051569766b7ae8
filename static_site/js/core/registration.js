// What one should know before registering; and the form before it goes out: what is plainly missing. The
// server judges the rest.
import { clock, duration, placeOf, t, zonedMoment } from "./text.js";

/** @typedef {import("./types.js").Registration} Registration */
/** @typedef {import("./types.js").Person} Person */
/** @typedef {import("./types.js").Contest} Contest */
/** @typedef {Exclude<keyof Registration, "resume_code">} Field */
/** @typedef {Partial<Record<Field, string>>} FieldErrors */
/** @typedef {{ kind: "between" | "from" | "to", min: number, max: number }} AgeLimits */

/** In the order of the form, which is the order of the summary. @type {readonly Field[]} */
export const FIELDS = ["identity", "name", "unit", "category", "eligible", "age_ok", "consent"];

/** @returns {Registration} */
export const emptyRegistration = () =>
  ({ identity: "", name: "", unit: "", category: "", eligible: false, age_ok: false, consent: false, resume_code: "" });

/**
 * @param {unknown} kept what storage holds
 * @returns {Registration}
 */
export function readRegistration(kept) {
  const texts = /** @type {Record<string, unknown>} */ (typeof kept === "object" && kept !== null ? kept : {});
  const text = (/** @type {Field} */ field) => (typeof texts[field] === "string" ? String(texts[field]) : "");
  return { ...emptyRegistration(), identity: text("identity"), name: text("name"), unit: text("unit"), category: text("category") };
}

/** Who may take part by age; null where the rules don't ask. @param {Pick<Contest, "identity">} contest @returns {AgeLimits | null} */
export function ageLimits({ identity }) {
  const min = identity?.min_age ?? null;
  const max = identity?.max_age ?? null;
  if (min === null && max === null) return null;
  const kind = max === null ? "from" : min === null ? "to" : "between";
  return { kind, min: min ?? 0, max: max ?? 0 };
}

/** What one should know before the clock starts. @param {Contest} contest @param {number} now */
export function beforeYouStart(contest, now) {
  const { paper, prediction } = contest;
  const points = paper.points_per_question || 1;
  const age = ageLimits(contest);
  return [
    `${t("intro.who", { place: placeOf(contest.host) })}${age ? ` ${t(`intro.age.${age.kind}`, age)}` : ""}`,
    t(points > 1 ? "intro.questions_points" : "intro.questions", { count: paper.questions, points }),
    timeFact(contest, now),
    ...(paper.require_all_answers ? [t("intro.require_all")] : []),
    ...(prediction ? [t("intro.prediction")] : []),
    attemptsFact(paper.attempts),
    t("intro.saved"),
    t(paper.reveal_score === "on_submit" ? "intro.score_now" : "intro.score_later"),
  ];
}

/** How long one has, the close included where it comes first; and that the clock runs on. @param {Contest} contest @param {number} now */
function timeFact({ paper, closes_at: closesAt }, now) {
  const ms = (paper.time_limit_s || 0) * 1000;
  if (!ms) return t("intro.no_limit", { end: zonedMoment(closesAt) });
  const limit = duration(ms);
  return now + ms < closesAt ? t("intro.limit", { limit }) : t("intro.limit_close", { limit, end: clock(closesAt) });
}

/** @param {number} attempts */
function attemptsFact(attempts) {
  if (attempts === 1) return t("intro.once");
  return attempts === 0 ? t("intro.attempts_free") : t("intro.attempts", { count: attempts });
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
  for (const field of FIELDS) {
    const asked = field !== "identity" && (field !== "age_ok" || ageLimits(contest) !== null);
    if (asked && !String(form[field] || "").trim()) errors[field] = t(`register.missing.${field}`);
  }
  return errors;
}

/** Who it is, without what was ticked. @param {Registration} form @returns {Person} */
export const personOf = ({ identity, name, unit, category }) => ({ identity, name, unit, category });

/** The same person once more, who confirms what was ticked. @param {Person} person @param {string} code @returns {Registration} */
export const confirmed = (person, code) => ({ ...person, eligible: true, age_ok: true, consent: true, resume_code: code });

/**
 * What the API wants of it: nothing that the rules don't ask, no empty code; number and code alone
 * where that is all one has typed.
 * @param {Registration} form @param {Pick<Contest, "identity">} contest
 */
export function startBody({ resume_code: code, age_ok: ageOk, ...fields }, contest) {
  if (code && !fields.name) return { identity: fields.identity, resume_code: code };
  return { ...fields, ...(ageLimits(contest) ? { age_ok: ageOk } : {}), ...(code ? { resume_code: code } : {}) };
}
