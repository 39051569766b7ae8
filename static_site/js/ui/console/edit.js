// The rules of a contest, filled in group by group: faulty ones are kept too, with what is wrong beside each field.
import { changedFields, contested, countByGroup, valueAt } from "../../core/contest-draft.js";
import { t } from "../../core/text.js";
import { ApiError } from "../../io/session.js";
import { fill, h, heading, link } from "../dom.js";
import { errorSummary } from "../fields.js";
import { GROUPS, NAMES } from "./contest-fields.js";
import { budgetPart } from "./edit-budget.js";
import { inputOf } from "./edit-entries.js";
import { actButton, ask, faultText, say } from "./kit.js";
import { guard } from "./kit-unsaved.js";

/** @typedef {import("./screens.js").Here} Here */
/** @typedef {import("../../core/text.js").MessageKey} MessageKey */
/** @typedef {import("../../core/contest-draft.js").Raw} Raw */
/** @typedef {import("../../core/contest-draft.js").Fault} Fault */
/** @typedef {{ contest: Raw, tag: string, frozen: boolean, budget_vnd: number | null, faults: Fault[] }} Draft */

const ORDER = Object.keys(GROUPS);
/** @param {string} group */
const groupTitle = (group) => t(/** @type {MessageKey} */ (`edit.group.${group}`));

/** @param {HTMLElement} place @param {Here} here */
export async function mount(place, here) {
  const path = `/contests/${here.slug}/draft`;
  const group = ORDER.includes(here.rest[0]) ? here.rest[0] : ORDER[0];
  /** @type {Draft} */
  const draft = await here.api.get(path);
  const disabled = draft.frozen || !here.canChange;
  const summary = errorSummary("edit-errors");
  const nav = h("nav", { class: "groups", "aria-label": t("edit.groups") });
  let dirty = false;
  const inputs = GROUPS[group].map((spec) => inputOf(spec, draft.contest, { disabled, onChange: () => (dirty = true) }));
  let base = read();

  /** @returns {Record<string, any>} */
  function read() {
    return Object.assign({}, ...inputs.map((input) => input.read()));
  }

  function showFaults(focus = false) {
    const faults = Object.fromEntries(draft.faults.map(({ field, message }) => [field, message]));
    const told = inputs.flatMap((input) => input.setFaults(faults));
    summary.show(focus ? told : []);
    const counts = countByGroup(draft.faults, NAMES);
    fill(nav, h("ol", {}, ORDER.map((one) => h("li", {}, link(here.href("the-le", one), groupTitle(one), { "aria-current": one === group ? "page" : null }),
      counts[one] ? h("span", { class: "badge warn" }, t("edit.faults", { count: counts[one] })) : null))));
    return told.length;
  }

  /** @returns {Promise<number>} how many faults are left in this group */
  async function save() {
    const changes = changedFields(base, read());
    if (Object.keys(changes).length) await send(changes);
    dirty = false;
    base = read();
    return showFaults(true);
  }

  /** @param {Record<string, any>} changes */
  async function send(changes) {
    try {
      Object.assign(draft, await here.api.put(path, { tag: draft.tag, changes }));
    } catch (failure) {
      if (!(failure instanceof ApiError) || failure.code !== "changed_meanwhile") throw failure;
      await sendOver(changes);
    }
  }

  /** What others changed elsewhere stays; of the same field a person decides. @param {Record<string, any>} changes */
  async function sendOver(changes) {
    /** @type {Draft} */
    const theirs = await here.api.get(path);
    const both = contested(draft.contest, theirs.contest, Object.keys(changes));
    const sure = !both.length || (await ask({ title: t("edit.conflict"), text: theirText(theirs.contest, both), confirm: t("edit.conflict.mine") }));
    if (!sure) throw new ApiError({ code: "changed_meanwhile", message: t("edit.conflict.kept") }, 409);
    Object.assign(draft, await here.api.put(path, { tag: theirs.tag, changes }));
  }

  async function saveAndSay() {
    const left = await save();
    say(left ? t("edit.saved.faults", { count: left }) : t("edit.saved"));
  }

  async function saveAndGoOn() {
    const left = await save();
    say(left ? t("edit.saved.faults", { count: left }) : t("edit.saved"));
    if (!left) here.go(next ? here.href("the-le", next) : here.href("cau-hoi"));
  }

  const next = ORDER[ORDER.indexOf(group) + 1];
  const element = h("form", { id: "edit", novalidate: true, class: "edit" }, inputs.map((input) => input.element), disabled ? null : h("div", { class: "actions" },
    actButton(next ? t("edit.save_next", { next: groupTitle(next) }) : t("edit.save_questions"), saveAndGoOn, { id: "save-next" }), actButton(t("edit.save"), saveAndSay, { class: "button quiet", id: "save" })));
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    element.querySelector("#save")?.dispatchEvent(new MouseEvent("click"));
  });

  fill(place, heading(t("edit.title")), state(draft, here), nav, summary.box, h("h2", {}, groupTitle(group)), element,
    group === "giai-thuong" ? budgetPart(here, draft) : null);
  showFaults();
  return keepWhatIsTyped(() => dirty && !disabled, save);
}

/** On the way to another screen what was typed is kept; from the page itself the browser asks. @param {() => boolean} unsaved @param {() => Promise<unknown>} save */
function keepWhatIsTyped(unsaved, save) {
  const release = guard(unsaved);
  return () => {
    release();
    if (unsaved()) save().then(() => say(t("edit.saved.leaving")), (failure) => say(faultText(failure), { kind: "bad" }));
  };
}

/** @param {Draft} draft @param {Here} here */
function state({ frozen }, here) {
  if (frozen) return h("p", { class: "notice" }, t("edit.frozen"), " ", link(here.href("dieu-chinh"), t("edit.frozen.mend")));
  return here.canChange ? h("p", { class: "hint" }, t("edit.text")) : h("p", { class: "hint" }, t("edit.looking"));
}

/** @param {Raw} theirs @param {string[]} names */
function theirText(theirs, names) {
  const shown = (/** @type {string} */ name) => {
    const value = valueAt(theirs, name);
    return typeof value === "object" ? JSON.stringify(value) : String(value ?? "–");
  };
  return h("div", {}, h("p", {}, t("edit.conflict.text")), h("dl", {}, names.map((name) => [
    h("dt", {}, t(/** @type {MessageKey} */ (`edit.field.${name.replace(/\./g, "_")}`))), h("dd", {}, shown(name)),
  ]).flat()));
}
