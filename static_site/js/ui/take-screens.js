// The screens up to the first question, and every question. Those that come later stand in take-later.js.
import { personOf, readRegistration } from "../core/registration.js";
import { countdownText } from "../core/route.js";
import { answeredCount } from "../core/session.js";
import { t, zonedMoment } from "../core/text.js";
import { button, fill, h, heading, link, setText } from "./dom.js";
import { notice, root as rootOf, told } from "./frame.js";
import { codeNote, mountQuestion } from "./question.js";
import { mountIntro, mountRegistration } from "./registration.js";

/** @typedef {import("../core/types.js").ApiError} ApiError */
/** @typedef {import("../core/types.js").Session} Session */
/** @typedef {import("../core/types.js").Registration} Registration */
/** @typedef {import("../core/route.js").Route} Route */
/** @typedef {import("../core/route.js").ScreenName} ScreenName */
/** @typedef {{ update?: () => void }} Mounted */
/** @typedef {{ name: ScreenName, index: number, edit: boolean }} Where */
/** What came after the first question; null until then. @typedef {import("./take-later.js").Later | null} MaybeLater */
/** @typedef {{ contest: import("../core/types.js").Contest, store: import("../io/storage.js").Store, api: import("../io/api.js").Api,
 *              keeper: import("../io/keeper.js").Keeper, clock: import("../io/site.js").ServerClock, root: HTMLElement, now: () => number,
 *              go: (route: Route, replace?: boolean) => void, refuse: (error: ApiError | null) => void,
 *              later: () => MaybeLater, laterTries: () => number }} Context */

/** Answers that need a screen of their own, not a mended field. */
const REFUSALS = ["not_open", "closed", "not_eligible", "no_such_contest", "no_more_attempts", "attempt_open"];

/** @param {Context} context */
const showIntro = ({ contest, root, go, now }) =>
  mountIntro(root, { contest, now, rules: `${rootOf(contest)}the-le/`, next: () => go({ step: "register" }) });

/** @param {Context} context */
function showBefore({ contest, root, now }) {
  const left = h("strong", { class: "countdown", role: "timer", id: "countdown" });
  const update = () => setText(left, countdownText(contest, now()));
  fill(root, notice(t("before.title"), [t("before.text", { at: zonedMoment(contest.opens_at) })]), h("p", {}, left));
  update();
  return { update };
}

/** @param {Context} context */
function showClosed({ contest, root, go }) {
  const results = link(`${rootOf(contest)}ket-qua/`, t("closed.results"), { class: "button" });
  const find = button(t("closed.find"), () => go({ step: "resume" }), { class: "button quiet", id: "find-attempt" });
  fill(root, notice(t("closed.title"), [t("closed.text", { at: zonedMoment(contest.closes_at) })], [results, find]));
}

/** The server speaks Vietnamese: without a network it is shown as it came. @param {ApiError} error @param {Context["contest"]} contest */
async function inThisLanguage(error, contest) {
  if (told.lang === "vi") return error;
  return import("./said.js").then(({ saidHereFirst }) => saidHereFirst(error, contest)).catch(() => error);
}

/**
 * Goes where the attempt that was begun stands, or says why there is none.
 * @param {Context} context
 * @param {(form: Registration, onWait: (tries: number) => void) => Promise<ApiError | null>} begin
 */
export const beginning = ({ contest, store, keeper, go, refuse }, begin) => ({
  /** @param {Registration} form @param {(tries: number) => void} onWait */
  async start(form, onWait) {
    const error = await begin(form, onWait);
    const session = keeper.session();
    if (error) return inThisLanguage(error, contest);
    if (!session) return null;
    for (const done of ["form", "granted", "claim", "claim-note"]) store.remove(done);
    go(session.at < session.paper.questions.length ? { step: "question", index: session.at, edit: false } : { step: "prediction", edit: false }, true);
    return null;
  },
  /** @param {ApiError} error */
  refused(error) {
    const own = REFUSALS.includes(error.code);
    if (own) refuse(error);
    if (error.code === "wrong_code") store.remove("granted");
    const elsewhere = error.code === "other_device" && !keeper.session();
    if (elsewhere) go({ step: "other" });
    return own || elsewhere;
  },
});

