// What can be done about an attempt: each act asks for its reason, says what it did, and most can be taken back.
import { grouped, t } from "../../core/text.js";
import { button, h } from "../dom.js";
import { saveFile } from "../keeping.js";
import { form, numberEntry, areaEntry } from "./kit-form.js";
import { actButton, ask, say, section } from "./kit.js";

/** @typedef {import("./screens.js").Here} Here */
/** @typedef {import("./attempts-one.js").One} One */

export const MOST_MINUTES = 240;
const MINUTE = 60000;

/** @param {Here} here @param {One} one */
export function acts(here, one) {
  const before = Date.now() < one.closes_at;
  const running = one.reset_at === null;
  const code = h("div", { id: "code", role: "status" });
  const erased = !one.identity;
  return section(t("attempts.acts"),
    h("div", { class: "actions" },
      before && !erased ? actButton(t(running ? "attempts.reset" : "attempts.code_again"), () => reset(here, one, code), { class: "button quiet", id: "reset" }) : null,
      running && !one.marks.includes("disqualified") ? actButton(t("attempts.disqualify"), () => disqualify(here, one), { class: "button quiet", id: "disqualify" }) : null,
      one.marks.includes("disqualified") ? actButton(t("attempts.reinstate"), () => reinstate(here, one), { class: "button quiet", id: "reinstate" }) : null),
    code,
    before && one.time_limit_s !== null && one.state === "open" ? extraTime(here, one) : null,
    h("details", {}, h("summary", {}, t("attempts.person")), h("p", { class: "hint" }, t("attempts.person.hint")),
      h("div", { class: "actions" },
        actButton(t("attempts.export"), () => exportPerson(here, one), { class: "button quiet", id: "export" }),
        before && !erased ? actButton(t("attempts.erase"), () => erase(here, one), { class: "button danger", id: "erase" }) : null),
      before ? null : h("p", { class: "hint" }, t("attempts.erase.late"))));
}

/** @param {Here} here @param {One} one @param {string} act @param {Record<string, unknown>} body */
const post = (here, one, act, body) => here.api.post(`/contests/${here.slug}/attempts/${one.attempt}/${act}`, body);

/** @param {Here} here @param {One} one @param {HTMLElement} place */
async function reset(here, one, place) {
  const running = one.reset_at === null;
  const asked = await ask({ title: t(running ? "attempts.reset" : "attempts.code_again"), text: t(running ? "attempts.reset.text" : "attempts.code_again.text"),
    confirm: t(running ? "attempts.reset.confirm" : "attempts.code_again"), reason: true, danger: running });
  if (!asked) return;
  const done = await post(here, one, "reset", asked);
  const code = done.one_time_code;
  if (code) showCode(here, place, code);
  say(t(code ? "attempts.reset.done" : "attempts.reset.later"));
  if (!code) here.again();
}

/** Once: whoever goes on reads it no more on this page. @param {Here} here @param {HTMLElement} place @param {string} code */
function showCode(here, place, code) {
  place.replaceChildren(h("div", { class: "panel" }, h("h3", {}, t("attempts.code")), h("p", {}, h("strong", { class: "code", id: "one-time-code" }, grouped(code))),
    h("p", {}, t("attempts.code.text")), button(t("attempts.code.done"), here.again, { class: "button", id: "code-done" })));
}

/** @param {Here} here @param {One} one */
async function disqualify(here, one) {
  const asked = await ask({ title: t("attempts.disqualify"), text: t("attempts.disqualify.text"), confirm: t("attempts.disqualify.confirm"), reason: true, danger: true });
  if (!asked) return;
  await post(here, one, "review", { verdict: "disqualified", ...asked });
  say(t("attempts.disqualify.done", { name: one.name }), { undo: async () => {
    await post(here, one, "review", { verdict: "ok", reason: t("attempts.undo_reason") });
    here.again();
  } });
  here.again();
}

/** @param {Here} here @param {One} one */
async function reinstate(here, one) {
  const asked = await ask({ title: t("attempts.reinstate"), text: t("attempts.reinstate.text"), confirm: t("attempts.reinstate"), reason: true });
  if (!asked) return;
  await post(here, one, "review", { verdict: "ok", ...asked });
  say(t("attempts.reinstate.done", { name: one.name }));
  here.again();
}

/** @param {Here} here @param {One} one */
function extraTime(here, one) {
  const given = Math.round(one.extra_ms / MINUTE);
  const minutes = numberEntry({ name: "minutes", label: t("attempts.extra.minutes"), hint: t("attempts.extra.minutes.hint"), required: true, value: given || null, least: 1, most: MOST_MINUTES });
  const reason = areaEntry({ name: "reason", label: t("console.reason"), hint: t("attempts.extra.reason.hint"), required: true, rows: 2, maxlength: 500 });
  async function send() {
    const done = await post(here, one, "extra-time", { minutes: minutes.read(), reason: reason.read() });
    say(t("attempts.extra.running.done", { minutes: done.minutes }));
    here.again();
  }
  return h("details", {}, h("summary", {}, t("attempts.extra.give")), h("p", { class: "hint" }, t("attempts.extra.running.text")),
    form({ entries: [minutes, reason], submit: t("attempts.extra.confirm"), send, id: "extra-time" }));
}

/** @param {Here} here @param {One} one */
async function exportPerson(here, one) {
  const asked = await ask({ title: t("attempts.export"), text: t("attempts.export.text"), confirm: t("attempts.export.confirm"), reason: true });
  if (!asked) return;
  const { person } = await post(here, one, "export", asked);
  const blob = new Blob([JSON.stringify(person, null, 2)], { type: "application/json" });
  saveFile(blob, `du-lieu-ca-nhan-${here.slug}-${one.number}.json`);
  say(t("attempts.export.done"));
}

/** @param {Here} here @param {One} one */
async function erase(here, one) {
  const asked = await ask({ title: t("attempts.erase"), text: t("attempts.erase.text"), confirm: t("attempts.erase.confirm"), reason: true, danger: true });
  if (!asked) return;
  const { attempts } = await post(here, one, "erasure", asked);
  say(t("attempts.erase.done", { count: attempts.length }));
  here.again();
}
