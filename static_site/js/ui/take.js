// The page that takes a resident from "what to know" to the receipt.
import { beforeYouStart } from "../core/contest-view.js";
import { readRegistration } from "../core/registration.js";
import { hashOf, phaseAt, screenFor } from "../core/route.js";
import { grouped, t, zonedMoment } from "../core/text.js";
import { createApi } from "../io/api.js";
import { createKeeper } from "../io/keeper.js";
import { openStore } from "../io/storage.js";
import { mountCheck, mountExpired, mountSending } from "./check.js";
import { button, eachSecond, fill, h, heading, link, paragraph } from "./dom.js";
import { notice, openContestPage, setTitle } from "./frame.js";
import { mountQuestion } from "./question.js";
import { mountQuizBar } from "./quiz-bar.js";
import { mountReceipt, resumeCode } from "./receipt.js";
import { mountRegistration } from "./registration.js";
import { countdownText } from "./state.js";

/** @typedef {import("../core/types.js").ApiError} ApiError */
/** @typedef {import("../core/types.js").Session} Session */
/** @typedef {import("../core/route.js").Route} Route */
/** @typedef {{ update?: () => void }} Mounted */

/** Answers that need a screen of their own, not a mended field. */
const REFUSALS = ["not_open", "closed", "not_eligible", "no_such_contest", "no_more_attempts", "attempt_open"];

