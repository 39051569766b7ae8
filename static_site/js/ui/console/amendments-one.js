// One amendment: what its dry run found, and a second person's agreement.
import { exactDuration, number, t, zonedMoment } from "../../core/text.js";
import { fill, h, heading, link } from "../dom.js";
import { aboutOf, stateBadge, whoOf } from "./amendments.js";
import { actButton, ask, say, section, table, working } from "./kit.js";

/** @typedef {import("./screens.js").Here} Here */
/** @typedef {import("./amendments.js").Amendment} Amendment */
/** @typedef {{ state: string, rank: number | null, score: number, elapsed_ms: number }} Place */
/** @typedef {{ attempt: string, name: string, before: Place, after: Place }} Row */
/** @typedef {{ prize: string, title: string, before: string[], after: string[], lost: string[], won: string[] }} Prize */
/**
 * @typedef {{ at: number, open?: number, submitted?: number, changed: number, up: number, down: number, joined: number, left: number,
 *   scores: { raised: number, lowered: number, least: number | null, most: number | null }, rows: Row[], prizes: Prize[],
 *   names: Record<string, string>, ties: [number, number], reach: { asked: number, changed: number } }} Trial
 */

/** @param {HTMLElement} place @param {Here} here @param {string} id */
export async function oneAmendment(place, here, id) {
  const path = `/contests/${here.slug}/amendments`;

  async function show() {
    /** @type {{ amendment: Amendment, trial: Trial | null }} */
    const { amendment, trial } = await here.api.get(`${path}/${id}`);
    fill(place, heading(t(`amendments.kind.${amendment.kind}`)), h("p", {}, stateBadge(amendment)), factsOf(amendment),
      trial ? trialPart(amendment, trial) : null, here.canChange ? actsPart(amendment) : null,
      h("p", {}, link(here.href("dieu-chinh"), t("console.back"))));
  }

  /** @param {Amendment} amendment */
  function actsPart(amendment) {
    if (amendment.state === "withdrawn") return null;
    const box = h("div", {});
    const mine = amendment.proposed_by.toLowerCase() === here.me.email.toLowerCase();
    const open = amendment.state === "proposed";
    fill(box, open && mine ? h("p", {}, t("amendments.second")) : null, h("p", { class: "actions" },
      open && !mine ? actButton(t("amendments.agree"), () => agree(box, amendment), { id: "agree" }) : null,
      open ? actButton(t("amendments.try.again"), () => tryAgain(box, amendment), { class: "button quiet" }) : null,
      amendment.kind === "close_moved" && !open ? null : actButton(t("amendments.withdraw"), () => withdraw(box), { class: "button quiet", id: "withdraw" })),
    open ? null : h("p", { class: "hint" }, t(amendment.kind === "close_moved" ? "amendments.in_force.close" : "amendments.in_force")));
    return section(t("amendments.acts"), box);
  }

  /** @param {HTMLElement} box @param {Amendment} amendment */
  async function agree(box, amendment) {
    if (!await ask({ title: t("amendments.agree.ask"), text: t("amendments.agree.text", { reason: amendment.reason }), confirm: t("amendments.agree") })) return;
    await working(box, t("amendments.agreeing"), (note) => here.api.job(`${path}/${id}/agreement`, {}, note));
    await show();
    say(t(amendment.kind === "close_moved" ? "amendments.agreed.close" : "amendments.agreed"));
  }

  /** @param {HTMLElement} box @param {Amendment} amendment */
  async function tryAgain(box, amendment) {
    const { question, starts, ends, closes_at: closesAt, kind, reason, key_indexes: key } = amendment;
    const said = question ? { question, ...(key.length ? { key } : {}) } : starts !== undefined ? { starts, ends } : { closes_at: closesAt };
    await working(box, t("amendments.trying"), (note) => here.api.job(path, { id, kind, reason, ...said }, note));
    await show();
  }

  /** @param {HTMLElement} box */
  async function withdraw(box) {
    const given = await ask({ title: t("amendments.withdraw.ask"), confirm: t("amendments.withdraw"), danger: true, reason: true });
    if (!given) return;
    await working(box, t("amendments.withdrawing"), (note) => here.api.job(`${path}/${id}/withdrawal`, { reason: given.reason }, note));
    await show();
    say(t("amendments.withdrawn"));
  }

  await show();
}

