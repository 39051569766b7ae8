// What the console says of attempts: states, marks, the time line, how far a search has come.
import { clock, date, duration, number, t } from "./text.js";

/** @typedef {import("./text.js").MessageKey} MessageKey */
/** @typedef {"open" | "expired" | "submitted" | "reset" | "disqualified"} State */
/** @typedef {"reset" | "disqualified" | "shared_device" | "extra_time"} Mark */
/** @typedef {{ attempt: string, id: string, number: number, name: string, identity_masked: string, unit: string, state: State,
 *              started_at: number, submitted_at: number | null, sealed_by: string | null, marks: Mark[], score?: number }} Row */
/** @typedef {{ what: string, at: number | null, by: string, why: string, after: any, number: number | null }} Event */
/** @typedef {{ done: number, of: number }} Progress */
/** @typedef {"good" | "warn" | "bad" | "plain"} Kind */

/** @type {State[]} */
export const STATES = ["open", "expired", "submitted", "reset", "disqualified"];

/** @type {Record<State, Kind>} */
const KINDS = { open: "plain", expired: "warn", submitted: "good", reset: "warn", disqualified: "bad" };

/** @param {State} state @returns {Kind} */
export const kindOf = (state) => KINDS[state] || "plain";

/** @param {string} state */
export const stateText = (state) => t(/** @type {MessageKey} */ (`attempts.state.${state}`));

/** What the state does not say already. @param {Row} row */
export const marksBeside = ({ state, marks }) => marks.filter((mark) => mark !== state);

/** @param {Mark} mark */
export const markText = (mark) => t(/** @type {MessageKey} */ (`attempts.mark.${mark}`));

/** @param {{ id: string, name: string }[]} units @param {string} id */
export function unitName(units, id) {
  const unit = units.find((one) => one.id === id);
  return unit ? unit.name : id;
}

/** Day and time in short, as lists have room for it. @param {number | null} at */
export const shortMoment = (at) => (at === null ? "–" : `${clock(at)}, ${date(at)}`);

/** @param {any} after */
const extraTimeText = (after) => (after ? t("attempts.event.extra_time", { time: duration(after) }) : t("attempts.event.extra_time.none"));

/** @type {Record<string, (event: Event) => string>} */
const EVENTS = {
  started: () => t("attempts.event.started"),
  draft: ({ number: which }) => t("attempts.event.draft", { number: which || 0 }),
  sealed: ({ after }) => t(after === "draft" ? "attempts.event.sealed.draft" : "attempts.event.sealed.holder"),
  "time-over": () => t("attempts.event.time_over"),
  claim: ({ number: which, after }) => t("attempts.event.claim", { number: which || 0, state: claimState(after) }),
  reset: () => t("attempts.event.reset"),
  review: ({ after }) => t(after === "disqualified" ? "attempts.event.review.disqualified" : "attempts.event.review.ok"),
  "extra-time": ({ after }) => extraTimeText(after),
  "grant-claim": ({ after }) => t("attempts.event.grant_claim", { number: after }),
  "decline-claim": ({ after }) => t("attempts.event.decline_claim", { number: after }),
  "export-person": () => t("attempts.event.export_person"),
  "erase-person": () => t("attempts.event.erase_person"),
};

/** One event in words; an act that this page does not know keeps its name. @param {Event} event */
export const eventText = (event) => (EVENTS[event.what] ? EVENTS[event.what](event) : event.what);

/** @param {string} state */
export const claimState = (state) => t(/** @type {MessageKey} */ (`attempts.claim.${state}`));

/** @param {Event} event */
export const eventMoment = ({ at }) => (at === null ? t("attempts.event.untimed") : secondsMoment(at));

/** The zone stands at the foot of the page. @param {number} at */
const secondsMoment = (at) => t("attempts.moment", { clock: clock(at), seconds: new Date(at).getUTCSeconds(), date: date(at) });

/** How far a search is. @param {Progress} progress @param {number} found @param {boolean} over */
export function searchText({ done, of }, found, over) {
  if (over) return found ? t("attempts.search.over", { found: number(found) }) : t("attempts.search.none");
  return t("attempts.search.going", { share: Math.floor((100 * done) / Math.max(1, of)), found: number(found) });
}

/** A receipt's hash in groups, to read aloud. @param {string} leaf */
export const grouped = (leaf) => (leaf.match(/.{1,8}/g) || []).join(" ");
