// What the server said, in the language of the page: it speaks Vietnamese alone.
import { t } from "./text.js";

/** @typedef {import("./types.js").ApiError} ApiError */
/** @typedef {import("./text.js").MessageKey} MessageKey */
/** @typedef {Pick<import("./types.js").Contest, "identity_field" | "contact">} Contest */

/** The first of those sentences that there is. @param {string[]} keys @param {Record<string, string>} params */
function firstOf(keys, params) {
  const said = keys.map((key) => t(/** @type {MessageKey} */ (key), params));
  return said.find((sentence, at) => sentence !== keys[at]) || t("errors.unknown");
}

/** The same error by its code and its fields; a general sentence where it has none of its own. @param {ApiError} error @param {Contest} contest @returns {ApiError} */
export function said({ code, fields = {} }, { identity_field: kind, contact }) {
  const named = Object.keys(fields).map((field) => {
    const name = field === "identity" ? kind : field;
    return [field, firstOf([`said.field.${name}`, `register.missing.${name}`], {})];
  });
  return { code, message: firstOf([`said.${code}`], { contact }), fields: Object.fromEntries(named) };
}
