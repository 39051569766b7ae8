// The published files of a contest.

/** @typedef {import("../core/types.js").Contest} Contest */
/** @typedef {import("../core/types.js").ContestSummary} ContestSummary */
/** @typedef {import("../core/types.js").Stats} Stats */
/** @typedef {import("../core/types.js").Results} Results */
/** @typedef {import("./clock.js").ServerClock} ServerClock */

/** Neither there nor absent: the network failed, or what came can't be read. */
export class Unavailable extends Error {}

/**
 * @param {string} path
 * @param {{ cache?: RequestCache, clock?: ServerClock }} [how]
 * @returns {Promise<any>} null where there is no such file
 */
async function readJson(path, { cache = "default", clock } = {}) {
  try {
    const response = await fetch(path, { cache, credentials: "omit" });
    if (clock) clock.adoptResponse(response);
    if (response.status === 404 || response.status === 403) return null;
    if (!response.ok) throw new Unavailable(path);
    return await response.json();
  } catch (failure) {
    throw new Unavailable(path);
  }
}

/** @param {ServerClock} clock @returns {Promise<ContestSummary[]>} */
export async function readIndex(clock) {
  const index = await readJson("/contests/index.json", { cache: "no-store", clock });
  return index && Array.isArray(index.contests) ? index.contests : [];
}

/**
 * Past every cache, so that its Date tells the time. Without a network the one read last time
 * will do: an attempt already begun must open again.
 * @param {string} slug
 * @param {ServerClock} clock
 * @param {import("./storage.js").Store} store
 * @returns {Promise<Contest | null>}
 */
export async function readContest(slug, clock, store) {
  try {
    const contest = await readJson(`/contests/${slug}/contest.json`, { cache: "no-store", clock });
    if (contest) store.write("contest", contest);
    return contest;
  } catch (offline) {
    const kept = store.read("contest");
    if (kept === null) throw offline;
    return /** @type {Contest} */ (kept);
  }
}

/** @param {string} slug @returns {Promise<Stats | null>} */
export const readStats = (slug) => readJson(`/contests/${slug}/stats.json`);

/** @param {string} slug @returns {Promise<Results | null>} */
export const readResults = (slug) => readJson(`/contests/${slug}/results.json`);
