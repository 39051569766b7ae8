// A contest being prepared, as the console shows and changes it: fields by their names, ids made of names, and what is wrong where.
import { fold } from "./search.js";
import { ICT_OFFSET } from "./text.js";

/** @typedef {Record<string, any>} Raw contest.toml as JSON */
/** @typedef {{ field: string, message: string }} Fault field: "units.0.name", list items from 0 */

const MOST_ID = 32;
const YEAR = 364 * 86400000;

/** An id made of a name, other than those taken. @param {string} name @param {string[]} [taken] */
export function idOf(name, taken = []) {
  const words = fold(name).split(" ").filter(Boolean);
  for (let n = 1; ; n += 1) {
    const tail = n === 1 ? "" : `-${n}`;
    const next = (wholeWords(words, MOST_ID - tail.length) || "muc") + tail;
    if (!taken.includes(next)) return next;
  }
}

/** Words are cut off whole, but the year stays: it tells a contest from the one before. @param {string[]} words @param {number} room */
function wholeWords(words, room) {
  if (words.join("-").length <= room) return words.join("-");
  const year = words.find((word) => /^20\d\d$/.test(word));
  const tail = year ? `-${year}` : "";
  let head = "";
  for (const word of words.filter((one) => one !== year)) {
    const longer = head ? `${head}-${word}` : word.slice(0, room - tail.length);
    if (longer.length + tail.length > room) break;
    head = longer;
  }
  return head + tail;
}

/** @param {Raw} raw @param {string} name as in "paper.time_limit_s" @returns {any} undefined where there is none */
export function valueAt(raw, name) {
  /** @type {any} */
  let value = raw;
  for (const part of name.split(".")) value = value !== null && typeof value === "object" ? value[part] : undefined;
  return value;
}

/** What differs of the fields, as the server takes it: null takes one away. @param {Raw} before @param {Raw} after both by name */
export function changedFields(before, after) {
  const names = Object.keys(after).filter((name) => JSON.stringify(before[name] ?? null) !== JSON.stringify(after[name] ?? null));
  return Object.fromEntries(names.map((name) => [name, after[name] ?? null]));
}

/** Which of the fields that were changed somebody else changed meanwhile. @param {Raw} base @param {Raw} theirs @param {string[]} names */
export const contested = (base, theirs, names) =>
  names.filter((name) => JSON.stringify(valueAt(base, name) ?? null) !== JSON.stringify(valueAt(theirs, name) ?? null));

/** The group whose field it is: the longest name that begins the fault's. @param {string} field @param {Record<string, string[]>} groups names by group */
export function groupOf(field, groups) {
  let best = "";
  let longest = -1;
  for (const [group, names] of Object.entries(groups)) {
    for (const name of names) {
      if ((field === name || field.startsWith(`${name}.`) || name.startsWith(`${field}.`)) && name.length > longest) [best, longest] = [group, name.length];
    }
  }
  return best;
}

/** @param {Fault[]} faults @param {Record<string, string[]>} groups @returns {Record<string, number>} how many each group has */
export function countByGroup(faults, groups) {
  /** @type {Record<string, number>} */
  const counts = {};
  for (const { field } of faults) {
    const group = groupOf(field, groups);
    counts[group] = (counts[group] || 0) + 1;
  }
  return counts;
}

/** An instant as the draft writes it: in Vietnam's time, with its offset. @param {number} ms */
export const isoOf = (ms) => `${new Date(ms + ICT_OFFSET).toISOString().slice(0, 19)}+07:00`;

/** @param {unknown} iso @returns {number | null} null where it is no instant */
export function msOf(iso) {
  const ms = typeof iso === "string" ? Date.parse(iso) : NaN;
  return Number.isNaN(ms) ? null : ms;
}

/** When a contest that is to open at once opens: a whole minute that leaves time for the commitment to be public before. @param {number} now */
export const soon = (now) => Math.ceil((now + 60000) / 60000) * 60000;

/** The same weekday and hour, 52 weeks on, as often as needed to lie ahead. @param {number} ms @param {number} now */
export function yearsOn(ms, now) {
  let moved = ms + YEAR;
  while (moved < now) moved += YEAR;
  return moved;
}

/** "… năm 2024" becomes "… năm 2025". @param {string} title @param {number} years */
export const laterTitle = (title, years) => title.replace(/\b(20\d\d)\b/g, (year) => String(Number(year) + years));

/** Each key once: what is chosen leaves its other place to what stood here. @param {string[]} order "" where a place is empty @param {number} at @param {string} chosen */
export function placed(order, at, chosen) {
  const from = chosen ? order.indexOf(chosen) : -1;
  return order.map((key, place) => (place === at ? chosen : place === from ? order[at] : key));
}

/** Names, one a line, without blanks and repetitions. @param {string} pasted @param {string[]} known */
export function namesOf(pasted, known) {
  const seen = new Set(known.map(fold));
  /** @type {string[]} */
  const names = [];
  for (const line of pasted.split("\n")) {
    const name = line.replace(/^\s*(?:\d+[.)]|[-*•])\s+/, "").trim();
    if (!name || seen.has(fold(name))) continue;
    seen.add(fold(name));
    names.push(name);
  }
  return names;
}
