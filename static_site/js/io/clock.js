// The server's time, as well as this phone can know it.

/** @typedef {{ now: () => number, adopt: (serverTime: number) => void, adoptResponse: (response: Response) => void }} ServerClock */

/**
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
