// What the quiz page needs after the first question: loaded behind it, so that it is there sooner.
import { mayBeginNext } from "../core/attempts.js";
import { expiredView } from "../core/delivery.js";
import { endOf, isOpen } from "../core/session.js";
import { createDelivery } from "../io/delivery.js";
import { forgetOthers, keepForOffline } from "../io/offline.js";
import { earlierAttempts, furtherAttempt } from "./attempts.js";
import { mountCheck, mountExpired, mountSending } from "./check.js";
import { ELSEWHERE } from "./elsewhere.js";
import { told } from "./frame.js";
import { mountNextAttempt } from "./next-attempt.js";
import { mountPrediction } from "./prediction.js";
import { mountProblem } from "./problem.js";
import { mountReceipt, saveReceipt } from "./receipt.js";
import { beginning, showRegistration } from "./take-screens.js";

/** @typedef {import("../core/types.js").ApiError} ApiError */
/** @typedef {import("../core/types.js").Session} Session */
/** @typedef {import("../core/route.js").ScreenName} ScreenName */
/** @typedef {import("./take-screens.js").Mounted} Mounted */
/** @typedef {import("./take-screens.js").Where} Where */
/** @typedef {import("./take-screens.js").Context & { delivery: import("../io/delivery.js").Delivery }} Context */
/** @typedef {(context: Context, session: Session, where: Where) => Mounted | void} AttemptScreen */
/** @typedef {ReturnType<typeof openLater>} Later */

/** @type {AttemptScreen} */
function showNext(context, session) {
  const { contest, root, delivery, go } = context;
  if (!session.person) return showRegistration(context, delivery.startNext);
  mountNextAttempt(root, { contest, person: session.person, attempt: session.attempt + 1,
    back: () => go({ step: "intro" }, true), ...beginning(context, delivery.startNext) });
}

/** @type {AttemptScreen} */
function showPrediction({ contest, root, keeper, go }, session, { edit }) {
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

/** What stands below the end of an attempt. @param {Context} context @param {Session} session */
function otherAttempts({ contest, delivery, go, now }, session) {
  const next = () => go({ step: "next" });
  return {
    further: mayBeginNext(contest, session, now()) ? furtherAttempt(contest, session.attempt, next) : null,
    earlier: earlierAttempts(contest, delivery.earlier(), (one, outcome) => saveReceipt(contest, one.resumeCode, outcome)),
  };
}

/** @type {AttemptScreen} */
function showExpired(context, session) {
  const { further, earlier } = otherAttempts(context, session);
  const { root, contest, delivery, now } = context;
  mountExpired(root, { contest, session, now: now(), look: () => void delivery.look(), further: [further, earlier] });
}

/** @type {AttemptScreen} */
function showReceipt(context, session) {
  const { contest, root, delivery, keeper, now, go } = context;
  if (!session.outcome) return;
  return mountReceipt(root, { contest, session, outcome: session.outcome, now, persistent: keeper.persistent(),
    look: () => void delivery.look(), ...otherAttempts(context, session), handOver() {
    delivery.handOver();
    go({ step: "intro" }, true);
  } });
}

/** @type {Partial<Record<ScreenName, AttemptScreen>>} */
const SCREENS = {
  prediction: showPrediction,
  check: ({ contest, root, delivery, go }, session) => mountCheck(root, { contest, session, go, send: () => void delivery.submit() }),
  sending: ({ root, contest, delivery, api, now }, session) =>
    mountSending(root, contest, delivery.sendTries, api.hurry, () => now() >= endOf(session.deadline, contest.closes_at)),
  expired: showExpired,
  receipt: showReceipt,
  next: showNext,
};

/**
 * What a screen shows of the attempt, where that may change while it is shown.
 * @param {ScreenName} name @param {Session} session @param {Context} context
 */
function contentOf(name, session, { contest, delivery, now }) {
  if (name === "check") return JSON.stringify([session.answers, session.predicted]);
  const about = [delivery.earlier(), mayBeginNext(contest, session, now())];
  if (name === "expired") return JSON.stringify([expiredView(session, contest, now()), ...about]);
  return name === "receipt" ? JSON.stringify([session.outcome, ...about]) : "";
}

/** Everything that this page has loaded, and what it may load yet. @param {Session | null} session */
async function keepPage(session) {
  const loaded = [...document.querySelectorAll("link[rel=stylesheet], link[rel=modulepreload], script[src]")];
  const files = loaded.map((one) => one.getAttribute("href") || one.getAttribute("src") || "");
  await keepForOffline({ version: told.version, page: location.pathname, files: [...files, ...told.later.map((file) => `/${told.version}/${file}`)] });
  if (!session || !isOpen(session)) await forgetOthers(told.version);
}

/** @param {import("./take-screens.js").Context} first @param {() => void} onChange */
export function openLater(first, onChange) {
  const { contest, keeper, now } = first;
  const delivery = createDelivery({ ...first, onChange });
  const context = { ...first, delivery };
  void keepPage(keeper.session());

  return {
    delivery,
    /** @param {ApiError} error */
    mountError: (error) => mountProblem(context, error),
    /** @param {Where} where @returns {Mounted | void} */
    mount(where) {
      const session = keeper.session();
      return session ? SCREENS[where.name]?.(context, session, where) : ELSEWHERE[where.name]?.(context);
    },
    /** @param {ScreenName} name */
    contentOf(name) {
      const session = keeper.session();
      return session ? contentOf(name, session, context) : "";
    },
    mayBeginNext: () => mayBeginNext(contest, keeper.session(), now()),
  };
}
