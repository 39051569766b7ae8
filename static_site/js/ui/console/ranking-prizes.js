// Who gets which prize, ties that wait for a decision, and prizes that pass on.
import { exactDuration, money, moment, number, t } from "../../core/text.js";
import { h } from "../dom.js";
import { actButton, ask, badge, say, section, table } from "./kit.js";
import { both } from "./ranking.js";

/** @typedef {import("./screens.js").Here} Here */
/** @typedef {import("./ranking.js").Ranking} Ranking */
/** @typedef {import("./ranking.js").Run} Run */
/** @typedef {import("./ranking.js").Award} Award */
/** @typedef {import("./ranking.js").Tie} Tie */
/** @typedef {() => Promise<void>} Show */

/** A person with unit, or a unit. @param {Ranking} ranking @param {Run} run @param {string} winner */
export function whoIs(ranking, run, winner) {
  const person = run.people[winner];
  if (!person) return ranking.units[winner] || winner;
  return [person.name, h("br"), h("span", { class: "hint" }, `${person.identity_masked} · ${ranking.units[person.unit] || person.unit}`)];
}

/** @param {Ranking} ranking @param {Run} run @param {string} winner */
const plainName = (ranking, run, winner) => (run.people[winner] ? `${run.people[winner].name} (${run.people[winner].identity_masked})` : ranking.units[winner] || winner);

/** @param {Run} run @param {string} winner */
function resultOf(run, winner) {
  const person = run.people[winner];
  if (!person) return ["–"];
  return [...both(t("ranking.points", { score: number(person.score) }), person.sealed_score, person.score, number), h("br"),
    ...both(exactDuration(person.elapsed_ms), person.sealed_elapsed_ms, person.elapsed_ms, exactDuration)];
}

/** @param {Ranking} ranking @param {Run} run @param {Here} here @param {Show} show */
export function awardsPart(ranking, run, here, show) {
  /** @type {import("./kit.js").Column<Award>[]} */
  const acts = here.canChange ? [{ title: t("ranking.passes"), cell: (award) => passButtons(award, ranking, run, here, show) }] : [];
  return section(t("ranking.prizes"), table({
    caption: t("ranking.prizes"),
    empty: t("ranking.prizes.none"),
    columns: [
      { title: t("ranking.prize"), cell: (award) => [award.title, h("br"), h("span", { class: "hint" }, money(award.amount_vnd))] },
      { title: t("ranking.who"), cell: (award) => whoIs(ranking, run, award.winner) },
      { title: t("ranking.result"), cell: (award) => resultOf(run, award.winner) },
      ...acts,
    ],
    rows: run.awards,
  }), h("p", { class: "hint" }, t("ranking.manual"), " ", h("a", { href: here.href("van-ban") }, t("ranking.manual.go"))));
}

/** @param {Award} award @param {Ranking} ranking @param {Run} run @param {Here} here @param {Show} show */
function passButtons(award, ranking, run, here, show) {
  // Prizes by judgement are named and taken back where the documents are made.
  if (award.recipient) return "–";
  if (run.passings.some((one) => one.prize === award.prize && one.winner === award.winner)) return badge("warn", t("ranking.passed.waits"));
  const who = plainName(ranking, run, award.winner);
  return h("span", { class: "actions" }, /** @type {const} */ (["refused", "unclaimed"]).map((cause) => actButton(t(`ranking.${cause}`), async () => {
    const given = await ask({ title: t(`ranking.${cause}.ask`, { who, prize: award.title }), text: t("ranking.pass.text"), confirm: t(`ranking.${cause}`), danger: true, reason: t("ranking.reason.public") });
    if (!given) return;
    await here.api.post(`/contests/${here.slug}/ranking/passings`, { prize: award.prize, winner: award.winner, cause, reason: given.reason });
    await show();
    say(t("ranking.passed", { who }));
  }, { class: "button small quiet" })));
}

/** @param {Ranking} ranking @param {Run} run @param {Here} here @param {Show} show */
export function tiesPart(ranking, run, here, show) {
  if (!run.undecided.length) return null;
  return section(t("ranking.ties"), h("p", {}, t(/** @type {any} */ (`ranking.rule.${ranking.last_resort}`))),
    run.undecided.map((tie) => tiePart(tie, ranking, run, here, show)));
}

