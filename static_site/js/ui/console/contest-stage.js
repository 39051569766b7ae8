// How far a contest has come, and what is to do next.
import { t } from "../../core/text.js";
import { badge } from "./kit.js";
import { CONTEST_SCREENS } from "./screens.js";

/** @typedef {import("./screens.js").ContestRow} ContestRow */
/** @typedef {import("../../core/text.js").MessageKey} MessageKey */

/** @type {Record<string, "good" | "warn" | "bad" | "plain">} */
const KINDS = { draft: "plain", before: "warn", open: "good", closed: "warn", frozen: "warn", ranked: "warn", published: "good" };
/** The screen of the next step. @type {Record<string, string[]>} */
const STEPS = { draft: ["the-le"], before: ["san-sang"], open: ["theo-doi"], closed: [], frozen: ["xep-hang"], ranked: ["xep-hang"], published: ["van-ban"] };

/** @param {ContestRow} contest */
export const stageBadge = ({ stage }) => badge(KINDS[stage] || "plain", t(/** @type {MessageKey} */ (`contests.stage.${stage}`)));

/** @param {ContestRow} contest @param {boolean} canChange @returns {{ path: string[], text: string }} */
export function nextStep({ stage }, canChange) {
  if (!canChange) return { path: [], text: t("contests.look") };
  const path = (STEPS[stage] || []).filter((name) => name in CONTEST_SCREENS);
  return { path, text: t(/** @type {MessageKey} */ (`contests.next.${stage}`)) };
}
