// The rules of a tablet that people share: whose turn it is, and when the device forgets the person before.

/** `clear`: whatever a person left is to be forgotten before anything else happens. @typedef {{ ticket: string, clear: boolean }} Turn */
/** @typedef {{ at: number | null, stopped: boolean }} Farewell at: since when the receipt is shown */

export const FAREWELL_MS = 60000;
const OPENING = /^#may-chung=([A-Za-z0-9_.=-]{16,1000})$/;

/**
 * Whose turn it is when the page opens. The same link opened again keeps who is answering.
 * @param {string} hash @param {unknown} kept what storage has of it
 * @returns {Turn | null} null where this is no shared device
 */
export function turnAt(hash, kept) {
  const known = readTurn(kept);
  const opened = OPENING.exec(hash);
  if (!opened) return known;
  return known && known.ticket === opened[1] ? known : { ticket: opened[1], clear: true };
}

/** @param {unknown} kept @returns {Turn | null} */
function readTurn(kept) {
  if (typeof kept !== "object" || kept === null) return null;
  const { ticket, clear } = /** @type {Turn} */ (kept);
  return typeof ticket === "string" && ticket ? { ticket, clear: clear === true } : null;
}

/** The receipt came, or went. @param {Farewell} farewell @param {boolean} received @param {number} now @returns {Farewell} */
export function farewellAt(farewell, received, now) {
  if (!received) return { at: null, stopped: false };
  return farewell.at === null ? { at: now, stopped: false } : farewell;
}

/** Whole seconds until the device forgets; null where it waits to be told. @param {Farewell} farewell @param {number} now */
export function secondsLeft({ at, stopped }, now) {
  if (at === null || stopped) return null;
  return Math.max(0, Math.ceil((at + FAREWELL_MS - now) / 1000));
}

/** What a start is sent with. @param {{ path: string, body?: unknown }} call @param {string} slug */
export const isStart = ({ path }, slug) => path === `/contests/${slug}/attempts`;

/** Names of a contest's things in storage that a person left there. @param {string[]} keys @param {string} prefix */
export const leftBehind = (keys, prefix) => keys.filter((key) => key.startsWith(prefix) && key !== `${prefix}shared`);
