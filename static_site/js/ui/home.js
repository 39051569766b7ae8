// The home of a contest, as it is this minute: open or not, time left, and where this phone goes on.
import { countdownText, phaseAt } from "../core/route.js";
import { number, t } from "../core/text.js";
import { createClock, readStats } from "../io/site.js";
import { openStore } from "../io/storage.js";
import { byId, eachSecond, fill, h, link, setText } from "./dom.js";
import { contestHere, root } from "./frame.js";

/** @typedef {import("../core/route.js").Phase} Phase */

const contest = contestHere();
const clock = createClock();

/** The unit of a link for heads of units goes along. @param {Phase} phase */
function startLink(phase) {
  const big = { id: "start", class: "button big" };
  const begun = label(phase);
  if (begun) return link(`${root(contest)}thi/${location.search}`, begun, big);
  if (phase === "after") return link(`${root(contest)}ket-qua/`, t("home.results"), { class: "button big", id: "to-results" });
  return h("p", { class: "hint" }, t("home.before"));
}

/** What the way to the quiz is called, where there is one. @param {Phase} phase */
function label(phase) {
  const session = /** @type {Partial<import("../core/types.js").Session> | null} */ (openStore(contest.slug).read("session"));
  if (!session || !session.attemptId) return phase === "open" ? t("home.start") : null;
  if (!session.outcome && !session.expired) return t("home.continue");
  return t(phase === "open" && contest.attempts !== 1 ? "home.receipt_or_next" : "home.receipt");
}

async function showTotal() {
  try {
    const stats = await readStats(contest.slug, clock);
    if (!stats) return;
    const total = byId("counts-total");
    setText(total, t("counts.total", { registered: number(stats.registered), submitted: number(stats.submitted) }));
    total.hidden = false;
  } catch (offline) {
    // The page says everything else by itself.
  }
}

const state = byId("state");
const left = byId("countdown");
/** @type {Phase | null} */
let shown = null;

eachSecond(() => {
  const phase = phaseAt(contest, clock.now());
  setText(left, countdownText(contest, clock.now()));
  if (phase === shown) return;
  shown = phase;
  state.dataset.phase = phase;
  setText(state, t(`state.${phase}`));
  state.hidden = left.hidden = false;
  fill(byId("action"), startLink(phase));
});
void showTotal();
