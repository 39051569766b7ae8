// The contest in a frame of another site: how it stands this minute. Nothing is stored here: what a browser
// keeps for a frame is out of reach of the contest's own pages.
import { phaseAt } from "../core/route.js";
import { number, t } from "../core/text.js";
import { createClock, readResults, readStats } from "../io/site.js";
import { byId, setText } from "./dom.js";
import { contestHere, root } from "./frame.js";
import { eachMinute } from "./minutes.js";

const contest = contestHere();
const clock = createClock();
let published = false;

function show() {
  const state = published ? "published" : phaseAt(contest, clock.now());
  const tag = byId("state");
  tag.dataset.state = state;
  setText(tag, t(`state.${state}`));
  tag.hidden = false;
  setText(byId("open"), t(`embed.${state}`));
  for (const id of ["open", "new-tab"]) byId(id).setAttribute("href", root(contest) + (published ? "ket-qua/" : ""));
}

async function refresh() {
  const stats = await readStats(contest.slug, clock).catch(() => null);
  if (stats) {
    const total = byId("counts-total");
    setText(total, t("counts.total", { registered: number(stats.registered), submitted: number(stats.submitted) }));
    total.hidden = false;
  }
  if (phaseAt(contest, clock.now()) === "after") published = Boolean(await readResults(contest.slug).catch(() => null));
  show();
}

show();
eachMinute(() => void refresh());
// The contest opens and closes between two looks at the counts.
setInterval(show, 1000);
