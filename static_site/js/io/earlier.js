// The attempts of this person that another one came after: kept apart from the running one,
// which is written at every tap.
import { isUnsettled, readEarlier, settledBy, withEarlier } from "../core/attempts.js";
import { shelve } from "./keeper.js";

/** @typedef {import("../core/types.js").EarlierAttempt} EarlierAttempt */
/** @typedef {import("../core/types.js").Session} Session */

/**
 * @param {{ contest: import("../core/types.js").Contest, api: import("./api.js").Api,
 *           store: import("./storage.js").Store, now: () => number, onChange: () => void }} parts
 */
export function createEarlier({ contest, api, store, now, onChange }) {
  const list = () => readEarlier(store.read("earlier"));

  /** @param {EarlierAttempt[]} next */
  function keep(next) {
    store.write("earlier", next);
    onChange();
  }

  /** @param {EarlierAttempt} one */
  async function lookUp(one) {
    const path = `/contests/${contest.slug}/attempts/${one.attemptId}`;
    const result = await api.once({ method: "GET", path, token: one.token });
    if (result.kind === "unreachable" || result.error) return;
    keep(list().map((other) => (other.attemptId === one.attemptId ? settledBy(other, result.body) : other)));
  }

  return {
    list,
    /** @param {Session} session */
    add: (session) => keep(withEarlier(list(), session)),
    /** Asks for receipts and scores that were not known yet, one after the other. */
    async settle() {
      for (const one of list().filter((each) => isUnsettled(each, contest, now()))) await lookUp(one);
    },
    /** Someone else takes part here from now on. @param {Session | null} last */
    shelve: (last) => shelve(store, last ? withEarlier(list(), last) : list()),
  };
}
