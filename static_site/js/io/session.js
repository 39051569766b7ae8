// The session of the console: tokens live in memory alone, the refresh token in a cookie that no script reads.

/** @typedef {import("./cognito.js").SignedIn} SignedIn */
/** @typedef {{ idToken: string, accessToken: string }} Tokens */
/** @typedef {{ email: string, groups: string[] }} Person */
/** @typedef {ReturnType<typeof createSession>} Session */

const PATH = "/api/organizer/session";
/** Tokens are renewed before they run out, so that no request meets the end. */
const MARGIN = 120000;

/** The API refused, or was not reached: "unreachable". */
export class ApiError extends Error {
  /** @param {{ code: string, message: string, fields?: Record<string, string> } & Record<string, unknown>} told @param {number} [status] */
  constructor(told, status = 0) {
    super(told.message);
    this.code = told.code;
    this.status = status;
    this.fields = told.fields || {};
    this.details = told;
  }
}

/** What a token says of its owner; the API judges it, the page only shows it. @param {string} token @returns {any} */
export function claimsOf(token) {
  const payload = token.split(".")[1].replace(/-/g, "+").replace(/_/g, "/");
  const bytes = Uint8Array.from(atob(payload), (char) => char.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}

export function createSession({ now = Date.now } = {}) {
  /** @type {Tokens | null} */
  let tokens = null;
  /** @type {Promise<boolean> | null} */
  let renewing = null;

  async function ask() {
    const response = await fetch(PATH, { method: "PUT", headers: { "X-HoiThi": "1" } }).catch(() => null);
    if (!response || response.status >= 500) throw new ApiError({ code: "unreachable", message: "" });
    if (!response.ok) {
      tokens = null;
      return false;
    }
    const told = await response.json();
    tokens = { idToken: told.id_token, accessToken: told.access_token };
    return true;
  }

  /** One at a time: two that ask at once get the same answer. */
  function renew() {
    renewing = renewing || ask().finally(() => {
      renewing = null;
    });
    return renewing;
  }

  /** @param {"idToken" | "accessToken"} which */
  async function fresh(which) {
    if (!tokens || claimsOf(tokens.idToken).exp * 1000 - now() < MARGIN) await renew();
    return tokens ? tokens[which] : null;
  }

  return {
    renew,
    idToken: () => fresh("idToken"),
    accessToken: () => fresh("accessToken"),

    /** Keeps a sign-in. Throws ApiError, "totp_required" among others. @param {SignedIn} signedIn */
    async open({ idToken, accessToken, refreshToken }) {
      const response = await fetch(PATH, {
        method: "POST",
        headers: { "Content-Type": "application/json", Authorization: `Bearer ${idToken}` },
        body: JSON.stringify({ refresh_token: refreshToken }),
      }).catch(() => null);
      if (!response) throw new ApiError({ code: "unreachable", message: "" });
      if (!response.ok) throw new ApiError((await response.json()).error, response.status);
      tokens = { idToken, accessToken };
    },

    async close() {
      tokens = null;
      await fetch(PATH, { method: "DELETE", headers: { "X-HoiThi": "1" } }).catch(() => null);
    },

    /** @returns {Person | null} */
    person() {
      if (!tokens) return null;
      const claims = claimsOf(tokens.idToken);
      return { email: claims.email, groups: claims["cognito:groups"] || [] };
    },
  };
}
