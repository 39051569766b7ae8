// A second person's approval, what publishing will show, publication, and results that were corrected.
import { exactDuration, money, moment, number, t, zonedMoment } from "../../core/text.js";
import { ApiError } from "../../io/session.js";
import { fill, h } from "../dom.js";
import { areaEntry, form } from "./kit-form.js";
import { actButton, ask, badge, say, section, table, working } from "./kit.js";
import { nameOf } from "./ranking.js";

/** @typedef {import("./screens.js").Here} Here */
/** @typedef {import("./ranking.js").Ranking} Ranking */
/** @typedef {import("./ranking.js").Run} Run */
/** @typedef {{ kind: string, title: string, amount_vnd: number, name?: string, identity_masked?: string, unit: string, score?: number, elapsed_ms?: number }} Prize */

/** @param {Run} run @param {Here} here @param {() => Promise<void>} show */
export function approvalPart(run, here, show) {
  const { approval } = run;
  if (!approval.needed && !approval.approved.length) return null;
  const said = approval.approved.map((one) => h("li", {}, badge("good", t("ranking.approved")), " ", t("ranking.approved.by", { by: one.by, at: zonedMoment(one.at) })));
  const doing = actButton(t("ranking.approve"), async () => {
    if (!await ask({ title: t("ranking.approve.ask"), text: t("ranking.approve.text"), confirm: t("ranking.approve") })) return;
    await here.api.post(`/contests/${here.slug}/ranking/approval`, { run: run.id });
    await show();
    say(t("ranking.approve.done"));
  }, { id: "approve" });
  return section(t("ranking.approval"), h("p", {}, t("ranking.approval.rule", { by: nameOf(run.by) })),
    said.length ? h("ul", {}, said) : h("p", {}, t("ranking.approval.none")),
    here.canChange && approval.may_approve && !run.stale ? h("p", { class: "actions" }, doing) : null);
}

/** @param {Ranking} ranking @param {Run} run @param {Here} here @param {() => Promise<void>} show */
export function publicationPart(ranking, run, here, show) {
  const { published } = ranking;
  const isOut = published !== null && published.run === run.id;
  const ready = !run.unreviewed.length && !run.undecided.length && !run.unconfirmed_units.length && run.approval.enough && !run.stale;
  return section(t("ranking.publication"),
    published ? h("p", {}, badge("good", t("ranking.published")), " ", t("ranking.published.at", { at: zonedMoment(published.at) }), " ",
      h("a", { href: `/c/${here.slug}/ket-qua/` }, t("ranking.published.see"))) : h("p", {}, t("ranking.unpublished")),
    published && published.earlier.length ? earlierList(published.earlier, here) : null,
    published && !isOut ? h("p", {}, badge("warn", t("ranking.differs")), " ", t("ranking.differs.text")) : null,
    run.undecided.length ? null : previewPart(ranking, run, here),
    here.canChange && !isOut ? (ready ? publishForm(ranking, run, here, show) : h("p", { class: "hint" }, t("ranking.not_ready"))) : null);
}

/** @param {{ at: number, reason: string, path: string, published_at: number }[]} earlier @param {Here} here */
function earlierList(earlier, here) {
  return h("details", {}, h("summary", {}, t("ranking.earlier", { count: number(earlier.length) })), h("ul", {}, earlier.map((one) => h("li", {},
    h("a", { href: `/contests/${here.slug}/${one.path}` }, t("ranking.earlier.one", { at: moment(one.published_at) })), " ", t("ranking.earlier.why", { reason: one.reason })))));
}

/** @param {Ranking} ranking @param {Run} run @param {Here} here */
function previewPart(ranking, run, here) {
  const place = h("div", {}, h("p", {}, t("ranking.preview.loading")));
  const opened = h("details", { id: "preview" }, h("summary", {}, t("ranking.preview")), place);
  opened.addEventListener("toggle", async () => {
    const results = await here.api.get(`/contests/${here.slug}/ranking/preview`, { run: run.id }).catch(() => null);
    fill(place, results ? previewOf(ranking, results) : h("p", {}, t("console.unreachable")));
  }, { once: true });
  return opened;
}

/** @param {Ranking} ranking @param {{ prizes: Prize[], totals: Record<string, number>, amendments: { kind: string, reason: string }[] }} results */
function previewOf(ranking, results) {
  const unit = (/** @type {string} */ id) => ranking.units[id] || id;
  return [
    h("p", { class: "hint" }, t("ranking.preview.text", { counted: number(results.totals.counted), amendments: number(results.amendments.length) })),
    table({
      caption: t("ranking.preview"),
      columns: [
        { title: t("ranking.prize"), cell: (prize) => prize.title },
        { title: t("ranking.who"), cell: (prize) => (prize.name ? `${prize.name} (${prize.identity_masked}) · ${unit(prize.unit)}` : unit(prize.unit)) },
        { title: t("ranking.result"), cell: (prize) => (prize.score === undefined ? "–" : `${t("ranking.points", { score: number(prize.score) })}, ${exactDuration(prize.elapsed_ms || 0)}`) },
        { title: t("ranking.amount"), cell: (prize) => money(prize.amount_vnd), number: true },
      ],
      rows: results.prizes,
    }),
  ];
}

/** @param {Record<string, string>} body @param {HTMLElement} place @param {Here} here */
async function publishing(body, place, here) {
  await working(place, t("ranking.publishing"), (note) => here.api.job(`/contests/${here.slug}/ranking/publication`, body, note));
  return true;
}

/** Winners who came late into the ledger need a reason, which is published. @param {unknown} failure @param {Record<string, string>} body @param {HTMLElement} place @param {Here} here */
async function acceptLate(failure, body, place, here) {
  if (!(failure instanceof ApiError) || failure.code !== "late_winners") throw failure;
  const count = number(/** @type {string[]} */ (failure.details.attempts).length);
  const said = await ask({ title: t("ranking.late"), text: t("ranking.late.text", { count }), confirm: t("ranking.publish"), reason: t("ranking.late.reason") });
  return said ? publishing({ ...body, accept_late: said.reason }, place, here) : false;
}

/** @param {Ranking} ranking @param {Run} run @param {Here} here @param {() => Promise<void>} show */
function publishForm(ranking, run, here, show) {
  const again = ranking.published !== null;
  const reason = areaEntry({ name: "reason", label: t("ranking.publish.reason"), hint: t("ranking.publish.reason.hint"), required: true, maxlength: 500 });
  const place = h("div", {});
  const send = async () => {
    const said = { title: t(again ? "ranking.publish.again.ask" : "ranking.publish.ask"), text: t("ranking.publish.text"), confirm: t("ranking.publish") };
    if (!await ask(said)) return false;
    /** @type {Record<string, string>} */
    const body = again ? { run: run.id, reason: reason.read() } : { run: run.id };
    const done = await publishing(body, place, here).catch((failure) => acceptLate(failure, body, place, here));
    if (!done) return false;
    await show();
    say(t("ranking.publish.done"));
    return true;
  };
  fill(place, form({ id: "publish", entries: again ? [reason] : [], submit: t(again ? "ranking.publish.again" : "ranking.publish"), send }));
  return place;
}
