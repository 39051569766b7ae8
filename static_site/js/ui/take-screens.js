// The screens of the page that takes a resident from "what to know" to the receipt.
import { mayBeginNext } from "../core/attempts.js";
import { beforeYouStart } from "../core/contest-view.js";
import { personOf, readRegistration } from "../core/registration.js";
import { countdownText, phaseAt } from "../core/route.js";
import { checkRows } from "../core/session.js";
import { grouped, t, zonedMoment } from "../core/text.js";
import { earlierAttempts, furtherAttempt } from "./attempts.js";
import { mountCheck, mountExpired, mountSending } from "./check.js";
import { button, fill, h, heading, link, paragraph, setText } from "./dom.js";
import { notice, root as rootOf } from "./frame.js";
import { mountNextAttempt } from "./next-attempt.js";
import { mountPrediction } from "./prediction.js";
import { mountQuestion } from "./question.js";
import { mountReceipt, resumeCode, saveReceipt } from "./receipt.js";
import { mountRegistration } from "./registration.js";

/** @typedef {import("../core/types.js").ApiError} ApiError */
/** @typedef {import("../core/types.js").Session} Session */
/** @typedef {import("../core/types.js").Registration} Registration */
/** @typedef {import("../io/keeper.js").Keeper} Keeper */
/** @typedef {import("../core/route.js").Route} Route */
/** @typedef {import("../core/route.js").ScreenName} ScreenName */
/** @typedef {{ update?: () => void }} Mounted */
/** @typedef {{ contest: import("../core/types.js").Contest, store: import("../io/storage.js").Store,
 *              keeper: import("../io/keeper.js").Keeper, root: HTMLElement, now: () => number,
 *              go: (route: Route, replace?: boolean) => void, refuse: (error: ApiError | null) => void }} Context */
/** @typedef {(context: Context, session: Session, index: number, edit: boolean) => Mounted | void} AttemptScreen */

/** Answers that need a screen of their own, not a mended field. */
const REFUSALS = ["not_open", "closed", "not_eligible", "no_such_contest", "no_more_attempts", "attempt_open"];

/** @param {Context} context */
function showIntro({ contest, root, go }) {
  const facts = h("ul", { class: "facts-list" }, beforeYouStart(contest).map((fact) => h("li", {}, fact)));
  const rules = link(`${rootOf(contest)}the-le/`, t("intro.rules"));
  fill(root, h("div", { id: "intro" }, heading(t("intro.title")), facts, h("p", {}, t("intro.rules_in"), " ", rules, "."),
    h("p", { class: "actions" }, button(t("intro.continue"), () => go({ step: "register" }), { id: "continue" }))));
}

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
  const find = button(t("closed.find"), () => go({ step: "register" }), { class: "button quiet", id: "find-attempt" });
  fill(root, notice(t("closed.title"), [t("closed.text", { at: zonedMoment(contest.closes_at) })], [results, find]));
}

/**
 * Goes where the attempt that was begun stands, or says why there is none.
 * @param {Context} context
 * @param {(form: Registration, onWait: (tries: number) => void) => Promise<ApiError | null>} begin
 */
const beginning = ({ store, keeper, go, refuse }, begin) => ({
  /** @param {Registration} form @param {(tries: number) => void} onWait */
  async start(form, onWait) {
    const error = await begin(form, onWait);
    const session = keeper.session();
    if (error || !session) return error;
    store.remove("form");
    go(session.at < session.paper.questions.length ? { step: "question", index: session.at, edit: false } : { step: "prediction", edit: false }, true);
    return null;
  },
  /** @param {ApiError} error */
  refused(error) {
    const own = REFUSALS.includes(error.code);
    if (own) refuse(error);
    return own;
  },
});

/** @param {Context} context @param {Keeper["start"]} [begin] */
function showRegistration(context, begin = context.keeper.start) {
  const { contest, root, store, now } = context;
  const asked = new URLSearchParams(location.search).get("don-vi");
  const kept = readRegistration(store.read("form"));
  mountRegistration(root, {
    contest,
    late: phaseAt(contest, now()) === "after",
    kept: asked && !kept.unit ? { ...kept, unit: asked } : kept,
    keep: (form) => store.write("form", personOf(form)),
    ...beginning(context, begin),
  });
}

