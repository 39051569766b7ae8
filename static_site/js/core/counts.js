// Live counts ranked and measured, as chalicelib/pages/counts.py does at publication: the two are held
// together by the examples of tests/unit/counts_examples.json.
import { date, number, t } from "./text.js";

/** @typedef {{ id: string, name: string, participants: number }} Count */
/** @typedef {Count & { place: number | null }} Ranked */

/** Most participants first; equal places for equal counts, none for nobody. @param {Count[]} units @returns {Ranked[]} */
export function ranked(units) {
  const most = [...units].sort((a, b) => b.participants - a.participants);
  const counts = most.map((unit) => unit.participants);
  return most.map(({ id, name, participants }) => ({
    id, name, participants, place: participants ? counts.indexOf(participants) + 1 : null,
  }));
}

/** A bar's length in percents of the longest, to the tenth below. @param {number} value @param {number} most */
export const share = (value, most) => (most ? Math.floor((value * 1000) / most) / 10 : 0);

/** The longest bar's value. @param {number[]} values */
export const most = (values) => values.reduce((one, other) => Math.max(one, other), 0);

/**
 * What was submitted on each date, the bars' lengths, and the busiest day in words.
 * @param {string[]} dates those of the contest, as 2024-07-01
 * @param {{ date: string, submitted: number }[]} days
 */
export function daysView(dates, days) {
  const known = new Map(days.map((day) => [day.date, day.submitted]));
  const submitted = dates.map((day) => known.get(day) || 0);
  const highest = most(submitted);
  return {
    submitted,
    shares: submitted.map((count) => share(count, highest)),
    busiest: highest ? t("counts.most_day", { count: number(highest), date: date(midnight(dates[submitted.indexOf(highest)])) }) : "",
  };
}

/** @param {string} day */
const midnight = (day) => Date.parse(`${day}T00:00:00+07:00`);