/** @param {Tie} tie @param {Ranking} ranking @param {Run} run @param {Here} here @param {Show} show */
function tiePart(tie, ranking, run, here, show) {
  const caption = t("ranking.tie", { prize: tie.title, places: number(tie.places), count: number(tie.candidates.length) });
  // Chosen since this run: the next one gives them the prize.
  const chosen = run.decisions.filter((one) => one.prize === tie.prize).flatMap((one) => one.winners).filter((one) => tie.candidates.includes(one));
  const may = here.canChange && ranking.last_resort !== "draw" && tie.waits_for === null && chosen.length < tie.places;
  const waitsFor = [...run.undecided, ...run.awards].find((one) => one.prize === tie.waits_for);
  /** @type {import("./kit.js").Column<string>[]} */
  const acts = may ? [{ title: t("ranking.decide"), cell: (winner) => (chosen.includes(winner) ? "–" : decideButton(tie, winner, ranking, run, here, show)) }] : [];
  return h("div", { class: "tie" },
    tie.waits_for ? h("p", {}, t("ranking.tie.waits", { prize: waitsFor ? waitsFor.title : tie.waits_for })) : null,
    table({
      caption,
      columns: [
        { title: t("ranking.who"), cell: (winner) => [whoIs(ranking, run, winner), chosen.includes(winner) ? [" ", badge("good", t("ranking.chosen"))] : ""].flat() },
        { title: t("ranking.result"), cell: (winner) => resultOf(run, winner) },
        ...acts,
      ],
      rows: tie.candidates,
    }), chosen.length ? h("p", { class: "hint" }, t("ranking.chosen.text")) : null);
}

/** @param {Tie} tie @param {string} winner @param {Ranking} ranking @param {Run} run @param {Here} here @param {Show} show */
function decideButton(tie, winner, ranking, run, here, show) {
  const who = plainName(ranking, run, winner);
  return actButton(t("ranking.decide"), async () => {
    const given = await ask({ title: t("ranking.decide.ask", { who, prize: tie.title }), text: t("ranking.decide.text"), confirm: t("ranking.decide"), reason: t("ranking.reason.public") });
    if (!given) return;
    await here.api.post(`/contests/${here.slug}/ranking/decisions`, { prize: tie.prize, winner, reason: given.reason });
    await show();
    say(t("ranking.decided", { who, prize: tie.title }));
  }, { class: "button small", "aria-label": t("ranking.decide.for", { who }) });
}

/** What was decided, each with the way back. @param {Ranking} ranking @param {Run} run @param {Here} here @param {Show} show */
export function recordedPart(ranking, run, here, show) {
  const path = `/contests/${here.slug}/ranking`;
  /** @type {{ prize: string, said: string, reason: string, at: number, revoke: (reason: string) => Promise<unknown> }[]} */
  const rows = [
    ...run.decisions.map((one) => ({
      ...one, said: t("ranking.recorded.decision", { who: one.winners.map((each) => plainName(ranking, run, each)).join(", ") }),
      revoke: (/** @type {string} */ reason) => here.api.delete(`${path}/decisions`, { prize: one.prize, reason }),
    })),
    ...run.passings.map((one) => ({
      ...one, said: t(/** @type {any} */ (`ranking.recorded.${one.cause}`), { who: plainName(ranking, run, one.winner) }),
      revoke: (/** @type {string} */ reason) => here.api.delete(`${path}/passings`, { winner: one.winner, reason }),
    })),
  ];
  if (!rows.length) return null;
  return section(t("ranking.recorded"), h("p", {}, t("ranking.recorded.text")), table({
    caption: t("ranking.recorded"),
    columns: [
      { title: t("ranking.prize"), cell: (row) => titleOf(run, row.prize) },
      { title: t("ranking.recorded.what"), cell: (row) => [row.said, h("br"), h("span", { class: "hint" }, `${row.reason} · ${moment(row.at)}`)] },
      ...(here.canChange ? [{ title: t("ranking.revoke"), cell: (/** @type {typeof rows[number]} */ row) => (ranking.published && row.at <= ranking.published.at ? "–" : revokeButton(row, show)) }] : []),
    ],
    rows,
  }));
}

/** @param {Run} run @param {string} prize */
const titleOf = (run, prize) => [...run.awards, ...run.undecided].find((one) => one.prize === prize)?.title || prize;

/** @param {{ said: string, revoke: (reason: string) => Promise<unknown> }} row @param {Show} show */
function revokeButton(row, show) {
  return actButton(t("ranking.revoke"), async () => {
    const given = await ask({ title: t("ranking.revoke.ask"), text: row.said, confirm: t("ranking.revoke"), danger: true, reason: true });
    if (!given) return;
    await row.revoke(given.reason);
    await show();
    say(t("ranking.revoked"));
  }, { class: "button small quiet" });
}
