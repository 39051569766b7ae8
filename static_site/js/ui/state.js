// Before, open, after: the contest's state in words, by the server's clock.
import { phaseAt } from "../core/route.js";
import { duration, t } from "../core/text.js";

/** @typedef {{ opens_at: number, closes_at: number }} Window */

/** @param {Window} contest @param {number} now */
export function countdownText(contest, now) {
  const phase = phaseAt(contest, now);
  if (phase === "before") return t("countdown.before", { left: duration(contest.opens_at - now + 999) });
  if (phase === "open") return t("countdown.open", { left: duration(contest.closes_at - now + 999) });
  return t("countdown.after");
}
