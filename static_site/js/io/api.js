// Calls that go on until they are answered. Every route may be repeated.

/** @typedef {import("../core/types.js").ApiError} ApiError */
/** @typedef {{ method: "GET" | "POST" | "PUT", path: string, body?: unknown, token?: string, keepalive?: boolean }} ApiCall */
/** @typedef {{ kind: "answer", status: number, body: any, error: ApiError | null }} ApiAnswer */
/** @typedef {{ kind: "unreachable", retryAfter: number | null }} Unreachable */
/** @typedef {(tries: number) => void} OnWait */
/** @typedef {ReturnType<typeof createApi>} Api */

const TIMEOUT = 20000;
/** Widest waits, after the first failure and at last: where somebody waits, and for drafts, which nobody waits for. */
const WAITED_FOR = [15000, 120000];
const PATIENT = [240000, 300000];
/** Steep: in an outage each try of two thousand phones is one for nothing. */
const GROWTH = 6;
const LONGEST_ASKED = 300000;
/** The network came back, perhaps to a whole ward at once: longer waits end within this. */
const ONLINE_SPREAD = 60000;

export function createApi({ random = Math.random, waiting = createWaiting(random) } = {}) {
  /** @param {ApiCall} call @returns {Promise<ApiAnswer | Unreachable>} */
  async function once(call) {
    try {
      return await inTime(async (signal) => readAnswer(await fetch(`/api${call.path}`, requestOf(call, signal))));
    } catch (offline) {
      return { kind: "unreachable", retryAfter: null };
    }
  }

  /** @param {ApiCall} call @param {OnWait} [onWait] @returns {Promise<ApiAnswer>} */
  async function untilAnswered(call, onWait) {
    for (let tries = 1; ; tries += 1) {
      const result = await once(call);
      if (result.kind === "answer") return result;
      if (onWait) onWait(tries);
      await waiting.pause(retryDelay({ tries, random, retryAfter: result.retryAfter }));
    }
  }

  /**
   * Modules that come later. A browser may remember that a module did not come: so their files are
   * fetched first, into its cache.
   * @template T
   * @param {string[]} files
   * @param {() => Promise<T>} load
   * @param {OnWait} onWait
   * @returns {Promise<T>}
   */
  async function untilLoaded(files, load, onWait) {
    for (let tries = 1; ; tries += 1) {
      try {
        await Promise.all(files.map((file) => inTime((signal) => readFile(file, signal))));
        return await load();
      } catch (offline) {
        onWait(tries);
        await waiting.pause(retryDelay({ tries, random }));
      }
    }
  }

  return { once, untilAnswered, untilLoaded, online: waiting.online, hurry: waiting.hurry };
}

/** Waits that may be cut short. @param {() => number} random */
function createWaiting(random) {
  /** @type {Set<(ms: number, ifLonger?: number) => void>} */
  const waits = new Set();

  /** @param {number} ms @returns {Promise<void>} */
  function pause(ms) {
    return new Promise((resolve) => {
      const end = Date.now() + ms;
      let timer = setTimeout(done, ms);
      waits.add(sooner);
      /** @param {number} ms @param {number} [ifLonger] */
      function sooner(ms, ifLonger = 0) {
        if (end - Date.now() <= ifLonger) return;
        clearTimeout(timer);
        timer = setTimeout(done, ms);
      }
      function done() {
        waits.delete(sooner);
        resolve();
      }
    });
  }

  return {
    pause,
    online: () => waits.forEach((sooner) => sooner(random() * ONLINE_SPREAD, ONLINE_SPREAD)),
    /** Somebody looks at the page again: people do that each at their own time. */
    hurry: () => waits.forEach((sooner) => sooner(0)),
  };
}

/** A network may swallow requests without a word. @template T @param {(signal: AbortSignal) => Promise<T>} act */
async function inTime(act) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TIMEOUT);
  try {
    return await act(abort.signal);
  } finally {
    clearTimeout(timer);
  }
}

/** @param {string} file @param {AbortSignal} signal */
async function readFile(file, signal) {
  const response = await fetch(file, { signal });
  if (!response.ok) throw new Error(file);
  await response.text();
}

/** @param {ApiCall} call @param {AbortSignal} signal @returns {RequestInit} */
function requestOf({ method, body, token, keepalive = false }, signal) {
  /** @type {Record<string, string>} */
  const headers = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (token) headers.Authorization = `Bearer ${token}`;
  const text = body === undefined ? undefined : JSON.stringify(body);
  return { method, headers, body: text, keepalive, signal, cache: "no-store", credentials: "omit" };
}

/**
 * A sign-in page of a café's network answers 200 too: what isn't JSON hasn't come from the API.
 * @param {Response} response
 * @returns {Promise<ApiAnswer | Unreachable>}
 */
async function readAnswer(response) {
  const body = parsed(await response.text());
  const error = body && body.error && typeof body.error.code === "string" ? body.error : null;
  const understood = !response.ok || response.status === 204 || body !== null;
  if (!understood || isTemporary(response.status, error && error.code)) {
    return { kind: "unreachable", retryAfter: parseRetryAfter(response.headers.get("Retry-After"), Date.now()) };
  }
  return { kind: "answer", status: response.status, body, error };
}

/** @param {string} text @returns {any} */
function parsed(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === "object" ? value : null;
  } catch (notJson) {
    return null;
  }
}

/**
 * Exponential backoff with full jitter, never sooner than the server asked for.
 * @param {{ tries: number, random: () => number, retryAfter?: number | null, patient?: boolean }} how
 *   tries: how many have failed, from 1; retryAfter: what the server asked for, in ms
 * @returns {number} milliseconds to wait
 */
export function retryDelay({ tries, random, retryAfter = null, patient = false }) {
  const [first, widest] = patient ? PATIENT : WAITED_FOR;
  const asked = Math.min(retryAfter ?? 0, LONGEST_ASKED);
  // Many may have been told the same moment: what is asked for from afar is spread as widely.
  const spread = 2 * asked + Math.min(widest, first * GROWTH ** Math.min(tries - 1, 16));
  return Math.round(asked + random() * spread);
}

/** @param {string | null} header seconds, or a date @param {number} now @returns {number | null} milliseconds */
export function parseRetryAfter(header, now) {
  if (header === null || header.trim() === "") return null;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

/**
 * Only what a later try can mend. A refusal without a code of ours is not the API's: a firewall has said it,
 * CloudFront or the gateway. `forbidden` is a way round CloudFront.
 * @param {number} status
 * @param {string | null} code
 */
export function isTemporary(status, code) {
  if (status < 300) return false;
  return code === null || code === "forbidden" || code === "try_again" || status === 408 || status >= 500;
}
