// When to try again: exponential backoff with full jitter, never sooner than the server asked for.

const BASE = 1000;
const CAP = 30000;
const LONGEST_ASKED = 300000;

/**
 * @param {{ tries: number, random: () => number, retryAfter?: number | null }} how
 *   tries: how many have failed, from 1; retryAfter: what the server asked for, in ms
 * @returns {number} milliseconds to wait
 */
export function retryDelay({ tries, random, retryAfter = null }) {
  const ceiling = Math.min(CAP, BASE * 2 ** Math.min(tries, 16));
  const asked = Math.min(retryAfter ?? 0, LONGEST_ASKED);
  return Math.round(asked + random() * ceiling);
}

/**
 * @param {string | null} header seconds, or a date
 * @param {number} now
 * @returns {number | null} milliseconds
 */
export function parseRetryAfter(header, now) {
  if (header === null || header.trim() === "") return null;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

/**
 * Only what a later try can mend. 429 with a code of ours is an answer, from the gateway it is load.
 * @param {number} status
 * @param {string | null} code
 */
export function isTemporary(status, code) {
  if (status >= 500) return true;
  if (status === 429) return code === null || code === "try_again";
  return status === 408;
}
