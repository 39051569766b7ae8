// Which screen an address means. The part after "#" is the step, so that Back and reload keep it.
import { duration, t } from "./text.js";

/** @typedef {import("./types.js").Session} Session */
/** @typedef {"before" | "open" | "after"} Phase */
/** @typedef {{ step: "intro" | "register" | "resume" | "other" | "check" | "next" } | { step: "prediction", edit: boolean }
 *           | { step: "question", index: number, edit: boolean }} Route */
/** @typedef {"before" | "closed" | "intro" | "register" | "question" | "prediction" | "check" | "sending" | "expired"
 *           | "receipt" | "next" | "resume" | "other"} ScreenName */

const HASHES = { intro: "#", register: "#dang-ky", resume: "#ma-tiep-tuc", other: "#may-khac", check: "#kiem-tra", next: "#luot-moi" };

/** @param {{ opens_at: number, closes_at: number }} contest @param {number} now @returns {Phase} */
export function phaseAt(contest, now) {
  if (now < contest.opens_at) return "before";
  return now < contest.closes_at ? "open" : "after";
}

/** @param {{ opens_at: number, closes_at: number }} contest @param {number} now */
export function countdownText(contest, now) {
  const phase = phaseAt(contest, now);
  if (phase === "before") return t("countdown.before", { left: duration(contest.opens_at - now + 999) });
  if (phase === "open") return t("countdown.open", { left: duration(contest.closes_at - now + 999) });
  return t("countdown.after");
}

/** @param {string} hash @returns {Route | null} */
export function parseHash(hash) {
  const question = /^#cau-(\d{1,3})(\/sua)?$/.exec(hash);
  if (question) return { step: "question", index: Number(question[1]) - 1, edit: Boolean(question[2]) };
  if (hash === "#du-doan" || hash === "#du-doan/sua") return { step: "prediction", edit: hash.endsWith("/sua") };
  const step = /** @type {(keyof typeof HASHES)[]} */ (Object.keys(HASHES)).find((one) => HASHES[one] === hash);
  return step && step !== "intro" ? { step } : null;
}

/** @param {Route} route */
export function hashOf(route) {
  if (route.step === "question") return `#cau-${route.index + 1}${route.edit ? "/sua" : ""}`;
  if (route.step === "prediction") return `#du-doan${route.edit ? "/sua" : ""}`;
  return HASHES[route.step];
}

/**
 * @param {{ session: Session | null, phase: Phase, hash: string, more?: boolean }} where
 *   more: the attempt is over and another one may begin
 * @returns {{ name: ScreenName, index: number, edit: boolean }}
 */
export function screenFor({ session, phase, hash, more = false }) {
  const route = parseHash(hash);
  if (session && more && route && route.step === "next") return screen("next");
  if (session) return sessionScreen(session, route);
  if (phase === "before") return screen("before");
  if (route && (route.step === "resume" || route.step === "other")) return screen(route.step);
  // After the close too: who took part finds the receipt again by number and code.
  if (route && route.step === "register") return screen(phase === "open" ? "register" : "resume");
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
  const predicts = session.paper.prediction !== null;
  if (predicts && route && route.step === "prediction") return screen("prediction", 0, route.edit);
  if (predicts && session.at > last) return screen("prediction");
  return screen("question", Math.min(session.at, last));
}

/** @param {ScreenName} name */
const screen = (name, index = 0, edit = false) => ({ name, index, edit });
