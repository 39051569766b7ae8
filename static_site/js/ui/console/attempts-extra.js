// Extra time by number, before somebody begins; and who has it.
import { shortMoment } from "../../core/console-attempts.js";
import { number, t } from "../../core/text.js";
import { fill, h, heading } from "../dom.js";
import { MOST_MINUTES } from "./attempts-acts.js";
import { areaEntry, form, numberEntry, textEntry } from "./kit-form.js";
import { paged, say, section, table } from "./kit.js";

/** @typedef {import("./screens.js").Here} Here */
/** @typedef {{ participant: string, identity_masked: string, minutes: number, reason: string, by: string, at: number }} Granted */

/** @param {HTMLElement} place @param {Here} here @param {HTMLElement} around */
export async function mountExtraTime(place, here, around) {
  const path = `/contests/${here.slug}/extra-time`;
  const columns = [
    { title: t("attempts.identity"), cell: (/** @type {Granted} */ row) => row.identity_masked },
    { title: t("attempts.extra.minutes"), cell: (/** @type {Granted} */ row) => number(row.minutes), number: true },
    { title: t("attempts.event.why"), cell: (/** @type {Granted} */ row) => row.reason },
    { title: t("attempts.event.by"), cell: (/** @type {Granted} */ row) => row.by },
    { title: t("attempts.event.at"), cell: (/** @type {Granted} */ row) => shortMoment(row.at) },
  ];
  const list = paged({
    async read(cursor) {
      const page = await here.api.get(path, { cursor });
      return { rows: /** @type {Granted[]} */ (page.granted), cursor: page.cursor };
    },
    show: (rows) => table({ caption: t("attempts.extra.caption"), columns, rows, empty: t("attempts.extra.none") }),
  });

  const who = textEntry({ name: "number", label: t("attempts.extra.number"), hint: t("attempts.extra.number.hint"), required: true, type: "tel", maxlength: 40, short: true });
  const minutes = numberEntry({ name: "minutes", label: t("attempts.extra.minutes"), hint: t("attempts.extra.minutes.before"), required: true, least: 0, most: MOST_MINUTES });
  const reason = areaEntry({ name: "reason", label: t("console.reason"), hint: t("attempts.extra.reason.hint"), required: true, rows: 2, maxlength: 500 });
  async function send() {
    const done = await here.api.post(path, { number: who.read(), minutes: minutes.read(), reason: reason.read() });
    say(t(done.attempt ? "attempts.extra.running.done" : "attempts.extra.before.done", { minutes: done.minutes }));
    here.again();
  }

  fill(place, heading(t("attempts.extra.title")), around, h("p", {}, t("attempts.extra.text")),
    here.canChange ? form({ entries: [who, minutes, reason], submit: t("attempts.extra.confirm"), send, id: "extra-time" }) : null,
    section(t("attempts.extra.list"), list.element));
  await list.first();
}