/** @param {import("./frame.js").Page} page */
function mountTake({ contest, clock, main }) {
  const store = openStore(contest.slug);
  const keeper = createKeeper({ contest, clock, store, api: createApi(), onChange: () => queueMicrotask(render) });
  const quizBar = mountQuizBar(contest, clock.now);
  const root = h("div", { id: "screen" });
  let shown = "";
  /** @type {Mounted} */
  let mounted = {};
  /** @type {ApiError | null} */
  let refusal = null;
  main.replaceChildren(quizBar.bar, root);

  /** @param {Route} route @param {boolean} [replace] */
  function go(route, replace = false) {
    history[replace ? "replaceState" : "pushState"](null, "", location.pathname + location.search + hashOf(route));
    render();
  }

  function current() {
    const error = refusal || keeper.problem();
    const where = screenFor({ session: keeper.session(), phase: phaseAt(contest, clock.now()), hash: location.hash });
    const name = error ? `error:${error.code}` : where.name;
    return { ...where, error, key: [name, where.index, where.edit, receiptState(keeper.session())].join(" ") };
  }

  function render() {
    const screen = current();
    const inAttempt = !screen.error && (screen.name === "question" || screen.name === "check");
    quizBar.update(keeper, inAttempt);
    document.body.classList.toggle("in-attempt", inAttempt);
    if (screen.key === shown) return mounted.update?.();
    const first = shown === "";
    shown = screen.key;
    mounted = (screen.error ? mountError(screen.error) : mountScreen(screen)) || {};
    setTitle(root.querySelector("h1")?.textContent || "", contest);
    if (!first) toTop();
  }

  function toTop() {
    window.scrollTo(0, 0);
    root.querySelector("h1")?.focus({ preventScroll: true });
  }

  /** @param {ReturnType<typeof current>} screen @returns {Mounted | void} */
  function mountScreen({ name, index, edit }) {
    const session = keeper.session();
    if (!session) return mountOutside(name);
    if (name === "question") return showQuestion(session, index, edit);
    if (name === "check") return mountCheck(root, session, () => void keeper.submit());
    if (name === "sending") return mountSending(root, contest, keeper.sendTries);
    if (name === "expired") return mountExpired(root, contest, session, () => void keeper.look());
    if (session.outcome) return mountReceipt(root, { contest, session, outcome: session.outcome, handOver });
  }

  /** @param {string} name @returns {Mounted | void} */
  function mountOutside(name) {
    if (name === "register") return showRegistration();
    if (name === "intro") return showIntro();
    if (name === "before") return showBefore();
    const results = link(`/c/${contest.slug}/ket-qua/`, t("closed.results"), { class: "button" });
    fill(root, notice(t("closed.title"), [t("closed.text", { at: zonedMoment(contest.closes_at) })], [results]));
  }

  /** @param {Session} session @param {number} index @param {boolean} edit */
  function showQuestion(session, index, edit) {
    const { questions } = session.paper;
    const question = questions[index];
    const topic = contest.topics.find((one) => one.id === question.topic)?.name || "";
    const chosen = () => keeper.session()?.answers[question.id] || [];
    const view = mountQuestion(root, {
      question, index, edit, topic, total: questions.length, chosen: chosen(),
      choose: (options) => keeper.choose(question.id, options),
      next: () => go(edit || index === questions.length - 1 ? { step: "check" } : { step: "question", index: index + 1, edit: false }),
      previous: () => go({ step: "question", index: index - 1, edit: false }),
    });
    if ((index === 0 && !edit) || !keeper.persistent()) root.append(codeNote(session));
    keeper.moveTo(index);
    return { update: () => view.update(chosen()) };
  }

  /** @param {Session} session */
  function codeNote(session) {
    const text = t(keeper.persistent() ? "code.note" : "code.note_memory");
    return h("aside", { class: "callout" }, h("h2", {}, t("code.title")), h("p", {}, resumeCode(session.resumeCode)), paragraph(text));
  }

  function showIntro() {
    const facts = h("ul", { class: "facts-list" }, beforeYouStart(contest).map((fact) => h("li", {}, fact)));
    const rules = link(`/c/${contest.slug}/the-le/`, t("intro.rules"));
    root.replaceChildren(h("div", { id: "intro" }, heading(t("intro.title")), facts, h("p", {}, t("intro.rules_in"), " ", rules, "."),
      h("p", { class: "actions" }, button(t("intro.continue"), () => go({ step: "register" }), { id: "continue" }))));
  }

  function showBefore() {
    const left = h("strong", { class: "countdown", role: "timer", id: "countdown" });
    const update = () => { left.textContent = countdownText(contest, clock.now()); };
    fill(root, notice(t("before.title"), [t("before.text", { at: zonedMoment(contest.opens_at) })]), h("p", {}, left));
    update();
    return { update };
  }

  function showRegistration() {
    const asked = new URLSearchParams(location.search).get("don-vi");
    const kept = readRegistration(store.read("form"));
    mountRegistration(root, {
      contest,
      kept: asked && !kept.unit ? { ...kept, unit: asked } : kept,
      keep: ({ consent, eligible, resume_code, ...typed }) => store.write("form", typed),
      async start(form, onWait) {
        const error = await keeper.start(form, onWait);
        if (!error) afterStart();
        return error;
      },
      refused(error) {
        refusal = REFUSALS.includes(error.code) ? error : null;
        if (refusal) render();
        return refusal !== null;
      },
    });
  }

  function afterStart() {
    const session = keeper.session();
    store.remove("form");
    if (session) go({ step: "question", index: session.at, edit: false }, true);
  }

  /** @param {ApiError} error */
  function mountError(error) {
    const lost = keeper.problem() !== null;
    const back = lost
      ? button(t("error.register_again"), () => { keeper.setAside(); go({ step: "register" }, true); }, { id: "register-again" })
      : button(t("error.back"), () => { refusal = null; render(); }, { class: "button quiet" });
    const session = keeper.session();
    const about = lost && session ? [t("error.answers_kept", { code: grouped(session.resumeCode) })] : [];
    const screen = notice(t(lost ? "error.title_attempt" : "error.title"),
      [error.message || t("errors.unknown"), ...about, t("error.contact", { contact: contest.contact })], [back]);
    screen.id = "problem";
    screen.dataset.code = error.code;
    root.replaceChildren(screen);
  }

  function handOver() {
    if (!window.confirm(t("receipt.hand_over_sure"))) return;
    keeper.handOver();
    go({ step: "intro" }, true);
  }

  window.addEventListener("popstate", render);
  window.addEventListener("online", keeper.wake);
  window.addEventListener("pagehide", keeper.flush);
  window.addEventListener("pageshow", (event) => event.persisted && void keeper.look());
  window.addEventListener("storage", (event) => event.key === store.keyOf("session") && keeper.reread());
  document.addEventListener("visibilitychange", () => (document.hidden ? keeper.flush() : void keeper.look()));
  eachSecond(() => {
    keeper.tick();
    render();
  });
  void keeper.look();
}

/** A score that comes later, or a seal, is shown at once. @param {Session | null} session */
function receiptState(session) {
  if (!session) return "";
  if (session.expired && !session.outcome) return Object.keys(session.stored).length;
  return session.outcome ? `${session.outcome.score} ${session.outcome.receipt.leaf}` : "";
}

void openContestPage("take", mountTake);
