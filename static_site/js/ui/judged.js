// A question with what was chosen and what is right, in words; why, and by which law.
import { linkParts } from "../core/review.js";
import { t } from "../core/text.js";
import { h, link } from "./dom.js";

/** @typedef {import("../core/review.js").Judged} Judged */
/** @typedef {import("../core/review.js").JudgedOption} JudgedOption */

/** @param {JudgedOption} option */
function optionRow({ text, chosen, right }) {
  const said = [chosen ? t("review.chosen") : "", right ? t("review.key") : ""].filter(Boolean).join(" · ");
  const kind = right ? "right" : chosen ? "wrong" : null;
  return h("li", { class: kind }, h("span", { lang: "vi" }, text), said ? [" ", h("b", {}, said)] : null);
}

/** @param {Judged} judged */
export function judgedOptions({ options, question }) {
  return [
    h("ul", { class: "judged" }, options.map(optionRow)),
    noteOf(question),
    question.explanation ? h("p", { class: "explanation" }, h("b", {}, t("review.explanation")), " ", h("span", { lang: "vi" }, question.explanation)) : null,
    question.source ? h("p", { class: "source" }, h("b", {}, t("review.source")), " ", h("span", { lang: "vi" }, linked(question.source))) : null,
  ];
}

/** What organizers amended of a question since it was asked. @param {Judged["question"]} question */
function noteOf({ amended, key_before: before, options }) {
  if (amended === "question_voided") return h("p", { class: "callout" }, t("review.voided"));
  return before ? h("p", { class: "callout" }, t("review.corrected", { before: before.map((i) => options[i]).join("; ") })) : null;
}

/** @param {string} source */
const linked = (source) => linkParts(source).map(({ text, url }) => (url ? link(text, text, { rel: "noopener noreferrer" }) : text));
