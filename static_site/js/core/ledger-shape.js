// What members of the ledger's files may be: what was written by others is taken for nothing before it was looked at.

/** @typedef {(value: any) => boolean} Kind */

/** @type {Kind} */
export const isText = (value) => typeof value === "string";
/** @type {Kind} */
export const isFlag = (value) => typeof value === "boolean";
/** @type {Kind} */
export const isWhole = (value) => Number.isSafeInteger(value);
/** @type {Kind} */
export const isCount = (value) => Number.isSafeInteger(value) && value >= 0;
/** @type {Kind} */
export const isPlace = (value) => Number.isSafeInteger(value) && value >= 1;
/** @type {Kind} */
export const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
/** @type {Kind} */
export const isHash = (value) => typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
/** @type {Kind} */
export const isSalt = (value) => typeof value === "string" && /^[0-9a-f]{32}$/.test(value);
/** @type {Kind} */
export const isUnit = (value) => typeof value === "string" && /^[a-z0-9-]{1,32}$/.test(value);
/** @type {Kind} */
export const isAttempt = (value) => typeof value === "string" && /^[a-z2-7]{26}$/.test(value);

/** @param {Kind} kind @returns {Kind} */
export const listOf = (kind) => (value) => Array.isArray(value) && value.every(kind);
/** @param {Kind} kind @returns {Kind} */
export const orNull = (kind) => (value) => value === null || kind(value);
/** @param {Kind} kind @returns {Kind} */
export const orAbsent = (kind) => (value) => value === undefined || kind(value);
/** @param {...any} values @returns {Kind} */
export const oneOf = (...values) => (value) => values.includes(value);

/** Each smaller than the next. @param {any[]} list */
export const ascending = (list) => list.every((one, at) => at === 0 || list[at - 1] < one);

/** Options as the ledger writes them: ascending, each once, at least one (docs/ledger.md 1.2). @type {Kind} */
export const isChoice = (value) => listOf(isCount)(value) && value.length > 0 && ascending(value);

/** The first member that is missing or of the wrong type; null where all are right. @param {any} value @param {Record<string, Kind>} shape */
export function wrongMember(value, shape) {
  if (!isObject(value)) return "{}";
  return Object.keys(shape).find((name) => !shape[name](Object.prototype.hasOwnProperty.call(value, name) ? value[name] : undefined)) ?? null;
}

/** Q's opening, as receipts and opened entries have it. */
export const OPENING = {
  answers: (/** @type {any} */ value) => isObject(value) && Object.values(value).every(isChoice),
  attempt: isAttempt,
  prediction: orNull(isWhole),
  salt: isSalt,
  submitted_at: isCount,
};
