// Flags: why an attempt is worth a look, cause by cause, and what was found: fine, called in, disqualified.
import { duration, moment, number, t } from "../../core/text.js";
import { fill, h, heading, link } from "../dom.js";
import { actButton, ask, badge, paged, say, section, table } from "./kit.js";

/** @typedef {import("./screens.js").Here} Here */
/** @typedef {import("../../core/text.js").MessageKey} MessageKey */
/** @typedef {"ok" | "called_in" | "disqualified"} Verdict */
/** @typedef {{ code: string, flagged: number, waiting: number, called_in: number, ahead: number }} Cause */
/** @typedef {{ verdict: Verdict, reason: string, at: number }} Review */
/**
 * @typedef {{ id: string, attempt: string, name: string, unit: string, score: number, elapsed_ms: number, submitted_at: number,
 *             identity_masked: string, evidence: string, others: { id: string, attempt: string | null, name: string | null }[],
 *             ahead: boolean, review: Review | null }} Flag
 */

const VERDICTS = /** @type {const} */ (["ok", "called_in", "disqualified"]);
const MOST_NAMES = 10;
const KINDS = /** @type {const} */ ({ ok: "good", called_in: "warn", disqualified: "bad" });

/** @param {HTMLElement} place @param {Here} here */
export function mount(place, here) {
  const [cause] = here.rest;
  return cause ? oneCause(place, here, cause) : allCauses(place, here);
}

/** @param {HTMLElement} place @param {Here} here */
async function allCauses(place, here) {
  const told = await here.api.get(`/contests/${here.slug}/flags`);
  const head = [heading(t("flags.title")), h("p", {}, t("flags.text"))];
  if (!told.run) {
    fill(place, head, h("p", { class: "callout" }, t("flags.not_ranked")));
    return;
  }
  const list = table({
    caption: t("flags.causes"),
    empty: t("flags.none"),
    columns: [
      { title: t("flags.cause"), cell: (/** @type {Cause} */ one) => [link(here.href("nghi-van", one.code), causeName(one.code)), h("p", { class: "hint" }, t(/** @type {MessageKey} */ (`flags.about.${one.code}`)))] },
      { title: t("flags.flagged"), number: true, cell: (one) => number(one.flagged) },
      { title: t("flags.waiting"), number: true, cell: (one) => (one.waiting ? badge("warn", number(one.waiting)) : number(0)) },
      { title: t("flags.called_in"), number: true, cell: (one) => number(one.called_in) },
      { title: t("flags.ahead"), number: true, cell: (one) => (one.ahead ? badge("bad", number(one.ahead)) : number(0)) },
    ],
    rows: told.causes,
  });
  fill(place, head, h("p", { class: "hint" }, t("flags.as_of", { moment: moment(told.ranked_at) })), list, h("p", { class: "hint" }, t("flags.then_rank")));
}

/** @param {HTMLElement} place @param {Here} here @param {string} code */
async function oneCause(place, here, code) {
  /** @type {Map<string, string>} */
  let units = new Map();
  let seenAt = 0;
  const list = paged({
    read: async (cursor) => {
      const page = await here.api.get(`/contests/${here.slug}/flags`, { cause: code, cursor });
      // What others decide after the first part was read is theirs: a bulk review leaves it.
      if (!cursor) seenAt = page.seen_at;
      units = new Map(page.units.map((/** @type {{ id: string, name: string }} */ unit) => [unit.id, unit.name]));
      return { rows: page.flags, cursor: page.cursor };
    },
    show: (rows) => flagTable(rows, here, units),
  });
  const all = here.canChange ? section(t("flags.bulk"), h("p", {}, t("flags.bulk.text")), h("p", { class: "actions" }, VERDICTS.map((verdict) => bulkButton(here, code, verdict, () => seenAt)))) : null;
  fill(place, h("p", {}, link(here.href("nghi-van"), t("flags.back"))), heading(causeName(code)), h("p", {}, t(/** @type {MessageKey} */ (`flags.about.${code}`))),
    list.element, all);
  await list.first();
}

