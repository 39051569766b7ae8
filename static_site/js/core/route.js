// Which screen an address means. The part after "#" is the step, so that Back and reload keep it.

/** @typedef {import("./types.js").Session} Session */
/** @typedef {"before" | "open" | "after"} Phase */
/** @typedef {{ step: "intro" | "register" | "check" } | { step: "question", index: number, edit: boolean }} Route */
/** @typedef {"before" | "closed" | "intro" | "register" | "question" | "check" | "sending" | "expired" | "receipt"} ScreenName */

/** @param {{ opens_at: number, closes_at: number }} contest @param {number} now @returns {Phase} */
export function phaseAt(contest, now) {
  if (now < contest.opens_at) return "before";
  return now < contest.closes_at ? "open" : "after";
}

/** @param {string} hash @returns {Route | null} */
export function parseHash(hash) {
  const question = /^#cau-(\d{1,3})(\/sua)?$/.exec(hash);
  if (question) return { step: "question", index: Number(question[1]) - 1, edit: Boolean(question[2]) };
  if (hash === "#dang-ky") return { step: "register" };
  if (hash === "#kiem-tra") return { step: "check" };
  return null;
}

/** @param {Route} route */
export function hashOf(route) {
  if (route.step === "question") return `#cau-${route.index + 1}${route.edit ? "/sua" : ""}`;
  return { intro: "#", register: "#dang-ky", check: "#kiem-tra" }[route.step];
}

/**
 * @param {{ session: Session | null, phase: Phase, hash: string }} where
 * @returns {{ name: ScreenName, index: number, edit: boolean }}
 */
export function screenFor({ session, phase, hash }) {
  const route = parseHash(hash);
  if (session) return sessionScreen(session, route);
  if (phase === "before") return screen("before");
  // After the close too: who took part finds the receipt again by number and code.
  if (route && route.step === "register") return screen("register");
  return screen(phase === "open" ? "intro" : "closed");
}

/** @param {Session} session @param {Route | null} route */
function sessionScreen(session, route) {
  if (session.outcome) return screen("receipt");
  if (session.expired) return screen("expired");
  if (session.sending) return screen("sending");
  if (route && route.step === "check") return screen("check");
  const last = session.paper.questions.length - 1;
  if (route && route.step === "question") {
    return screen("question", Math.max(0, Math.min(route.index, last)), route.edit);
  }
  return screen("question", Math.min(session.at, last));
}

/** @param {ScreenName} name */
const screen = (name, index = 0, edit = false) => ({ name, index, edit });

/** The contest an address belongs to: /c/<slug>/… @param {string} pathname */
export function slugOf(pathname) {
  const found = /^\/c\/([a-z0-9-]{1,32})(?:\/|$)/.exec(pathname);
  return found ? found[1] : null;
}
