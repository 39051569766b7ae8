// Calls to the API that go on until they are answered. Every route may be repeated.
import { isTemporary, parseRetryAfter, retryDelay } from "../core/retry.js";

/** @typedef {import("../core/types.js").ApiError} ApiError */
/** @typedef {{ method: "GET" | "POST" | "PUT", path: string, body?: unknown, token?: string, keepalive?: boolean }} ApiCall */
/** @typedef {{ kind: "answer", status: number, body: any, error: ApiError | null }} ApiAnswer */
/** @typedef {{ kind: "unreachable", retryAfter: number | null }} Unreachable */
/** @typedef {{ once: (call: ApiCall) => Promise<ApiAnswer | Unreachable>,
 *              untilAnswered: (call: ApiCall, onWait?: (tries: number) => void) => Promise<ApiAnswer> }} Api */

const TIMEOUT = 20000;
const UNREACHABLE = /** @type {const} */ ({ kind: "unreachable", retryAfter: null });

/** @returns {Api} */
export function createApi({ random = Math.random, wait = waitOrOnline } = {}) {
  /** @param {ApiCall} call @returns {Promise<ApiAnswer | Unreachable>} */
  async function once(call) {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), TIMEOUT);
    try {
      return await readAnswer(await fetch(`/api${call.path}`, requestOf(call, abort.signal)));
    } catch (offline) {
      return UNREACHABLE;
    } finally {
      clearTimeout(timer);
    }
  }

  /** @param {ApiCall} call @param {(tries: number) => void} [onWait] */
  async function untilAnswered(call, onWait) {
    for (let tries = 1; ; tries += 1) {
      const result = await once(call);
      if (result.kind === "answer") return result;
      if (onWait) onWait(tries);
      await wait(retryDelay({ tries, random, retryAfter: result.retryAfter }), random);
    }
  }

  return { once, untilAnswered };
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
  const text = await response.text();
  const body = parsed(text);
  const error = errorIn(body);
  const understood = response.status === 204 || (response.ok ? body !== null : true);
  if (!understood || isTemporary(response.status, error ? error.code : null)) {
    return { kind: "unreachable", retryAfter: parseRetryAfter(response.headers.get("Retry-After"), Date.now()) };
  }
  return { kind: "answer", status: response.status, body, error: response.ok ? null : error || unknownError() };
}

/** @returns {ApiError} */
const unknownError = () => ({ code: "unknown", message: "" });

/** @param {any} body @returns {ApiError | null} */
function errorIn(body) {
  const error = body && body.error;
  return error && typeof error.code === "string" ? error : null;
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
 * A wait that ends early when the network comes back, spread over a second.
 * @param {number} ms
 * @param {() => number} random
 * @returns {Promise<void>}
 */
function waitOrOnline(ms, random) {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function online() {
      clearTimeout(timer);
      setTimeout(done, Math.min(ms, random() * 1000));
    }
    function done() {
      window.removeEventListener("online", online);
      resolve();
    }
    window.addEventListener("online", online, { once: true });
  });
}