/** @param {Flag[]} rows @param {Here} here @param {Map<string, string>} units */
function flagTable(rows, here, units) {
  return table({
    caption: t("flags.list"),
    empty: t("flags.none"),
    columns: [
      { title: t("flags.person"), cell: (/** @type {Flag} */ one) => personCell(one, here, units) },
      { title: t("flags.result"), cell: (one) => [t("flags.score", { score: one.score }), h("br"), duration(one.elapsed_ms), h("br"), h("span", { class: "hint" }, moment(one.submitted_at))] },
      { title: t("flags.evidence"), cell: (one) => [h("p", {}, one.evidence), othersOf(one, here)] },
      { title: t("flags.decision"), cell: (one) => decisionCell(one, here) },
    ],
    rows,
  });
}

/** @param {Flag} one @param {Here} here @param {Map<string, string>} units */
function personCell(one, here, units) {
  return [link(here.href("luot-thi", one.attempt), one.name), h("br"), h("span", { class: "hint" }, `${one.identity_masked} · ${units.get(one.unit) || one.unit}`),
    one.ahead ? h("p", {}, badge("bad", t("flags.is_ahead"))) : null];
}

/** @param {Flag} one @param {Here} here */
function othersOf(one, here) {
  if (!one.others.length) return null;
  const links = one.others.map(({ id, attempt, name }) => h("li", {}, attempt ? link(here.href("luot-thi", attempt), name || id) : id));
  return h("details", {}, h("summary", {}, t("flags.others", { count: one.others.length })), h("ul", {}, links));
}

/** @param {Flag} one @param {Here} here */
function decisionCell(one, here) {
  const place = h("div", {});

  /** @param {Review | null} review */
  function show(review) {
    const stands = review ? [badge(KINDS[review.verdict], verdictName(review.verdict)), h("p", { class: "hint" }, review.reason)] : [badge("plain", t("flags.unreviewed"))];
    const deeds = here.canChange ? VERDICTS.filter((verdict) => !review || review.verdict !== verdict).map((verdict) => deed(verdict)) : [];
    fill(place, stands, h("p", { class: "actions" }, deeds));
  }

  /** @param {Verdict} verdict */
  function deed(verdict) {
    return actButton(t(`flags.do.${verdict}`), async () => {
      const answer = await ask({ title: t(`flags.sure.${verdict}`, { name: one.name }), text: one.evidence, confirm: t(`flags.do.${verdict}`), danger: verdict === "disqualified", reason: reasonFor(verdict) });
      if (!answer) return;
      await here.api.post(`/contests/${here.slug}/attempts/${one.attempt}/review`, { verdict, reason: answer.reason });
      show({ verdict, reason: answer.reason, at: Date.now() });
      say(t(`flags.done.${verdict}`, { name: one.name }));
    }, { class: "button small quiet", "aria-label": `${t(`flags.do.${verdict}`)}: ${one.name}` });
  }

  show(one.review);
  return place;
}

/** @param {Here} here @param {string} code @param {Verdict} verdict @param {() => number} seenAt */
function bulkButton(here, code, verdict, seenAt) {
  return actButton(t(`flags.bulk.${verdict}`), async () => {
    const answer = await ask({ title: t(`flags.bulk.sure.${verdict}`, { cause: causeName(code) }), text: t("flags.bulk.what"), confirm: t(`flags.bulk.${verdict}`), danger: verdict === "disqualified", reason: reasonFor(verdict) });
    if (!answer) return;
    let done = 0;
    /** @type {{ name: string | null, id: string }[]} */
    let decided = [];
    for (let left = 1; left > 0;) {
      const told = await here.api.post(`/contests/${here.slug}/reviews`, { cause: code, verdict, reason: answer.reason, seen_at: seenAt() });
      done += told.done;
      left = told.left;
      decided = told.decided;
      say(t("flags.bulk.working", { done: number(done), left: number(left) }));
    }
    here.again();
    const said = t("flags.bulk.done", { done: number(done) });
    const names = decided.slice(0, MOST_NAMES).map((one) => one.name || one.id).join(", ");
    say(decided.length ? `${said} ${t("flags.bulk.decided", { count: number(decided.length), names })}` : said);
  }, { class: verdict === "disqualified" ? "button danger" : "button quiet" });
}

/** A cause that this page has no words for keeps its code. @param {string} code */
function causeName(code) {
  const key = /** @type {MessageKey} */ (`flags.code.${code}`);
  const name = t(key);
  return name === key ? code : name;
}

/** Results tell why an attempt was disqualified. @param {Verdict} verdict */
const reasonFor = (verdict) => (verdict === "disqualified" ? t("flags.reason.public") : true);

/** @param {Verdict} verdict */
const verdictName = (verdict) => t(`flags.verdict.${verdict}`);
