// The report of a verifier in words, in the shape that all verifiers of docs/ledger.md share.
import { t } from "./text.js";

/** @typedef {import("./ledger-check.js").Answer} Answer */
/** @typedef {import("./text.js").MessageKey} MessageKey */
/** @typedef {{ slug: string, checks: { id: string, result: string, says: string, details: string[] }[], ok: boolean }} SaidReport */

/** @param {Answer} answer */
function says({ id, result, count }) {
  const key = result === "ok" || result === "failed" ? `verify.${id}.${result}` : `verify.${result}`;
  return t(/** @type {MessageKey} */ (key), { count });
}

/** At most fifty sentences. @param {Answer} answer */
export function detailsSaid({ details, more }) {
  const said = details.map(({ key, values }) => t(/** @type {MessageKey} */ (`verify.detail.${key}`), values));
  return more ? [...said, t("verify.detail.more", { count: more })] : said;
}

/** @param {Answer} answer */
export const checkSaid = (answer) => ({ id: answer.id, result: answer.result, says: says(answer), details: detailsSaid(answer) });

/** @param {{ slug: string, checks: Answer[], ok: boolean }} report @returns {SaidReport} */
export const reportSaid = ({ slug, checks, ok }) => ({ slug, checks: checks.map(checkSaid), ok });
