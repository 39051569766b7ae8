// The screens of the page that takes a resident from "what to know" to the receipt.
import { beforeYouStart } from "../core/contest-view.js";
import { readRegistration } from "../core/registration.js";
import { phaseAt } from "../core/route.js";
import { grouped, t, zonedMoment } from "../core/text.js";
import { mountCheck, mountExpired, mountSending } from "./check.js";
import { button, fill, h, heading, link, paragraph, setText } from "./dom.js";
import { notice } from "./frame.js";
import { mountQuestion } from "./question.js";
import { mountReceipt, resumeCode } from "./receipt.js";
import { mountRegistration } from "./registration.js";
import { countdownText } from "./state.js";

/** @typedef {import("../core/types.js").ApiError} ApiError */
/** @typedef {import("../core/types.js").Session} Session */
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
  const rules = link(`/c/${contest.slug}/the-le/`, t("intro.rules"));
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
  const results = link(`/c/${contest.slug}/ket-qua/`, t("closed.results"), { class: "button" });
  const find = button(t("closed.find"), () => go({ step: "register" }), { class: "button quiet", id: "find-attempt" });
  fill(root, notice(t("closed.title"), [t("closed.text", { at: zonedMoment(contest.closes_at) })], [results, find]));
}

/** @param {Context} context */
function showRegistration({ contest, root, store, keeper, go, refuse, now }) {
  const asked = new URLSearchParams(location.search).get("don-vi");
  const kept = readRegistration(store.read("form"));
  mountRegistration(root, {
    contest,
    late: phaseAt(contest, now()) === "after",
    kept: asked && !kept.unit ? { ...kept, unit: asked } : kept,
    keep: ({ consent, eligible, resume_code, ...typed }) => store.write("form", typed),
    async start(form, onWait) {
      const error = await keeper.start(form, onWait);
      const session = keeper.session();
      if (error || !session) return error;
      store.remove("form");
      go({ step: "question", index: session.at, edit: false }, true);
      return null;
    },
    refused(error) {
      const own = REFUSALS.includes(error.code);
      if (own) refuse(error);
      return own;
    },
  });
}

/** @type {AttemptScreen} */
function showQuestion({ contest, root, keeper, go }, session, index, edit) {
  const { questions } = session.paper;
  const question = questions[index];
  const chosen = () => keeper.session()?.answers[question.id] || [];
  const view = mountQuestion(root, {
    question, index, edit, total: questions.length, chosen: chosen(),
    topic: contest.topics.find((one) => one.id === question.topic)?.name || "",
    choose: (options) => keeper.choose(question.id, options),
    next: () => go(edit || index === questions.length - 1 ? { step: "check" } : { step: "question", index: index + 1, edit: false }),
    previous: () => go({ step: "question", index: index - 1, edit: false }),
  });
  if ((index === 0 && !edit) || !keeper.persistent()) root.append(codeNote(session, keeper.persistent()));
  keeper.moveTo(index);
  return { update: () => view.update(chosen()) };
}

/** @param {Session} session @param {boolean} persistent */
const codeNote = (session, persistent) => h("aside", { class: "callout" }, h("h2", {}, t("code.title")),
  h("p", {}, resumeCode(session.resumeCode)), paragraph(t(persistent ? "code.note" : "code.note_memory")));

/** @type {AttemptScreen} */
function showReceipt({ contest, root, keeper, go }, session) {
  if (!session.outcome) return;
  mountReceipt(root, { contest, session, outcome: session.outcome, handOver() {
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
  check: ({ root, keeper }, session) => mountCheck(root, session, () => void keeper.submit()),
  sending: ({ root, contest, keeper }) => mountSending(root, contest, keeper.sendTries),
  expired: ({ root, contest, keeper }, session) => mountExpired(root, contest, session, () => void keeper.look()),
  receipt: showReceipt,
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
