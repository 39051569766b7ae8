// The attempts that this phone keeps, with what the server has found out about them since.
import { isUnsettled, readEarlier, settledBy, withEarlier } from "../core/attempts.js";
import { readSession, withStanding } from "../core/session.js";

/** @typedef {import("../core/types.js").OwnAttempt} OwnAttempt */
/** @typedef {import("../core/types.js").EarlierAttempt} EarlierAttempt */
/** @typedef {import("./storage.js").Store} Store */

/** The first one first. @param {Store} store @returns {OwnAttempt[]} */
export function ownAttempts(store) {
  const session = readSession(store.read("session"));
  const earlier = readEarlier(store.read("earlier"));
  const all = session ? withEarlier(earlier, session) : earlier;
  return all.map((one) => {
    if (!session || one.attemptId !== session.attemptId) return { ...one, paper: null };
    const nothing = session.expired && !session.outcome && !Object.keys(session.stored).length;
    return { ...one, none: nothing, paper: session.paper };
  });
}

/**
 * The same after the freeze, with the scores; what the server tells is kept for the next time.
 * @param {{ contest: import("../core/types.js").Contest, store: Store, api: import("./api.js").Api, now: () => number }} parts
 */
export async function settledAttempts({ contest, store, api, now }) {
  for (const one of ownAttempts(store)) {
    if (isUnsettled(one, contest, now())) await lookUp(one, `/contests/${contest.slug}/attempts/${one.attemptId}`, { store, api });
  }
  return ownAttempts(store);
}

/** @param {EarlierAttempt} one @param {string} path @param {{ store: Store, api: import("./api.js").Api }} parts */
async function lookUp({ attemptId, token }, path, { store, api }) {
  const result = await api.once({ method: "GET", path, token });
  if (result.kind === "unreachable" || result.error) return;
  const session = readSession(store.read("session"));
  if (session && session.attemptId === attemptId) return store.write("session", withStanding(session, result.body));
  const earlier = readEarlier(store.read("earlier"));
  store.write("earlier", earlier.map((one) => (one.attemptId === attemptId ? settledBy(one, result.body) : one)));
}
