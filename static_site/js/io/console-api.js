// What the console asks of the API, in the name of who signed in.
import { ApiError } from "./session.js";

/** @typedef {import("./session.js").Session} Session */
/** @typedef {{ done: number, of: number } | null} JobProgress */
/** @typedef {ReturnType<typeof createConsoleApi>} ConsoleApi */

const POLL = 700;
const LONGEST_POLL = 3000;
/** A job whose function died is called lost by the server after some minutes; longer nobody waits. */
const TRIES = 3;

/** @param {number} ms */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** An id for a request that must happen once, however often it is sent. */
export function drawId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * @param {Session} session
 * @param {() => void} onSignedOut what to do where the session is over
 */
export function createConsoleApi(session, onSignedOut) {
  /** @param {string} method @param {string} path @param {unknown} [body] */
  async function once(method, path, body) {
    const token = await session.idToken();
    if (!token) {
      onSignedOut();
      throw new ApiError({ code: "unauthorized", message: "" }, 401);
    }
    /** @type {Record<string, string>} */
    const headers = { Authorization: `Bearer ${token}` };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    return fetch(`/api/organizer${path}`, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  }

  /** Every route may be repeated, so a lost answer is asked for again. @param {string} method @param {string} path @param {unknown} [body] @returns {Promise<any>} */
  async function send(method, path, body) {
    for (let tries = 1; ; tries += 1) {
      const response = await once(method, path, body).catch((failure) => {
        if (failure instanceof ApiError && failure.code !== "unreachable") throw failure;
        return null;
      });
      const failed = !response || response.status === 429 || response.status >= 502;
      if (!failed) return told(response);
      if (tries >= TRIES) throw response ? await errorOf(response) : new ApiError({ code: "unreachable", message: "" });
      await pause(tries * 1000);
    }
  }

  /** @param {Response} response */
  async function told(response) {
    if (response.status === 204) return null;
    if (response.ok) return response.json();
    if (response.status === 401) onSignedOut();
    throw await errorOf(response);
  }

  /** @param {Response} response */
  async function errorOf(response) {
    const found = await response.json().catch(() => null);
    return new ApiError((found && found.error) || { code: "unreachable", message: "" }, response.status);
  }

  /** @param {string} id @param {(progress: JobProgress) => void} onProgress @returns {Promise<any>} the job's answer */
  async function finished(id, onProgress) {
    for (let wait = POLL; ; wait = Math.min(wait * 1.3, LONGEST_POLL)) {
      const job = await send("GET", `/jobs/${id}`);
      if (job.state === "done") return job.answer;
      if (job.state === "failed") throw new ApiError(job.error);
      onProgress(job.progress);
      await pause(wait);
    }
  }

  return {
    /** @param {string} path @param {Record<string, string | number | null | undefined>} [query] */
    get(path, query = {}) {
      const asked = new URLSearchParams();
      for (const [name, value] of Object.entries(query)) if (value !== null && value !== undefined && value !== "") asked.set(name, String(value));
      const written = asked.toString();
      return send("GET", written ? `${path}?${written}` : path);
    },
    /** @param {string} path @param {unknown} [body] */
    post: (path, body = {}) => send("POST", path, body),
    /** @param {string} path @param {unknown} [body] */
    put: (path, body = {}) => send("PUT", path, body),
    /** @param {string} path @param {unknown} [body] */
    delete: (path, body) => send("DELETE", path, body),
    /**
     * Starts long work and waits for it. Throws ApiError with the refusal of either.
     * @param {string} path
     * @param {Record<string, unknown>} [body]
     * @param {(progress: JobProgress) => void} [onProgress]
     */
    async job(path, body = {}, onProgress = () => undefined) {
      const started = await send("POST", path, { ...body, job: drawId() });
      return finished(started.job.id, onProgress);
    },
    /** Waits for a job that was started before. @param {string} id @param {(progress: JobProgress) => void} [onProgress] */
    wait: (id, onProgress = () => undefined) => finished(id, onProgress),
  };
}
