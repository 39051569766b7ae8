// A new contest: from a template, from an earlier one, or from nothing.
import { idOf, isoOf, laterTitle, msOf, yearsOn } from "../../core/contest-draft.js";
import { t } from "../../core/text.js";
import { fill, h, heading, link } from "../dom.js";
import { choiceEntry, form, momentEntry, textEntry } from "./kit-form.js";
import { say } from "./kit.js";
import { hrefOf } from "./shell.js";

/** @typedef {import("./screens.js").Here} Here */
/** @typedef {import("./screens.js").ContestRow} ContestRow */

const DAY = 86400000;
const HOUR = 3600000;
const LENGTH_DAYS = 14;

/** @param {HTMLElement} place @param {Here} here */
export async function mount(place, here) {
  /** @type {{ contests: ContestRow[] }} */
  const { contests } = await here.api.get("/contests");
  const now = Date.now();
  const from = choiceEntry({ name: "from", label: t("contests.from"), value: "template", options: [
    { value: "template", text: t("contests.from.template") },
    ...contests.map((one) => ({ value: `contest:${one.slug}`, text: t("contests.from.contest", { title: one.title || one.slug }) })),
    { value: "nothing", text: t("contests.from.nothing") },
  ] });
  const title = textEntry({ name: "title", label: t("contests.name"), hint: t("contests.name.hint"), required: true, maxlength: 200 });
  const slug = textEntry({ name: "slug", label: t("contests.slug"), hint: t("contests.slug.hint"), required: true, maxlength: 32, short: true });
  const opens = momentEntry({ name: "opens_at", label: t("contests.opens"), value: morning(now + 7 * DAY) });
  const closes = momentEntry({ name: "closes_at", label: t("contests.closes"), value: morning(now + (7 + LENGTH_DAYS) * DAY) + 10 * HOUR });
  const host = textEntry({ name: "host", label: t("contests.host"), hint: t("contests.host.hint"), maxlength: 200 });
  const contact = textEntry({ name: "contact", label: t("contests.contact"), hint: t("contests.contact.hint"), maxlength: 200 });
  const entries = [from, title, slug, host, contact, opens, closes];
  const controls = /** @type {Record<string, HTMLInputElement>} */ (Object.fromEntries(entries.map((one) => [one.name, one.element.querySelector("input, select")])));
  const taken = contests.map((one) => one.slug);
  /** What a person typed is theirs; what is emptied again is not. @type {Set<HTMLInputElement>} */
  const typed = new Set();
  for (const control of Object.values(controls)) control.addEventListener("input", () => void (control.value ? typed.add(control) : typed.delete(control)));

  /** @param {HTMLInputElement} control @param {string} value */
  const propose = (control, value) => {
    if (!typed.has(control)) control.value = value;
  };
  const proposeSlug = () => propose(controls.slug, title.read() ? idOf(title.read(), taken) : "");
  controls.title.addEventListener("input", proposeSlug);
  controls.from.addEventListener("change", () => void takeOver());

  /** What an earlier contest says, a year or more on. */
  async function takeOver() {
    const source = contests.find((one) => `contest:${one.slug}` === from.read());
    if (!source) return;
    const { contest } = await here.api.get(`/contests/${source.slug}/draft`);
    const [start, end] = [msOf(contest.opens_at), msOf(contest.closes_at)];
    if (start !== null && end !== null) {
      const moved = yearsOn(start, now);
      propose(controls.opens_at, minuteOf(moved));
      propose(controls.closes_at, minuteOf(moved + (end - start)));
      propose(controls.title, laterTitle(String(contest.title || ""), new Date(moved).getUTCFullYear() - new Date(start).getUTCFullYear()));
    }
    propose(controls.host, contest.host || "");
    propose(controls.contact, contest.contact || "");
    proposeSlug();
  }

  async function send() {
    const chosen = from.read();
    const [kind, source] = chosen.startsWith("contest:") ? ["contest", chosen.slice(8)] : [chosen, ""];
    const given = { opens_at: instant(opens.read()), closes_at: instant(closes.read()), host: host.read() || undefined, contact: contact.read() || undefined, source: source || undefined };
    const begun = await here.api.post("/contests", { slug: slug.read(), title: title.read(), from: kind, ...given });
    say(t("contests.begun"));
    here.go(hrefOf(begun.slug, "the-le", host.read() && contact.read() ? "don-vi" : "chung"));
  }

  fill(place, heading(t("contests.new")), h("p", {}, t("contests.new.text")), form({ entries, submit: t("contests.begin"), send, id: "new", others: [link("#/nhap", t("contests.import"))] }));
}

/** Seven o'clock in Vietnam is midnight by UTC. @param {number} ms */
const morning = (ms) => Math.floor(ms / DAY) * DAY;

/** As the field of a moment takes it. @param {number} ms */
const minuteOf = (ms) => isoOf(ms).slice(0, 16);

/** @param {number | null} ms */
const instant = (ms) => (ms === null ? undefined : isoOf(ms));
