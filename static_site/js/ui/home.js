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
function ways(phase) {
  const session = /** @type {Partial<import("../core/types.js").Session> | null} */ (openStore(contest.slug).read("session"));
  const begun = Boolean(session && session.attemptId);
  const over = Boolean(session && (session.outcome || session.expired));
  if (phase === "after" && (over || !begun)) return afterwards(begun);
  if (phase === "before" && !begun) return h("p", { class: "hint" }, t("home.before"));
  const receipt = () => t(phase === "open" && contest.attempts !== 1 ? "home.receipt_or_next" : "home.receipt");
  const name = over ? receipt() : t(begun ? "home.continue" : "home.start");
  return link(`${root(contest)}thi/${location.search}`, name, { id: "start", class: "button big" });
}

/** @param {boolean} begun whether this phone has a receipt to show */
function afterwards(begun) {
  return h("div", { class: "actions" },
    link(`${root(contest)}ket-qua/`, t("home.results"), { class: "button big", id: "to-results" }),
    link(`${root(contest)}on-tap/`, t("home.practice"), { class: "button big quiet", id: "to-practice" }),
    begun ? link(`${root(contest)}thi/`, t("home.receipt"), { class: "button big quiet", id: "start" }) : null);
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
  fill(byId("action"), ways(phase));
});
void showTotal();
// Its code and the names of units are for whoever came by a unit's link alone.
if (location.search.includes("don-vi=")) void import("./invited.js").then(({ sayWhoInvited }) => sayWhoInvited(clock));
