// The published files of a contest, and the server's time that comes with them.

/** @typedef {import("../core/types.js").Contest} Contest */
/** @typedef {import("../core/types.js").Stats} Stats */
/** @typedef {import("../core/types.js").Results} Results */
/** @typedef {{ now: () => number, adopt: (serverTime: number) => void, adoptResponse: (response: Response) => void }} ServerClock */

/**
 * The server's time, as well as this phone can know it.
 * @param {() => number} [device]
 * @returns {ServerClock}
 */
export function createClock(device = Date.now) {
  let offset = 0;
  let exact = false;

  return {
    now: () => device() + offset,
    adopt(serverTime) {
      if (!Number.isFinite(serverTime)) return;
      offset = serverTime - device();
      exact = true;
    },
    /** Date is in whole seconds, Age says how long a cache held it: worse than an API answer. */
    adoptResponse(response) {
      const made = Date.parse(response.headers.get("Date") || "");
      if (exact || Number.isNaN(made)) return;
      offset = made + Number(response.headers.get("Age") || 0) * 1000 + 500 - device();
    },
  };
}

/** A link may be up but dead. Longer is not waited where something else will do, in ms. */
export const PATIENCE = 6000;

/** Neither there nor absent: the network failed, or what came can't be read. */
export class Unavailable extends Error {}

/**
 * @param {string} path
 * @param {{ cache?: RequestCache, clock?: ServerClock, patience?: number | null }} [how] patience: ms; null waits as long as the browser does
 * @returns {Promise<any>} null where there is no such file
 */
export async function readJson(path, { cache = "default", clock, patience = null } = {}) {
  const abort = new AbortController();
  const timer = patience === null ? undefined : setTimeout(() => abort.abort(), patience);
  try {
    const response = await fetch(path, { cache, credentials: "omit", signal: abort.signal });
    if (clock) clock.adoptResponse(response);
    if (response.status === 404 || response.status === 403) return null;
    if (!response.ok) throw new Unavailable(path);
    return await response.json();
  } catch (failure) {
    throw new Unavailable(path);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Asked of the server each time, so that its Date tells the time. Without a network the one read last time
 * will do: an attempt already begun must open again.
 * @param {string} slug
 * @param {ServerClock} clock
 * @param {import("./storage.js").Store} store
 * @returns {Promise<Contest | null>}
 */
export async function readContest(slug, clock, store) {
  const kept = store.read("contest");
  try {
    const patience = kept === null ? null : PATIENCE;
    const contest = await readJson(`/contests/${slug}/contest.json`, { cache: "no-cache", clock, patience });
    if (contest) store.write("contest", contest);
    return contest;
  } catch (offline) {
    if (kept === null) throw offline;
    return /** @type {Contest} */ (kept);
  }
}

/** @param {string} slug @param {ServerClock} clock @returns {Promise<Stats | null>} */
export const readStats = (slug, clock) => readJson(`/contests/${slug}/stats.json`, { cache: "no-store", clock });

/** @param {string} slug @returns {Promise<Results | null>} */
export const readResults = (slug) => readJson(`/contests/${slug}/results.json`);
