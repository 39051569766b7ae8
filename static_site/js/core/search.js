// Finding a unit as people type it: without diacritics, by initials ("kp 3"), in any order of words.

/** Lower case without diacritics, single spaces. @param {string} text */
export function fold(text) {
  return text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}

/** Letters and digits apart, so that "kp3" is found too. @param {string} text */
const words = (text) => fold(text).match(/[a-z]+|\d+/g) || [];

/**
 * How well one typed word fits: 0 whole word, 1 beginning, 2 initials, 3 inside; null not at all.
 * A number is only ever a whole number or its beginning.
 * @param {string} typed @param {string[]} name @param {string} initials
 */
function fit(typed, name, initials) {
  if (name.includes(typed)) return 0;
  if (name.some((word) => word.startsWith(typed))) return 1;
  if (/^\d/.test(typed)) return null;
  if (typed.length > 1 && initials.includes(typed)) return 2;
  return name.some((word) => word.includes(typed)) ? 3 : null;
}

/**
 * @param {string[]} typed
 * @param {string} text
 */
function badness(typed, text) {
  const name = words(text);
  const initials = name.map((word) => word[0]).join("");
  let sum = 0;
  for (const word of typed) {
    const one = fit(word, name, initials);
    if (one === null) return null;
    sum += one;
  }
  return sum;
}

/**
 * @template {{ name: string }} T
 * @param {T[]} units
 * @param {string} query
 * @returns {T[]} best first, otherwise in the order given
 */
export function searchUnits(units, query) {
  const typed = words(query);
  if (!typed.length) return units;
  return units
    .map((unit, order) => ({ unit, order, bad: badness(typed, unit.name) }))
    .filter((hit) => hit.bad !== null)
    .sort((a, b) => Number(a.bad) - Number(b.bad) || a.order - b.order)
    .map((hit) => hit.unit);
}

/**
 * The unit that is meant beyond doubt: named whole, whatever the diacritics.
 * @template {{ name: string }} T
 * @param {T[]} units @param {string} text
 * @returns {T | null}
 */
export function unitNamed(units, text) {
  const folded = fold(text);
  const named = units.filter((unit) => fold(unit.name) === folded);
  const exact = named.filter((unit) => unit.name === text.trim());
  if (exact.length === 1) return exact[0];
  return named.length === 1 ? named[0] : null;
}
