// Prizes by judgement: who is named for each place, naming with a reason, taking it back with a reason.
import { money, t } from "../../core/text.js";
import { fill, h } from "../dom.js";
import { areaEntry, choiceEntry, form, textEntry } from "./kit-form.js";
import { actButton, ask, say, section, table } from "./kit.js";

/** @typedef {import("./screens.js").Here} Here */
/**
 * @typedef {{ prize: string, place: number, title: string, amount_vnd: number, holder: string | null, unit: string | null,
 *             recipient: "attempt" | "unit" | null, reason: string | null, at: number | null }} Place
 * @typedef {{ places: Place[], units: { id: string, name: string }[], run: { id: string } | null }} Shown
 */

/** @param {Here} here @param {Shown} shown @param {() => Promise<void>} again */
export function manualPart(here, shown, again) {
  const naming = h("div", { id: "naming" });
  const change = here.canChange && shown.run;

  /** @param {Place} place */
  function deeds(place) {
    if (!change) return "–";
    const about = t("documents.manual.place", { title: place.title, place: place.place });
    if (!place.holder) return actButton(t("documents.manual.name"), () => open(place), { class: "button small", "aria-label": `${t("documents.manual.name")}: ${about}` });
    return actButton(t("documents.manual.withdraw"), () => withdraw(place, about), { class: "button small quiet", "aria-label": `${t("documents.manual.withdraw")}: ${about}` });
  }

  /** @param {Place} place */
  function open(place) {
    fill(naming, namingForm(here, shown, place, async () => {
      say(t("documents.manual.done"));
      await again();
    }));
    naming.querySelector("select")?.focus();
  }

  /** @param {Place} place @param {string} about */
  async function withdraw(place, about) {
    const answer = await ask({ title: t("documents.manual.withdraw.title", { place: about }), text: t("documents.manual.withdraw.text"), confirm: t("documents.manual.withdraw"), danger: true, reason: true });
    if (!answer) return;
    await here.api.post(`/contests/${here.slug}/manual-prizes/withdrawal`, { prize: place.prize, place: place.place, reason: answer.reason });
    say(t("documents.manual.withdrawn"));
    await again();
  }

  const list = table({
    caption: t("documents.manual"),
    columns: [
      { title: t("documents.manual.prize"), cell: (/** @type {Place} */ place) => t("documents.manual.place", { title: place.title, place: place.place }) },
      { title: t("documents.manual.amount"), cell: (place) => money(place.amount_vnd), number: true },
      { title: t("documents.manual.holder"), cell: (place) => (place.holder ? [place.holder, place.unit ? ` (${place.unit})` : null] : t("documents.manual.nobody")) },
      { title: t("documents.manual.reason"), cell: (place) => place.reason || "–" },
      { title: t("documents.manual.deeds"), cell: deeds },
    ],
    rows: shown.places,
  });
  return section(t("documents.manual"), h("p", {}, t("documents.manual.text")), list, naming);
}

/** @param {Here} here @param {Shown} shown @param {Place} place @param {() => Promise<void>} done */
function namingForm(here, shown, place, done) {
  const kinds = [{ value: "attempt", text: t("documents.manual.person") }, { value: "unit", text: t("documents.manual.unit") }];
  const recipient = choiceEntry({ name: "recipient", label: t("documents.manual.whom"), options: kinds, value: "attempt" });
  const person = textEntry({ name: "winner", label: t("documents.manual.number"), hint: t("documents.manual.number.hint"), maxlength: 100 });
  const units = shown.units.map(({ id, name }) => ({ value: id, text: name }));
  const unit = choiceEntry({ name: "winner-unit", label: t("documents.manual.unit"), options: units });
  const reason = areaEntry({ name: "reason", label: t("documents.manual.reason"), hint: t("documents.manual.reason.hint"), required: true, maxlength: 500 });
  const isUnit = () => recipient.read() === "unit";
  const turn = () => {
    person.element.hidden = isUnit();
    unit.element.hidden = !isUnit();
  };
  recipient.element.addEventListener("change", turn);
  turn();
  const send = async () => {
    const winner = isUnit() ? unit.read() : person.read();
    const asked = { prize: place.prize, place: place.place, recipient: recipient.read(), winner, reason: reason.read() };
    await here.api.post(`/contests/${here.slug}/manual-prizes`, asked);
    await done();
  };
  const about = t("documents.manual.place", { title: place.title, place: place.place });
  return h("div", { class: "callout" }, h("h3", {}, t("documents.manual.naming", { place: about })),
    form({ id: "naming-form", keeps: `${place.prize}-${place.place}`, entries: [recipient, person, unit, reason], submit: t("documents.manual.name"), send }));
}
