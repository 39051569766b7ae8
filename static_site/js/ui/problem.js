// What went wrong, what became of the answers, and what to do: each refusal has its screen.
import { unbroken } from "../core/resuming.js";
import { t, zonedMoment } from "../core/text.js";
import { button, fill, link } from "./dom.js";
import { notice, root as rootOf, told } from "./frame.js";
import { saidHere } from "./said.js";

/** @typedef {import("../core/types.js").ApiError} ApiError */
/** @typedef {import("../core/types.js").Session} Session */
/** @typedef {import("./take-later.js").Context} Context */

/** Refusals of a start that have words of their own; of others the server's are shown. */
const KNOWN = /** @type {const} */ (["not_open", "closed", "not_eligible", "no_such_contest", "no_more_attempts", "attempt_open"]);

/** @param {string} code */
const known = (code) => KNOWN.find((one) => one === code) || "other";

/** Where one may go from a refusal, the likeliest first. @param {Context} context @param {ApiError} error */
function waysOn({ contest, refuse, go, keeper }, { code }) {
  const quiet = { class: "button quiet" };
  const back = button(t(keeper.session() ? "problem.back_attempt" : "error.back"), () => refuse(null), { ...quiet, id: "error-back" });
  const results = link(`${rootOf(contest)}ket-qua/`, t("closed.results"), quiet);
  if (code === "closed") {
    const find = () => {
      refuse(null);
      go({ step: "resume" }, true);
    };
    return keeper.session() ? [back, results] : [button(t("closed.find"), find, { id: "find-attempt" }), results];
  }
  if (code === "not_eligible") return [back, link(`${rootOf(contest)}the-le/`, t("home.rules"), quiet)];
  if (code === "no_such_contest") return [link(`/${told.prefix}`, t("absent.home"), { class: "button" })];
  return code === "no_more_attempts" ? [back, results] : [back];
}

/** The start was refused: no attempt has begun. @param {Context} context @param {ApiError} error */
function refusedStart(context, error) {
  const { contest, keeper } = context;
  const code = known(error.code);
  const times = { opens: zonedMoment(contest.opens_at), closes: zonedMoment(contest.closes_at) };
  const said = code === "not_eligible" || code === "other" ? [error.message || t("errors.unknown")] : [];
  const answers = t(keeper.session() ? "problem.attempt_kept" : "problem.nothing_begun");
  return notice(t(`problem.${code}.title`), [...said, t(`problem.${code}`, times), answers, t("error.contact", { contact: contest.contact })].filter(Boolean),
    waysOn(context, error));
}

/** The attempt on this phone can't be gone on with: the answers stay, and the code opens it again. @param {Context} context @param {ApiError} error @param {Session} session */
function lostAttempt({ contest, delivery, store, go }, error, session) {
  const again = () => {
    if (session.person?.identity) store.write("form", session.person);
    delivery.setAside();
    go({ step: "resume" }, true);
  };
  return notice(t("error.title_attempt"), [
    t(error.code === "bad_token" ? "problem.bad_token" : "problem.other"), error.code === "bad_token" ? "" : error.message,
    t(session.outcome ? "error.receipt_kept" : "error.answers_kept", { code: unbroken(session.resumeCode) }), t("error.contact", { contact: contest.contact }),
  ].filter(Boolean), [button(t("error.register_again"), again, { id: "register-again" })]);
}

/** @param {Context} context @param {ApiError} error */
export function mountProblem(context, error) {
  const session = context.keeper.session();
  const lost = context.keeper.problem() !== null && session !== null;
  const said = saidHere(error, context.contest);
  const screen = lost ? lostAttempt(context, said, session) : refusedStart(context, said);
  screen.id = "problem";
  screen.dataset.code = error.code;
  fill(context.root, screen);
}
