// Announcements on the pages of a contest: written, put up, taken back.
import { moment, t } from "../../core/text.js";
import { drawId } from "../../io/console-api.js";
import { ApiError } from "../../io/session.js";
import { fill, h, heading } from "../dom.js";
import { areaEntry, choiceEntry, form, momentEntry } from "./kit-form.js";
import { actButton, ask, badge, say, section, table, working } from "./kit.js";

/** @typedef {import("./screens.js").Here} Here */
/** @typedef {"waiting" | "shown" | "over" | "withdrawn"} Standing */
/**
 * @typedef {{ id: string, weight: "information" | "important", text: string, starts_at: number, ends_at: number, by: string, made_at: number,
 *             withdrawn: [string, number, string] | null, standing: Standing }} Announcement
 */

const WEEK = 7 * 86400000;
const MOST = 500;
/** @type {Record<Standing, "good" | "warn" | "plain">} */
const KINDS = { waiting: "warn", shown: "good", over: "plain", withdrawn: "plain" };

/** @param {HTMLElement} place @param {Here} here */
export async function mount(place, here) {
  const path = `/contests/${here.slug}/announcements`;
  const list = h("div", {});
  const writing = h("div", {});

  async function show() {
    const { announcements } = /** @type {{ announcements: Announcement[] }} */ (await here.api.get(path));
    fill(list, section(t("announcements.list"), tableOf(announcements), announcements.length && here.canChange ? again() : null));
  }

  const again = () => h("div", {}, h("p", { class: "hint" }, t("announcements.again.hint")),
    actButton(t("announcements.again"), async () => {
      await here.api.job(`${path}/pages`);
      say(t("announcements.done"));
    }, { class: "button quiet" }));

  /** @param {Announcement} one */
  async function withdraw(one) {
    const sure = await ask({ title: t("announcements.withdraw.ask"), text: one.text, confirm: t("announcements.withdraw"), danger: true, reason: true });
    if (!sure) return;
    await here.api.job(`${path}/${one.id}/withdrawal`, { reason: sure.reason });
    await show();
    say(t("announcements.withdrawn"));
  }

  /** @param {Announcement[]} announcements */
  function tableOf(announcements) {
    const act = { title: t("announcements.column.act"), cell: (/** @type {Announcement} */ one) => (one.standing === "shown" || one.standing === "waiting" ? actButton(t("announcements.withdraw"), () => withdraw(one), { class: "button small quiet" }) : "") };
    return table({
      caption: t("announcements.list"), empty: t("announcements.none"), rows: announcements,
      columns: [
        { title: t("announcements.column.text"), cell: (one) => [one.weight === "important" ? badge("warn", t("announcements.weight.important")) : null, " ", one.text] },
        { title: t("announcements.standing"), cell: (one) => badge(KINDS[one.standing], t(`announcements.standing.${one.standing}`)) },
        { title: t("announcements.column.when"), cell: (one) => t("announcements.when", { from: moment(one.starts_at), until: moment(one.ends_at) }) },
        { title: t("announcements.column.by"), cell: writtenBy },
        ...(here.canChange ? [act] : []),
      ],
    });
  }

  function write() {
    const now = Math.floor(Date.now() / 60000) * 60000;
    const id = drawId();
    const weight = choiceEntry({ name: "weight", label: t("announcements.weight"), value: "information", options: [{ value: "information", text: t("announcements.weight.information") }, { value: "important", text: t("announcements.weight.important") }] });
    const text = areaEntry({ name: "text", label: t("announcements.body"), hint: t("announcements.body.hint"), required: true, rows: 4, maxlength: MOST });
    const starts = momentEntry({ name: "starts_at", label: t("announcements.starts"), value: now, required: true });
    const ends = momentEntry({ name: "ends_at", label: t("announcements.ends"), value: now + WEEK, required: true });
    const missing = ends.fault;
    const inOrder = { ...ends, fault: () => (missing && missing()) || (Number(ends.read()) <= Number(starts.read()) ? t("announcements.ends.missing") : "") };
    fill(writing, form({
      id: "announcement", entries: [weight, text, starts, inOrder], submit: t("announcements.put_up"),
      send: () => putUp({ id, weight: weight.read(), text: text.read().replace(/\s+/g, " "), starts_at: starts.read(), ends_at: ends.read() }),
    }));
  }

  /** @param {Record<string, unknown>} made */
  async function putUp(made) {
    try {
      await working(writing, t("announcements.putting_up"), (note) => here.api.job(path, made, note));
    } catch (failure) {
      // What was refused stands nowhere; what else went wrong may stand already.
      if (!(failure instanceof ApiError && failure.code === "invalid")) await show();
      throw failure;
    }
    write();
    await show();
    say(t("announcements.done"));
  }

  fill(place, heading(t("announcements.title")), h("p", {}, t("announcements.text")), here.canChange ? section(t("announcements.new"), writing) : null, list);
  if (here.canChange) write();
  await show();
}

/** @param {Announcement} one */
function writtenBy({ by, made_at, withdrawn }) {
  const said = [h("p", {}, t("announcements.by", { by, at: moment(made_at) }))];
  if (withdrawn) said.push(h("p", { class: "hint" }, t("announcements.withdrawn_by", { by: withdrawn[0], at: moment(withdrawn[1]), why: withdrawn[2] })));
  return said;
}
