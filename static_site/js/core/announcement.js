// Live counts as a paragraph to be read out over the loudspeakers, as chalicelib/pages/announcement.py
// composes it at publication: the two are held together by the examples of tests/unit/counts_examples.json.
import { joined, listed, spokenMoment } from "./spoken.js";
import { number, t } from "./text.js";

/** @typedef {import("./counts.js").Ranked} Ranked */
/** @typedef {{ title: string, opens_at: number, closes_at: number }} Contest */

const PLACES = 3;
// More names than these nobody keeps in mind who only hears them.
const NAMES_OF_A_PLACE = 3;
const NAMES_OF_MISSING = 10;

/** @param {Contest} contest @param {number} asOf @param {Ranked[]} rows */
export function announcement(contest, asOf, rows) {
  return sentences(contest, asOf, rows).filter((sentence) => sentence).join(" ");
}

/** The units of the first three places in a sentence, nothing while nobody has taken part. @param {Ranked[]} rows */
export function leaders(rows) {
  const leading = rows.filter((row) => row.place && row.place <= PLACES);
  if (!leading.length) return "";
  const counts = [...new Set(leading.map((row) => row.participants))];
  const said = counts.map((people) => place(leading.filter((row) => row.participants === people), people));
  return t(leadersKey(leading.length), { list: joined("list.groups", said) });
}

/** @param {Contest} contest @param {number} asOf @param {Ranked[]} rows */
function sentences({ title, opens_at: opens, closes_at: closes }, asOf, rows) {
  if (asOf < opens) return [t("say.before", { title, opens: spokenMoment(opens) })];
  const led = leaders(rows);
  if (asOf >= closes) return [total(led ? "say.after" : "say.after_nobody", title, asOf, rows), led];
  return [
    total(led ? "say.open" : "say.open_nobody", title, asOf, rows),
    led,
    led && missing(rows.filter((row) => !row.participants)),
    t("say.until", { closes: spokenMoment(closes) }),
  ];
}

/** @param {import("./text.js").MessageKey} key @param {string} title @param {number} asOf @param {Ranked[]} rows */
function total(key, title, asOf, rows) {
  const people = rows.reduce((sum, row) => sum + row.participants, 0);
  return t(key, { title, at: spokenMoment(asOf), people: number(people) });
}

/** @param {number} count */
function leadersKey(count) {
  if (count > PLACES) return "say.leaders.more";
  return /** @type {const} */ (["say.leaders.one", "say.leaders.two", "say.leaders.three"])[count - 1];
}

/** @param {Ranked[]} rows @param {number} participants */
function place(rows, participants) {
  const people = number(participants);
  if (rows.length === 1) return t("say.led_by_one", { name: rows[0].name, people });
  if (rows.length > NAMES_OF_A_PLACE) return t("say.led_by_many", { count: rows.length, people });
  return t("say.led_by_some", { names: namesOf(rows), people });
}

/** @param {Ranked[]} rows */
function missing(rows) {
  if (!rows.length) return t("say.missing_none");
  if (rows.length > NAMES_OF_MISSING) return t("say.missing_many", { count: rows.length });
  return t(rows.length === 1 ? "say.missing_one" : "say.missing_some", { names: namesOf(rows) });
}

/** @param {Ranked[]} rows */
const namesOf = (rows) => listed(rows.map((row) => row.name));
