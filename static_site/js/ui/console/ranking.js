// Ranking and publishing: rank, what still waits, prizes and ties, a second person's approval, publication.
import { exactDuration, number, t, zonedMoment } from "../../core/text.js";
import { fill, h, heading, link } from "../dom.js";
import { drawPart } from "./ranking-draw.js";
import { awardsPart, recordedPart, tiesPart } from "./ranking-prizes.js";
import { approvalPart, publicationPart } from "./ranking-publish.js";
import { actButton, badge, download, paged, say, section, table, working } from "./kit.js";

/** @typedef {import("./screens.js").Here} Here */
/** @typedef {{ name: string, unit: string, score: number, elapsed_ms: number, sealed_score?: number, sealed_elapsed_ms?: number, identity_masked: string }} Person */
/** @typedef {{ prize: string, title: string, amount_vnd: number, winner: string, tied?: boolean, metric?: string, recipient?: string, place?: number }} Award */
/** @typedef {{ prize: string, title: string, places: number, candidates: string[], waits_for: string | null }} Tie */
/** @typedef {{ prize: string, title: string, places: number, lots: { winner: string, candidate: string, hash: string }[] }} Drawn */
/**
 * @typedef {{ id: string, at: number, by: string, stale: boolean, totals: Record<string, number>, awards: Award[], undecided: Tie[], drawn: Drawn[], draw: { seed: string } | null,
 *   people: Record<string, Person>, unreviewed: string[], flags: number, amendments: Record<string, unknown>[], unconfirmed_units: string[],
 *   decisions: { prize: string, winners: string[], reason: string, at: number }[],
 *   passings: { prize: string, winner: string, cause: string, reason: string, at: number }[],
 *   approval: { needed: boolean, approved: { by: string, at: number }[], may_approve: boolean, enough: boolean } }} Run
 */
/**
 * @typedef {{ frozen_at: number, last_resort: string, draw_source?: string, draw?: { seed: string, at: number } | null, units: Record<string, string>, run: Run | null,
 *   published: { run: string, at: number, earlier: { at: number, reason: string, path: string, published_at: number }[] } | null }} Ranking
 */
/** @typedef {{ rank: number | null, attempt: string, name: string | null, unit: string, score: number, elapsed_ms: number, state: string, sealed_score?: number, sealed_elapsed_ms?: number }} Row */

/** @param {HTMLElement} place @param {Here} here */
export async function mount(place, here) {
  const path = `/contests/${here.slug}/ranking`;

  async function show() {
    /** @type {Ranking} */
    const ranking = await here.api.get(path);
    const { run } = ranking;
    fill(place, heading(t("ranking.title")), h("p", {}, t("ranking.text")), rankPart(ranking, here, path, show),
      run ? partsOf(ranking, run) : null);
  }

  /** @param {Ranking} ranking @param {Run} run */
  function partsOf(ranking, run) {
    return [
      waitingPart(ranking, run, here),
      drawPart(ranking, run, here, show),
      tiesPart(ranking, run, here, show),
      awardsPart(ranking, run, here, show),
      recordedPart(ranking, run, here, show),
      approvalPart(run, here, show),
      publicationPart(ranking, run, here, show),
      standingPart(ranking, run, here),
    ];
  }

  await show();
}

/** @param {Ranking} ranking @param {Here} here @param {string} path @param {() => Promise<void>} show */
function rankPart(ranking, here, path, show) {
  const { run, published } = ranking;
  const place = h("div", {});
  if (Date.now() < ranking.frozen_at) {
    return section(t("ranking.rank"), h("p", {}, t("ranking.too_early", { at: zonedMoment(ranking.frozen_at) })));
  }
  const doing = actButton(t(run ? "ranking.rank.again" : "ranking.rank"), async () => {
    await working(place, t("ranking.ranking"), (note) => here.api.job(path, {}, note));
    await show();
    say(t("ranking.ranked"));
  }, { id: "rank", class: run && !run.stale ? "button quiet" : "button" });
  fill(place, here.canChange ? h("p", { class: "actions" }, doing) : null);
  const state = published && run && published.run === run.id ? badge("good", t("ranking.final")) : badge("warn", t("ranking.provisional"));
  return section(t("ranking.rank"),
    run ? h("p", {}, state, " ", t("ranking.last", { at: zonedMoment(run.at), by: nameOf(run.by), counted: number(run.totals.counted) })) : h("p", {}, t("ranking.never")),
    run && run.stale ? h("p", {}, badge("warn", t("ranking.stale")), " ", t("ranking.stale.text")) : null, place);
}

