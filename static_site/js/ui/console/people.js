// The people who organize: who they are, inviting, groups, switching off, passwords and one-time codes.
import { date, t } from "../../core/text.js";
import { fill, h, heading, link } from "../dom.js";
import { choiceEntry, form, textEntry } from "./kit-form.js";
import { actButton, ask, badge, say, section, table, working } from "./kit.js";

/** @typedef {import("./screens.js").Here} Here */
/** @typedef {import("../../core/text.js").MessageKey} MessageKey */
/** @typedef {{ email: string, group: string | null, groups: string[], on: boolean, signed_in: boolean, factors: string[], created_at: number }} Person */

const GROUPS = /** @type {const} */ (["quan-tri", "to-chuc", "theo-doi"]);

/** @param {HTMLElement} place @param {Here} here */
export async function mount(place, here) {
  const list = h("div", {});

  async function read() {
    const { people } = await working(list, t("people.reading"), (note) => here.api.job("/people", { do: "list" }, note));
    fill(list, tableOf(people));
  }

  /** Does it, says so, and shows everybody anew. @param {Record<string, unknown>} deed @param {string} said */
  async function change(deed, said) {
    await working(list, t("people.working"), (note) => here.api.job("/people", deed, note));
    say(said);
    await read();
  }

  /** @param {Person[]} people */
  function tableOf(people) {
    return table({
      caption: t("people.by_email"),
      columns: [
        { title: t("people.email"), cell: (one) => [one.email, one.email === here.me.email ? ` (${t("people.you")})` : null] },
        { title: t("people.group"), cell: (one) => (one.group ? groupName(one.group) : t("people.no_group")) },
        { title: t("people.state"), cell: stateOf },
        { title: t("people.since"), cell: (one) => date(one.created_at) },
        { title: t("people.deeds"), cell: (one) => deedsOf(one) },
      ],
      rows: people,
    });
  }

  /** What can be done with oneself is on the account's own screen. @param {Person} one */
  function deedsOf(one) {
    if (one.email === here.me.email) return link(here.href("tai-khoan"), t("people.own"), { class: "button small quiet" });
    const deeds = [deed("set-group", () => changeGroup(one))];
    if (one.on) deeds.push(deed("send-password", () => sure("send-password", one)), deed("switch-off", () => sure("switch-off", one, true)));
    else deeds.push(deed("switch-on", () => change({ do: "switch-on", email: one.email }, t("people.switch-on.done", { email: one.email }))));
    if (one.factors.length) deeds.push(deed("forget-totp", () => sure("forget-totp", one, true)));
    return deeds.map((each) => each(one));
  }

  /** @param {"send-password" | "switch-off" | "forget-totp"} what @param {Person} one @param {boolean} [danger] */
  async function sure(what, { email }, danger = false) {
    const answer = await ask({ title: t(`people.${what}.title`, { email }), text: t(`people.${what}.text`), confirm: t(`people.${what}`), danger, reason: true });
    if (answer) await change({ do: what, email, why: answer.reason }, t(`people.${what}.done`, { email }));
  }

  /** @param {Person} one */
  async function changeGroup(one) {
    const select = h("select", { id: "new-group" }, GROUPS.map((group) => h("option", { value: group, selected: group === one.group }, groupName(group))));
    const text = h("div", { class: "field" }, h("label", { for: "new-group" }, t("people.group")), select, h("p", { class: "hint" }, t("people.set-group.text")));
    const answer = await ask({ title: t("people.set-group.title", { email: one.email }), text, confirm: t("people.set-group"), reason: true });
    if (answer) await change({ do: "set-group", email: one.email, group: select.value, why: answer.reason }, t("people.set-group.done", { email: one.email, group: groupName(select.value) }));
  }

  fill(place, heading(t("people.title")), h("p", {}, t("people.text"), " ", link(here.href("nhat-ky"), t("people.log"))),
    section(t("people.list"), list), section(t("people.invite.title"), inviteForm(change)), section(t("people.groups"), groupsTable()));
  await read();
}

/** @param {"set-group" | "send-password" | "switch-off" | "switch-on" | "forget-totp"} what @param {() => Promise<unknown>} act */
const deed = (what, act) => (/** @type {Person} */ { email }) =>
  actButton(t(`people.${what}`), act, { class: "button small quiet", "aria-label": `${t(`people.${what}`)}: ${email}` });

/** @param {Person} one */
function stateOf(one) {
  const marks = [one.on ? badge("good", t("people.on")) : badge("plain", t("people.off"))];
  if (!one.signed_in) marks.push(badge("warn", t("people.invited")));
  if (one.factors.length) marks.push(badge("good", t("people.totp")));
  else if (one.group === "quan-tri") marks.push(badge("warn", t("people.no_totp")));
  return marks.flatMap((mark) => [mark, " "]);
}

/** @param {(deed: Record<string, unknown>, said: string) => Promise<void>} change */
function inviteForm(change) {
  const email = textEntry({ name: "email", label: t("people.email"), type: "email", required: true, maxlength: 200 });
  const group = choiceEntry({ name: "group", label: t("people.group"), value: "to-chuc", options: GROUPS.map((value) => ({ value, text: groupName(value) })) });
  const send = () => change({ do: "invite", email: email.read().toLowerCase(), group: group.read() }, t("people.invite.done", { email: email.read() }));
  return h("div", {}, h("p", {}, t("people.invite.text")), form({ id: "invite", entries: [email, group], submit: t("people.invite"), send }));
}

function groupsTable() {
  return table({
    caption: t("people.three_groups"),
    columns: [
      { title: t("people.group"), cell: (group) => groupName(group) },
      { title: t("people.may"), cell: (group) => t(/** @type {MessageKey} */ (`people.may.${group}`)) },
    ],
    rows: [...GROUPS],
  });
}

/** @param {string} group */
export const groupName = (group) => t(/** @type {MessageKey} */ (`people.group.${group}`));
