// Amendments: what was proposed and agreed, keys that the analysis doubts, and the way to a new one.
import { moment, number, t } from "../../core/text.js";
import { fill, h, heading, link } from "../dom.js";
import { newAmendment } from "./amendments-new.js";
import { oneAmendment } from "./amendments-one.js";
import { badge, section, table } from "./kit.js";

/** @typedef {import("./screens.js").Here} Here */
/** @typedef {"question_voided" | "key_corrected" | "close_moved" | "outage_cut" | "interval_annulled"} Kind */
/**
 * @typedef {{ id: string, kind: Kind, reason: string, state: "proposed" | "agreed" | "withdrawn", proposed_by: string, proposed_at: number,
 *   settled_by: string | null, settled_at: number | null, settled_why: string, question?: string, text?: string, key?: string[], key_indexes: number[],
 *   key_before?: string[], starts?: number, ends?: number, closes_at?: number, closed_before?: number }} Amendment
 */
/** @typedef {{ amendments: Amendment[], frozen: boolean, opens_at: number, closes_at: number, may_move_the_close: boolean, suspects: { question: string, signs: string[], instead: number | null }[] }} All */

const KINDS_AFTER = /** @type {const} */ (["key_corrected", "question_voided", "outage_cut", "interval_annulled"]);
const BADGES = /** @type {const} */ ({ proposed: "warn", agreed: "good", withdrawn: "plain" });

/** @param {HTMLElement} place @param {Here} here */
export async function mount(place, here) {
  const [first, second, third] = here.rest;
  if (first === "moi" && second && here.canChange) return newAmendment(place, here, /** @type {Kind} */ (second), third || "");
  if (first && first !== "moi") return oneAmendment(place, here, first);
  /** @type {All} */
  const all = await here.api.get(`/contests/${here.slug}/amendments`);
  fill(place, heading(t("amendments.title")), h("p", {}, t("amendments.text")), listPart(all.amendments, here),
    here.canChange ? newPart(all, here) : null, all.suspects.length ? suspectsPart(all, here) : null);
  return undefined;
}

/** What an amendment is about, in a line. @param {Amendment} one */
export function aboutOf(one) {
  if (one.question) return t("amendments.about.question", { id: one.question, text: one.text || "" });
  if (one.starts !== undefined && one.ends !== undefined) return t("amendments.about.interval", { starts: moment(one.starts), ends: moment(one.ends) });
  return t("amendments.about.close", { before: moment(one.closed_before || 0), after: moment(one.closes_at || 0) });
}

/** @param {Amendment} one */
export const stateBadge = (one) => badge(BADGES[one.state], t(`amendments.state.${one.state}`));

/** Who proposed it and who agreed or took it back, and when. @param {Amendment} one @returns {(Node | string)[]} */
export function whoOf(one) {
  const proposed = t("amendments.proposed", { by: one.proposed_by, at: moment(one.proposed_at) });
  if (!one.settled_by || !one.settled_at) return [proposed];
  const settled = one.state === "agreed" ? "agreed" : "withdrawn";
  return [proposed, h("br"), t(`amendments.settled.${settled}`, { by: one.settled_by, at: moment(one.settled_at) })];
}

/** @param {Amendment[]} amendments @param {Here} here */
function listPart(amendments, here) {
  return section(t("amendments.list"), table({
    caption: t("amendments.list"),
    empty: t("amendments.none"),
    columns: [
      { title: t("amendments.what"), cell: (one) => [link(here.href("dieu-chinh", one.id), t(`amendments.kind.${one.kind}`)), h("br"), h("span", { class: "hint" }, aboutOf(one))] },
      { title: t("amendments.reason"), cell: (one) => one.reason },
      { title: t("amendments.state"), cell: stateBadge },
      { title: t("amendments.who"), cell: whoOf },
    ],
    rows: amendments,
  }));
}

/** @param {All} all @param {Here} here */
function newPart(all, here) {
  const kinds = all.frozen ? KINDS_AFTER : all.may_move_the_close ? /** @type {const} */ (["close_moved"]) : [];
  return section(t("amendments.new"), h("p", {}, t(all.frozen ? "amendments.new.frozen" : "amendments.new.open")),
    h("ul", { class: "choices" }, kinds.map((kind) => h("li", {}, link(here.href("dieu-chinh", "moi", kind), t(`amendments.kind.${kind}`), { class: "button quiet" }),
      h("p", { class: "hint" }, t(`amendments.kind.${kind}.text`))))));
}

/** @param {All} all @param {Here} here */
function suspectsPart(all, here) {
  return section(t("amendments.suspects"), h("p", {}, t("amendments.suspects.text", { count: number(all.suspects.length) })), table({
    caption: t("amendments.suspects"),
    columns: [
      { title: t("amendments.question"), cell: (one) => h("code", {}, one.question) },
      { title: t("amendments.signs"), cell: (one) => t("amendments.signs.count", { count: number(one.signs.length) }) },
      { title: t("amendments.instead"), cell: (one) => (one.instead === null ? "–" : "ABCDEFGH"[one.instead]) },
      ...(here.canChange ? [{ title: t("amendments.next"), cell: (/** @type {All["suspects"][number]} */ one) => link(here.href("dieu-chinh", "moi", "key_corrected", one.question), t("amendments.try"), { class: "button small quiet" }) }] : []),
    ],
    rows: all.suspects,
  }), h("p", {}, link(here.href("theo-doi"), t("amendments.suspects.go"))));
}