/** Runs by the clock have no person. @param {string} by */
export const nameOf = (by) => (by === "tick" ? t("ranking.by.tick") : by);

/** What stands between this run and its publication. @param {Ranking} ranking @param {Run} run @param {Here} here */
function waitingPart(ranking, run, here) {
  const units = run.unconfirmed_units.map((unit) => ranking.units[unit] || unit).join(", ");
  const waits = [
    run.unreviewed.length ? [t("ranking.wait.flags", { count: number(run.unreviewed.length) }), " ", link(here.href("nghi-van"), t("ranking.wait.flags.go"))] : null,
    run.undecided.length ? t("ranking.wait.ties", { count: number(run.undecided.length) }) : null,
    run.unconfirmed_units.length ? [t("ranking.wait.units", { units }), " ", link(here.href("don-vi"), t("ranking.wait.units.go"))] : null,
    run.approval.enough ? null : t("ranking.wait.approval"),
  ].filter(Boolean);
  return section(t("ranking.waiting"), waits.length
    ? h("ul", { class: "waits" }, waits.map((one) => h("li", {}, badge("warn", t("ranking.waits")), " ", /** @type {any} */ (one))))
    : h("p", {}, badge("good", t("ranking.nothing_waits")), " ", t("ranking.nothing_waits.text")));
}

/** @param {Ranking} ranking @param {Run} run @param {Here} here */
function standingPart(ranking, run, here) {
  const path = `/contests/${here.slug}/ranking`;
  const list = paged({
    read: async (cursor) => here.api.get(`${path}/standing`, { run: run.id, cursor }),
    show: (/** @type {Row[]} */ rows) => standingTable(ranking, rows),
  });
  const opened = h("details", {}, h("summary", {}, t("ranking.standing.open", { count: number(run.totals.counted) })), list.element);
  opened.addEventListener("toggle", () => void list.first(), { once: true });
  return section(t("ranking.standing"), opened, here.canChange ? exportPart(here, path) : null);
}

/** @param {Ranking} ranking @param {Row[]} rows */
function standingTable(ranking, rows) {
  return table({
    caption: t("ranking.standing"),
    columns: [
      { title: t("ranking.place"), cell: (row) => (row.rank === null ? t(/** @type {any} */ (`ranking.state.${row.state}`)) : number(row.rank)), number: true },
      { title: t("ranking.who"), cell: (row) => [row.name || t("ranking.unnamed"), h("br"), h("code", {}, row.attempt.slice(0, 10))] },
      { title: t("ranking.unit"), cell: (row) => ranking.units[row.unit] || row.unit },
      { title: t("ranking.score"), cell: (row) => both(number(row.score), row.sealed_score, row.score, number), number: true },
      { title: t("ranking.time"), cell: (row) => both(exactDuration(row.elapsed_ms), row.sealed_elapsed_ms, row.elapsed_ms, exactDuration), number: true },
    ],
    rows,
  });
}

/** A figure, and the sealed one beside it where an amendment changed it. @param {string} shown @param {number | undefined} sealed @param {number} now @param {(n: number) => string} say */
export const both = (shown, sealed, now, say) => (sealed === undefined || sealed === now ? [shown] : [shown, h("br"), h("span", { class: "hint" }, t("ranking.sealed", { value: say(sealed) }))]);

/** @param {Here} here @param {string} path */
function exportPart(here, path) {
  const made = h("div", { role: "status" });
  const doing = actButton(t("ranking.export"), async () => {
    await working(made, t("ranking.exporting"), (note) => here.api.job(`${path}/workbook`, {}, note));
    const { url } = await here.api.get(`${path}/workbook`);
    fill(made, h("p", { class: "actions" }, download(url, t("ranking.export.get"))));
  }, { class: "button quiet", id: "export" });
  return h("div", {}, h("p", { class: "actions" }, doing), made);
}
