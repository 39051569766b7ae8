// Whose link led here: its unit will be chosen beforehand, and can be changed.
import { t } from "../core/text.js";
import { readContest } from "../io/site.js";
import { openStore } from "../io/storage.js";
import { byId, setText } from "./dom.js";
import { contestHere } from "./frame.js";

/** @param {import("../io/site.js").ServerClock} clock */
export async function sayWhoInvited(clock) {
  const { slug } = contestHere();
  const asked = new URLSearchParams(location.search).get("don-vi");
  // Without a network nothing is said; the registration form chooses the unit all the same.
  const contest = await readContest(slug, clock, openStore(slug)).catch(() => null);
  const unit = contest && contest.units.find((one) => one.id === asked);
  if (!unit) return;
  const said = byId("invited");
  setText(said, t("home.invited", { unit: unit.name }));
  said.hidden = false;
}
