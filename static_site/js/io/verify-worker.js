// The verifier off the page's own thread, so that a large ledger freezes nothing.
import { NothingToCheck, Unreachable, verify } from "../core/ledger.js";
import { publishedFolder } from "./ledger-folder.js";

/** @typedef {import("../core/ledger.js").Report} Report */
/** @typedef {{ base: string, now: number, receipts: import("../core/ledger.js").Receipt[], checkpoints: import("../core/ledger.js").Checkpoint[] }} Order */
/** @typedef {{ stage: import("../core/ledger.js").Stage, done: number, of: number } | { report: Report } | { failure: "nothing" | "unreachable" | "unable" }} Said */

/** Often enough to be seen moving. */
const TELL_EVERY = 150;

/** @param {Order} order @param {(said: Said) => void} say */
export async function carryOut({ base, now, receipts, checkpoints }, say) {
  let told = 0;
  let last = "";
  /** @type {import("../core/ledger.js").Progress} */
  const progress = (stage, done, of) => {
    const at = performance.now();
    if (stage === last && at - told < TELL_EVERY) return;
    [told, last] = [at, stage];
    say({ stage, done, of });
  };
  try {
    if (!globalThis.crypto || !crypto.subtle) return say({ failure: "unable" });
    say({ report: await verify({ read: publishedFolder(base), subtle: crypto.subtle, now, receipts, checkpoints, progress }) });
  } catch (failure) {
    say({ failure: failure instanceof NothingToCheck ? "nothing" : failure instanceof Unreachable ? "unreachable" : "unable" });
  }
}

// Where there is no worker, the page imports this module itself.
if (typeof document === "undefined") {
  const worker = /** @type {{ postMessage: (said: Said) => void, onmessage: ((event: MessageEvent<Order>) => void) | null }} */ (/** @type {unknown} */ (globalThis));
  worker.onmessage = ({ data }) => void carryOut(data, (said) => worker.postMessage(said));
}