/** @type {AttemptScreen} */
function showNext(context, session) {
  const { contest, root, keeper, go } = context;
  if (!session.person) return showRegistration(context, keeper.startNext);
  mountNextAttempt(root, { contest, person: session.person, attempt: session.attempt + 1,
    back: () => go({ step: "intro" }, true), ...beginning(context, keeper.startNext) });
}

/** @type {AttemptScreen} */
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
  if ((index === 0 && !edit) || !keeper.persistent()) root.append(codeNote(session, keeper.persistent()));
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
  const count = checkRows(session).missing.length;
  return count ? t("question.required", { count }) : "";
}

/** @type {AttemptScreen} */
function showPrediction({ contest, root, keeper, go }, session, _, edit) {
  const { questions, prediction } = session.paper;
  if (!prediction) return;
  const view = mountPrediction(root, {
    prompt: prediction.prompt, target: contest.prediction ? contest.prediction.target : null, typed: session.predicted, edit,
    predict: keeper.predict,
    next: () => go({ step: "check" }),
    previous: () => go({ step: "question", index: questions.length - 1, edit: false }),
  });
  keeper.moveTo(questions.length);
  return { update: () => view.update(keeper.session()?.predicted || "") };
}

/** @param {Session} session @param {boolean} persistent */
const codeNote = (session, persistent) => h("aside", { class: "callout" }, h("h2", {}, t("code.title")),
  h("p", {}, resumeCode(session.resumeCode)), paragraph(t(persistent ? "code.note" : "code.note_memory")));

/** What stands below the end of an attempt. @param {Context} context @param {Session} session */
function otherAttempts({ contest, keeper, go, now }, session) {
  const next = () => go({ step: "next" });
  return {
    further: mayBeginNext(contest, session, now()) ? furtherAttempt(contest, session.attempt, next) : null,
    earlier: earlierAttempts(contest, keeper.earlier(), (one, outcome) => saveReceipt(contest, one.resumeCode, outcome)),
  };
}

/** @type {AttemptScreen} */
function showExpired(context, session) {
  const { further, earlier } = otherAttempts(context, session);
  const { root, contest, keeper, now } = context;
  mountExpired(root, { contest, session, now: now(), look: () => void keeper.look(), further: [further, earlier] });
}

/** @type {AttemptScreen} */
function showReceipt(context, session) {
  const { contest, root, keeper, go } = context;
  if (!session.outcome) return;
  mountReceipt(root, { contest, session, outcome: session.outcome, ...otherAttempts(context, session), handOver() {
    if (!window.confirm(t("receipt.hand_over_sure"))) return;
    keeper.handOver();
    go({ step: "intro" }, true);
  } });
}

/** @type {Partial<Record<ScreenName, (context: Context) => Mounted | void>>} */
const OUTSIDE = { intro: showIntro, before: showBefore, closed: showClosed, register: showRegistration };

/** @type {Partial<Record<ScreenName, AttemptScreen>>} */
const INSIDE = {
  question: showQuestion,
  prediction: showPrediction,
  check: ({ contest, root, keeper, go }, session) => mountCheck(root, { contest, session, go, send: () => void keeper.submit() }),
  sending: ({ root, contest, keeper }) => mountSending(root, contest, keeper.sendTries),
  expired: showExpired,
  receipt: showReceipt,
  next: showNext,
};

/**
 * @param {Context} context
 * @param {{ name: ScreenName, index: number, edit: boolean }} where
 * @returns {Mounted | void}
 */
export function mountScreen(context, { name, index, edit }) {
  const session = context.keeper.session();
  return session ? INSIDE[name]?.(context, session, index, edit) : OUTSIDE[name]?.(context);
}

/** What went wrong, what became of the answers, and what to do. @param {Context} context @param {ApiError} error */
export function mountError({ contest, root, keeper, go, refuse }, error) {
  const lost = keeper.problem() !== null;
  const again = () => {
    keeper.setAside();
    go({ step: "register" }, true);
  };
  const back = lost
    ? button(t("error.register_again"), again, { id: "register-again" })
    : button(t("error.back"), () => refuse(null), { class: "button quiet", id: "error-back" });
  const session = keeper.session();
  const about = lost && session ? [t("error.answers_kept", { code: grouped(session.resumeCode) })] : [];
  const screen = notice(t(lost ? "error.title_attempt" : "error.title"),
    [error.message || t("errors.unknown"), ...about, t("error.contact", { contact: contest.contact })], [back]);
  screen.id = "problem";
  screen.dataset.code = error.code;
  fill(root, screen);
}
