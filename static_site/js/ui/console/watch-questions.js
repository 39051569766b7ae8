// All questions with their figures, in an order and of a topic that the organizer chooses.
import { number, t } from "../../core/text.js";
import { fill, h, heading, link, setText } from "../dom.js";
import { choiceEntry } from "./kit-form.js";
import { paged, say, faultText } from "./kit.js";
import { questionCard } from "./watch-cards.js";

/** @typedef {import("./screens.js").Here} Here */
/** @typedef {import("../../core/watching.js").Watched} Watched */
/** @typedef {import("../../core/watching.js").QuestionRow} QuestionRow */

const ORDERS = /** @type {const} */ (["weakest", "discrimination", "bank"]);

/** @param {HTMLElement} place @param {Here} here */
export async function mountQuestions(place, here) {
  const path = `/contests/${here.slug}/analysis`;
  const watched = /** @type {Watched} */ (await here.api.get(path));
  const names = new Map(watched.units.map((unit) => [unit.id, unit.name]));
  const count = h("p", { role: "status" });
  const list = h("div", {});
  const order = choiceEntry({ name: "order", label: t("watch.questions.order"), value: "weakest", options: ORDERS.map((value) => ({ value, text: t(`watch.questions.${value}`) })) });
  const topic = choiceEntry({
    name: "topic", label: t("watch.questions.topic"),
    options: [{ value: "", text: t("watch.questions.every_topic") }, ...watched.topics.map(({ id, name }) => ({ value: id, text: name }))],
  });

  async function show() {
    const asked = { order: order.read(), topic: topic.read() };
    const pages = paged({
      async read(cursor) {
        const page = await here.api.get(`${path}/questions`, { ...asked, cursor });
        setText(count, t("watch.questions.count", { count: number(page.of) }));
        return { rows: /** @type {QuestionRow[]} */ (page.questions), cursor: page.cursor };
      },
      show: (rows) => h("div", {}, rows.map((row) => questionCard(row, names))),
    });
    await pages.first();
    fill(list, pages.element);
  }

  const choosing = h("div", { class: "two" }, order.element, topic.element);
  choosing.addEventListener("change", () => void show().catch((failure) => say(faultText(failure), { kind: "bad" })));
  fill(place, heading(t("watch.questions.title")), h("p", {}, link(here.href("theo-doi"), t("watch.back"))),
    h("p", { class: "hint" }, t("watch.questions.meaning")), choosing, count, list);
  await show();
}
