// The attempt's clock. It shows; what counts is decided by the server alone.
import { duration, stopwatch, t } from "./text.js";

const ANNOUNCED = [300000, 60000];
/** So near a mark the round figure is said. */
const A_MOMENT = 2000;
const CLOSE_IS_NEAR = 3600000;

/** When nothing more is taken. @param {number | null} deadline @param {number} closesAt */
export const endOf = (deadline, closesAt) => Math.min(deadline ?? Infinity, closesAt);

/**
 * @param {{ startedAt: number, deadline: number | null, closesAt: number, now: number }} times
 * @returns {{ elapsed: string, left: string | null, urgent: boolean, over: boolean, leftMs: number }}
 */
export function timerView({ startedAt, deadline, closesAt, now }) {
  const leftMs = Math.max(0, endOf(deadline, closesAt) - now);
  const matters = deadline !== null || leftMs < CLOSE_IS_NEAR;
  return {
    elapsed: stopwatch(now - startedAt),
    left: matters ? stopwatch(Math.ceil(leftMs / 1000) * 1000) : null,
    urgent: leftMs <= ANNOUNCED[1],
    over: leftMs === 0,
    leftMs,
  };
}

/**
 * What to tell a screen reader, when the time left passes five minutes or one; else nothing.
 * @param {number | null} before time left when last looked
 * @param {number} leftMs
 */
export function announcement(before, leftMs) {
  const crossed = ANNOUNCED.filter((mark) => before !== null && before > mark && leftMs <= mark && leftMs > 0);
  if (!crossed.length) return null;
  const mark = Math.min(...crossed);
  return t("timer.announce", { left: duration(mark - leftMs < A_MOMENT ? mark : leftMs) });
}
