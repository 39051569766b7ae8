// Starts the verifier: in a worker, or on the page where the browser makes none of modules.

/** @typedef {import("./verify-worker.js").Order} Order */
/** @typedef {import("./verify-worker.js").Said} Said */

/** The policy of the pages lets a script's address through by this name alone. @param {string} address */
function trusted(address) {
  const { trustedTypes } = /** @type {any} */ (window);
  if (!trustedTypes) return address;
  policy = policy || trustedTypes.createPolicy("hoithi", { createScriptURL: (/** @type {string} */ asked) => {
    if (!/^\/v-[0-9a-f]+\/js\/io\/verify-worker\.js$/.test(asked)) throw new TypeError(asked);
    return asked;
  } });
  return policy.createScriptURL(address);
}

/** @type {any} */
let policy = null;

/** @param {Order} order @param {(said: Said) => void} say */
async function onThisPage(order, say) {
  const { carryOut } = await import("./verify-worker.js");
  await carryOut(order, say);
}

/**
 * @param {string} version of the site
 * @param {Order} order
 * @param {(said: Said) => void} say progress first, then a report or a failure
 * @returns {() => void} stops it
 */
export function startVerifying(version, order, say) {
  let heard = false;
  let stopped = false;
  const tell = (/** @type {Said} */ said) => {
    heard = true;
    if (!stopped) say(said);
  };
  const instead = () => {
    if (!heard && !stopped) onThisPage(order, tell).catch(() => tell({ failure: "unreachable" }));
  };
  /** @type {Worker | null} */
  let worker = null;
  try {
    worker = new Worker(trusted(`/${version}/js/io/verify-worker.js`), { type: "module" });
    worker.onmessage = ({ data }) => {
      tell(data);
      if (worker && !("stage" in data)) worker.terminate();
    };
    worker.onerror = instead;
    worker.postMessage(order);
  } catch (unknown) {
    instead();
  }
  return () => {
    stopped = true;
    if (worker) worker.terminate();
  };
}
