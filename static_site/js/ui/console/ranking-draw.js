// The draw: which public number decides ties, entering it, and the lots in the order drawn, for anybody to do by hand.
import { moment, number, t } from "../../core/text.js";
import { ApiError } from "../../io/session.js";
import { copyButton } from "../copy.js";
import { h } from "../dom.js";
import { form, textEntry } from "./kit-form.js";
import { ask, badge, say, section, table } from "./kit.js";
import { whoIs } from "./ranking-prizes.js";

/** @typedef {import("./screens.js").Here} Here */
/** @typedef {import("./ranking.js").Ranking} Ranking */
/** @typedef {import("./ranking.js").Run} Run */
/** @typedef {import("./ranking.js").Drawn} Drawn */

/** @param {Ranking} ranking @param {Run} run @param {Here} here @param {() => Promise<void>} show */
export function drawPart(ranking, run, here, show) {
  if (!ranking.draw_source) return null;
  const recorded = ranking.draw;
  return section(t("ranking.draw"), h("p", {}, t("ranking.draw.rule"), " ", h("strong", { lang: "vi" }, ranking.draw_source)),
    recorded ? h("p", { id: "draw-recorded" }, badge("good", t("ranking.draw.recorded")), " ", t("ranking.draw.recorded.text", { seed: recorded.seed, at: moment(recorded.at) })) : h("p", {}, badge("warn", t("ranking.waits")), " ", t("ranking.draw.missing")),
    here.canChange ? seedPart(ranking, here, show) : null,
    run.drawn.map((tie) => lotsPart(tie, ranking, run)));
}

/** Typed twice, as one wrong digit makes other winners. @param {Ranking} ranking @param {Here} here @param {() => Promise<void>} show */
function seedPart(ranking, here, show) {
  const before = ranking.draw;
  const seed = textEntry({ name: "seed", label: t("ranking.draw.seed"), hint: t("ranking.draw.seed.hint"), required: true, maxlength: 100, short: true });
  const again = textEntry({ name: "again", label: t("ranking.draw.again"), required: true, maxlength: 100, short: true });
  const send = async () => {
    const typed = seed.read().trim();
    if (again.read().trim() !== typed) throw new ApiError({ code: "invalid", message: "", fields: { again: t("ranking.draw.differs") } }, 422);
    const changes = before !== null && before !== undefined && before.seed !== typed;
    const given = await ask({ title: t("ranking.draw.ask", { seed: typed }), text: t("ranking.draw.ask.text"), confirm: t("ranking.draw.record"), danger: changes, reason: changes ? t("ranking.draw.reason") : false });
    if (!given) return false;
    await here.api.put(`/contests/${here.slug}/ranking/draw`, { seed: typed, ...(changes ? { reason: given.reason } : {}) });
    await show();
    say(t("ranking.draw.done"));
    return true;
  };
  const entry = form({ entries: [seed, again], submit: t("ranking.draw.record"), send, id: "draw", keeps: false });
  return before ? h("details", {}, h("summary", {}, t("ranking.draw.correct")), entry) : entry;
}

/** @param {Drawn} tie @param {Ranking} ranking @param {Run} run */
function lotsPart(tie, ranking, run) {
  // The number of this run, not one recorded since.
  const seed = run.draw ? run.draw.seed : "";
  const lines = tie.lots.map(({ candidate }) => commandOf(seed, tie.prize, candidate)).join("\n");
  const shown = h("code", {}, lines);
  const rows = tie.lots.map((lot, place) => ({ ...lot, place: place + 1 }));
  const title = t("ranking.draw.lots", { prize: tie.title, places: number(tie.places) });
  // Hundreds may tie: who wins stands with the prizes, the whole order opens.
  return h("details", { class: "tie" }, h("summary", {}, title), table({
    caption: title,
    columns: [
      { title: t("ranking.place"), cell: (lot) => number(lot.place), number: true },
      { title: t("ranking.who"), cell: (lot) => whoIs(ranking, run, lot.winner) },
      { title: t("ranking.draw.hash"), cell: (lot) => h("code", {}, lot.hash) },
    ],
    rows,
  }), h("h3", {}, t("ranking.draw.by_hand")), h("p", { class: "hint" }, t("ranking.draw.by_hand.text")),
  h("pre", { class: "embed", tabindex: 0, "aria-label": `${t("ranking.draw.by_hand")}: ${tie.title}` }, shown), h("p", { class: "actions" }, copyButton(shown, t("ranking.draw.copy"))));
}

/** The line for a shell; a quotation mark in the number ends the quoted text for a moment. @param {string} seed @param {string} prize @param {string} candidate */
export function commandOf(seed, prize, candidate) {
  const line = JSON.stringify(["draw", seed, prize, candidate]).replace(/'/g, "'\\''");
  return `printf '%s' '${line}' | sha256sum`;
}
