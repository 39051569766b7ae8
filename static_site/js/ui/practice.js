// After the contest: one's own attempt, practice without end, and the list of all questions.
import { readPractice as practiceFrom } from "../core/practice.js";
import { phaseAt } from "../core/route.js";
import { t } from "../core/text.js";
import { readPractice } from "../io/revealed.js";
import { Unavailable } from "../io/site.js";
import { openStore } from "../io/storage.js";
import { byId, eachSecond, h, link, setText } from "./dom.js";
import { openContestPage, showUnavailable } from "./frame.js";
import { mountList, openNamed } from "./practice-list.js";

/** @typedef {import("../core/types.js").Contest} Contest */
/** @typedef {import("../core/types.js").BankQuestion} BankQuestion */
/** @typedef {import("../core/practice.js").Practice} Practice */
/** @typedef {{ contest: Contest, store: import("../io/storage.js").Store, now: () => number, root: HTMLElement, bank: BankQuestion[],
 *              practice: { read: () => Practice, write: (practice: Practice) => void }, go: (hash: string) => void,
 *              toTop: () => void, back: () => HTMLElement }} Context */

/** Pages that wait for the questions don't all ask in the same second. */
const SPREAD = 20000;
const ASK_AGAIN = 20000;
/** Where the questions are there but the page is still as it was: it loads again no sooner than after this. */
const LOAD_AGAIN = 60000;

/** @type {Record<string, (context: Context) => Promise<void>>} */
const STEPS = {
  "#bai-cua-toi": async (context) => (await import("./review.js")).mountReview(context),
  "#luyen-tap": async (context) => (await import("./practice-quiz.js")).mountChooser(context),
  "#luyen-tap/cau": async (context) => (await import("./practice-quiz.js")).mountPracticeQuestion(context),
};
const QUESTION = "#luyen-tap/cau";

const menu = byId("menu");
const screen = byId("screen");

/** @param {import("./frame.js").Page} page @returns {Promise<Context>} */
async function createContext({ contest, clock }) {
  const found = await readPractice(contest.slug);
  if (!found) throw new Unavailable("practice.json");
  const store = openStore(contest.slug);
  return {
    contest, store, toTop, root: screen, bank: found.questions, now: clock.now,
    practice: { read: () => practiceFrom(store.read("practice")), write: (practice) => store.write("practice", practice) },
    go: (hash) => void (location.hash = hash),
    back: () => h("p", { class: "back" }, link("#", t("practice.back"))),
  };
}

function toTop() {
  window.scrollTo(0, 0);
  (screen.hidden ? menu : screen).querySelector("h1")?.focus({ preventScroll: true });
}

function mountPractice() {
  const list = byId("all-topics");
  let shown = "";
  /** @type {Context | null} */
  let context = null;

  /** @param {import("./frame.js").Page} page */
  async function open(page) {
    context = await createContext(page);
    await mountStep(context);
  }

  /** @param {Context} context */
  async function mountStep(context) {
    if (!shown) return;
    try {
      await STEPS[shown](context);
    } catch (failure) {
      showUnavailable(screen, () => void mountStep(context));
      throw failure;
    }
  }

  async function show() {
    const hash = location.hash in STEPS ? location.hash : "";
    // Other fragments are places on the page, where the browser goes by itself.
    if (!hash && location.hash.length > 1) return openNamed(list);
    if (hash === shown) return;
    shown = hash;
    menu.hidden = hash !== "";
    screen.hidden = hash === "";
    // As in the quiz, a question has the screen to itself.
    document.body.classList.toggle("in-attempt", hash === QUESTION);
    if (hash && context) await mountStep(context);
    else if (hash) await openContestPage(screen, open);
    toTop();
  }

  window.addEventListener("hashchange", () => void show());
  mountList(byId("all-tools"), list);
  void show();
}

/** Goes on by itself when the questions are there. @param {import("./frame.js").Page} page */
function waitForQuestions({ contest, clock }) {
  const said = byId("practice-before");
  let next = Math.max(clock.now() + (wasReloaded() ? LOAD_AGAIN : ASK_AGAIN / 2), contest.frozen_at + Math.random() * SPREAD);
  eachSecond(async () => {
    const now = clock.now();
    if (phaseAt(contest, now) === "after") setText(said, t("practice.soon"));
    if (document.hidden || now < next) return;
    next = now + ASK_AGAIN;
    if (!(await readPractice(contest.slug).catch(() => null))) return;
    next = now + LOAD_AGAIN;
    location.reload();
  });
}

/** Whether this page is one that was loaded again, by itself or by hand. */
function wasReloaded() {
  const [loaded] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  return loaded !== undefined && loaded.type === "reload";
}

if (document.getElementById("ways")) mountPractice();
else void openContestPage(screen, waitForQuestions);