/** @param {Amendment} one */
function factsOf(one) {
  /** @type {[string, import("../dom.js").Child[] | string][]} */
  const facts = [[t("amendments.what"), aboutOf(one)], [t("amendments.reason"), one.reason]];
  if (one.key_before) facts.push([t("amendments.key.before"), one.key_before.join("; ")]);
  if (one.key) facts.push([t("amendments.key.after"), one.key.join("; ")]);
  facts.push([t("amendments.who"), whoOf(one)]);
  if (one.settled_why) facts.push([t("amendments.withdrawn.why"), one.settled_why]);
  return h("dl", { class: "facts" }, facts.map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]).flat());
}

/** @param {Amendment} one @param {Trial} trial */
function trialPart(one, trial) {
  const at = h("p", { class: "hint" }, t("amendments.trial.at", { at: zonedMoment(trial.at) }));
  if (one.kind === "close_moved") {
    return section(t("amendments.trial"), at, h("p", {}, t("amendments.trial.open", { open: number(trial.open || 0), submitted: number(trial.submitted || 0) })));
  }
  const { scores } = trial;
  return section(t("amendments.trial"), at,
    h("p", {}, t("amendments.trial.reach", { asked: number(trial.reach.asked), changed: number(trial.reach.changed) })),
    h("ul", {},
      h("li", {}, t("amendments.trial.moves", { changed: number(trial.changed), up: number(trial.up), down: number(trial.down), left: number(trial.left), joined: number(trial.joined) })),
      scores.least === null || scores.most === null ? h("li", {}, t("amendments.trial.no_score"))
        : h("li", {}, t("amendments.trial.scores", { raised: number(scores.raised), lowered: number(scores.lowered), least: number(scores.least), most: number(scores.most) })),
      h("li", {}, t("amendments.trial.ties", { before: number(trial.ties[0]), after: number(trial.ties[1]) }))),
    prizesTable(trial), rowsTable(trial));
}

/** @param {Trial} trial */
function prizesTable(trial) {
  const names = (/** @type {string[]} */ ids) => ids.map((id) => trial.names[id] || id).join(", ") || "–";
  const left = trial.prizes.some((prize) => !prize.before.length || !prize.after.length);
  const prizes = table({
    caption: t("amendments.trial.prizes"),
    empty: t("amendments.trial.no_prizes"),
    columns: [
      { title: t("amendments.prize"), cell: (prize) => prize.title },
      { title: t("amendments.before"), cell: (prize) => names(prize.before) },
      { title: t("amendments.after"), cell: (prize) => names(prize.after) },
      { title: t("amendments.lost"), cell: (prize) => names(prize.lost) },
      { title: t("amendments.won"), cell: (prize) => names(prize.won) },
    ],
    rows: trial.prizes,
  });
  return left ? [prizes, h("p", { class: "hint" }, t("amendments.trial.nobody"))] : prizes;
}

/** @param {Trial} trial */
function rowsTable(trial) {
  if (!trial.rows.length) return null;
  const more = trial.changed > trial.rows.length ? h("p", { class: "hint" }, t("amendments.trial.cut", { shown: number(trial.rows.length), changed: number(trial.changed) })) : null;
  return [more, table({
    caption: t("amendments.trial.rows"),
    columns: [
      { title: t("amendments.person"), cell: (row) => row.name },
      { title: t("amendments.before"), cell: (row) => placeOf(row.before) },
      { title: t("amendments.after"), cell: (row) => placeOf(row.after) },
    ],
    rows: trial.rows,
  })];
}

/** @param {Place} place */
const placeOf = (place) => t(place.rank === null ? "amendments.place.out" : "amendments.place", {
  rank: place.rank === null ? "" : number(place.rank), score: number(place.score), time: exactDuration(place.elapsed_ms),
});