/**
 * A one-time code is granted by the organizers, and registers anew.
 * @param {Context} context @param {Context["keeper"]["start"]} [begin]
 */
export function showRegistration(context, begin = context.keeper.start) {
  const { contest, root, store } = context;
  const asked = new URLSearchParams(location.search).get("don-vi");
  const kept = readRegistration(store.read("form"));
  const granted = () => String(store.read("granted") || "");
  const ways = store.read("claim") ? link("#may-khac", t("register.claimed"), { id: "to-claim" }) : link("#ma-tiep-tuc", t("register.have_code"), { id: "have-code" });
  mountRegistration(root, {
    contest,
    before: h("p", { class: "elsewhere" }, granted() ? t("register.granted") : ways),
    kept: asked && !kept.unit ? { ...kept, unit: asked } : kept,
    keep: (form) => store.write("form", personOf(form)),
    ...beginning(context, (form, onWait) => begin({ ...form, resume_code: granted() }, onWait)),
  });
}

/** @param {Context} context @param {Session} session @param {number} index @param {boolean} edit */
function showQuestion({ contest, root, keeper, go }, session, index, edit) {
  const { questions, prediction } = session.paper;
  const question = questions[index];
  const atEnd = index === questions.length - 1;
  const chosen = () => keeper.session()?.answers[question.id] || [];
  const view = mountQuestion(root, {
    question, index, edit, total: questions.length, chosen: chosen(), last: atEnd && !prediction,
    note: edit && contest.paper.require_all_answers ? gapNote(session) : "",
    topic: contest.topics.find((one) => one.id === question.topic)?.name || "",
    choose: (options) => keeper.choose(question.id, options),
    next: () => go(afterQuestion(index, edit || (atEnd && !prediction), atEnd)),
    previous: () => go({ step: "question", index: index - 1, edit: false }),
  });
  if ((index === 0 && !edit) || !keeper.persistent()) root.prepend(codeNote(contest, session.resumeCode, keeper.persistent()));
  keeper.moveTo(index);
  return { update: () => view.update(chosen()) };
}

/** @param {number} index @param {boolean} toCheck @param {boolean} atEnd @returns {Route} */
function afterQuestion(index, toCheck, atEnd) {
  if (toCheck) return { step: "check" };
  return atEnd ? { step: "prediction", edit: false } : { step: "question", index: index + 1, edit: false };
}

/** Why one was led back to a question. @param {Session} session */
function gapNote(session) {
  const count = session.paper.questions.length - answeredCount(session);
  return count ? t("question.required", { count }) : "";
}

/** What comes next is not here yet. @param {Context} context */
function showWaiting({ root, laterTries }) {
  const status = h("p", { role: "status", id: "later-status" });
  const update = () => setText(status, t(laterTries() ? "later.retrying" : "later.text"));
  fill(root, h("div", { id: "later", class: "notice" }, heading(t("later.title")), status));
  update();
  return { update };
}

/** @type {Partial<Record<ScreenName, (context: Context) => Mounted | void>>} */
const OUTSIDE = { intro: showIntro, before: showBefore, closed: showClosed, register: showRegistration };

/** Whether a screen comes with what is loaded later. @param {ScreenName} name @param {boolean} begun */
export const comesLater = (name, begun) => (begun ? name !== "question" : !OUTSIDE[name]);

/**
 * @param {Context} context
 * @param {Where} where
 * @param {ApiError | null} error what stands in the way of that screen
 * @returns {Mounted | void}
 */
export function mountScreen(context, where, error) {
  const later = context.later();
  const session = context.keeper.session();
  const outside = OUTSIDE[where.name];
  if (!error && !session && outside) return outside(context);
  if (!error && session && where.name === "question") return showQuestion(context, session, where.index, where.edit);
  if (!later) return showWaiting(context);
  return error ? later.mountError(error) : later.mount(where);
}
