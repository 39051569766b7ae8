// Practice: what to practise, then one question at a time with its answer at once.
import { alsoMissed, answered, askable, begin, forgetMissed, nextQuestion } from "../core/practice.js";
import { judge } from "../core/review.js";
import { t } from "../core/text.js";
import { button, fill, h, heading, link, paragraph, setText } from "./dom.js";
import { judgedOptions } from "./judged.js";

/** @typedef {import("../core/practice.js").Practice} Practice */
/** @typedef {import("../core/types.js").BankQuestion} BankQuestion */
/** @typedef {import("../core/types.js").DrawnQuestion} DrawnQuestion */
/** @typedef {import("./practice.js").Context} Context */

/** @param {Context} context */
function topicsForm({ contest, bank, practice, go }) {
  const count = (/** @type {string} */ topic) => bank.filter((question) => question.topic === topic).length;
  const rows = contest.topics.filter(({ id }) => count(id)).map(({ id, name }, i) => h("label", { class: "option", for: `topic-${i}` },
    h("input", { type: "checkbox", name: "topic", id: `topic-${i}`, value: id, checked: practice.read().topics.includes(id) }),
    h("span", {}, h("span", { lang: "vi" }, name), " ", t("practice.topic_count", { count: count(id) }))));
  const form = h("form", { id: "practice-form" },
    h("fieldset", { class: "field", "aria-describedby": "topics-hint" }, h("legend", {}, t("practice.which")),
      h("p", { class: "hint", id: "topics-hint" }, t("practice.which_hint")), h("div", { class: "options" }, rows)),
    h("p", { class: "actions" }, h("button", { type: "submit", class: "button", id: "practice-start" }, t("practice.start"))));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    practice.write(begin(practice.read(), { topics: new FormData(form).getAll("topic").map(String) }));
    go("#luyen-tap/cau");
  });
  return form;
}

/** @param {Context} context @param {() => void} again */
function missedSection({ bank, practice, go }, again) {
  const count = askable({ ...practice.read(), missedOnly: true }, bank).length;
  if (!count) return null;
  const start = () => {
    practice.write(begin(practice.read(), { missedOnly: true }));
    go("#luyen-tap/cau");
  };
  const forget = () => {
    practice.write(forgetMissed(practice.read()));
    again();
  };
  return h("section", { id: "missed" }, h("h2", {}, t("practice.missed")), paragraph(t("practice.missed_text", { count })),
    h("p", { class: "actions" }, button(t("practice.missed_start"), start, { id: "missed-start" }),
      button(t("practice.missed_forget"), forget, { class: "button quiet", id: "missed-forget" })));
}

/** @param {Context} context */
export function mountChooser(context) {
  const again = () => {
    mountChooser(context);
    context.root.querySelector("h1")?.focus();
  };
  const { answered: done } = context.practice.read();
  fill(context.root, h("div", { id: "practice-chooser" }, context.back(), heading(t("practice.quiz")), paragraph(t("practice.quiz_text")),
    done ? h("p", { class: "callout" }, tallyText(context.practice.read())) : null, topicsForm(context), missedSection(context, again)));
}

/** From the wrong ones of an attempt straight to practising them. @param {Context} context @param {string[]} ids */
export function practise({ practice, go }, ids) {
  practice.write(begin(alsoMissed(practice.read(), ids), { missedOnly: true }));
  go("#luyen-tap/cau");
}

/** @param {Practice} practice */
function tallyText({ right, answered: done }) {
  return done ? t("practice.tally", { right, answered: done }) : t("practice.tally_none");
}

/** @param {Context} context @param {string} [last] the id of the question before */
export function mountPracticeQuestion(context, last = "") {
  const { practice, bank } = context;
  const { drawn, practice: after } = nextQuestion(practice.read(), bank, Math.random, last);
  practice.write(after);
  if (drawn) showQuestion(context, drawn);
  else showDone(context);
}

/** @param {Context} context */
function showDone({ root, back, practice }) {
  fill(root, h("div", { id: "practice-done" }, back(), heading(t("practice.missed_done")), paragraph(tallyText(practice.read())),
    h("p", { class: "actions" }, link("#luyen-tap", t("practice.quiz"), { class: "button" }))));
  root.querySelector("h1")?.focus();
}

/** @param {Context} context @param {BankQuestion} question */
function questionTitle({ contest }, question) {
  const topic = contest.topics.find(({ id }) => id === question.topic);
  return h("h1", { tabindex: -1 }, h("span", { class: "step" }, t("practice.step"), topic ? [": ", h("span", { lang: "vi" }, topic.name)] : null), " ",
    h("span", { lang: "vi" }, question.text));
}

/** @param {DrawnQuestion} drawn */
function optionRows({ question, shown }) {
  return shown.map((index, place) => h("label", { class: "option", for: `option-${place}` },
    h("input", { type: question.key.length > 1 ? "checkbox" : "radio", name: "answer", id: `option-${place}`, value: place }),
    h("span", { lang: "vi" }, question.options[index])));
}

const stop = () => link("#luyen-tap", t("practice.stop"), { class: "button quiet", id: "practice-stop" });

/** @param {Context} context @param {DrawnQuestion} drawn */
function showQuestion(context, drawn) {
  const { question } = drawn;
  const error = h("p", { class: "error", role: "alert" });
  const hint = question.key.length > 1 ? h("p", { class: "hint", id: "question-hint" }, t("question.multiple")) : null;
  const form = h("form", { class: "question", id: "practice-question", "data-question": question.id, novalidate: true },
    h("p", { class: "tally" }, tallyText(context.practice.read())),
    h("fieldset", { "aria-describedby": hint ? "question-hint" : null }, h("legend", {}, questionTitle(context, question)), hint,
      h("div", { class: "options" }, optionRows(drawn))),
    error, h("div", { class: "actions" }, h("button", { type: "submit", class: "button", id: "practice-answer" }, t("practice.answer")), stop()));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = new FormData(form).getAll("answer").map(Number);
    if (chosen.length) showAnswer(context, drawn, chosen);
    else setText(error, t("practice.choose_first"));
  });
  fill(context.root, form);
  context.toTop();
}

/** @param {Context} context @param {DrawnQuestion} drawn @param {number[]} chosen */
function showAnswer(context, drawn, chosen) {
  const { practice, root } = context;
  const judged = judge(drawn, chosen, 1);
  const { id } = drawn.question;
  practice.write(answered(practice.read(), id, judged.verdict === "right"));
  const verdict = h("h2", { class: "verdict", "data-verdict": judged.verdict, tabindex: -1, id: "verdict" }, t(`review.verdict.${judged.verdict}`));
  const next = button(t("practice.next"), () => mountPracticeQuestion(context, id), { id: "practice-next" });
  fill(root, h("div", { class: "question", id: "practice-answered", "data-question": id },
    h("p", { class: "tally" }, tallyText(practice.read())), questionTitle(context, drawn.question), verdict, judgedOptions(judged),
    h("div", { class: "actions" }, next, stop())));
  verdict.focus();
}
