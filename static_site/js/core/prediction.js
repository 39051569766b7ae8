// The number that a resident predicts: kept as it was typed, understood as a whole number.

export const MOST_PREDICTED = 1000000000;

/** Grouped as people group: 1.250, 1,250 or 1 250. */
const GROUPED = /^\d{1,3}([., ])\d{3}(?:\1\d{3})*$/;

/**
 * @param {string} typed
 * @returns {number | null} null where it is no whole number from 0 to the most
 */
export function parsePrediction(typed) {
  const bare = typed.normalize("NFKC").trim();
  const digits = GROUPED.test(bare) ? bare.replace(/[., ]/g, "") : bare;
  if (!/^\d+$/.test(digits)) return null;
  const value = Number(digits);
  return value <= MOST_PREDICTED ? value : null;
}

/** Something was typed that is no number one can predict. @param {string} typed */
export const isWrongPrediction = (typed) => typed.trim() !== "" && parsePrediction(typed) === null;

/** A number that came from the server, as if it had been typed. @param {number | null} value */
export const typedPrediction = (value) => (value === null ? "" : String(value));
