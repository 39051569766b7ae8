// The rules that residents read, sentence by sentence from the contest's own file.
import { t, zonedMoment } from "../core/text.js";
import { fill, h, heading, paragraph } from "./dom.js";
import { openContestPage, setTitle } from "./frame.js";

/** @param {string} title @param {string[]} sentences */
const chapter = (title, sentences) => h("section", {}, h("h2", {}, title), sentences.map(paragraph));

/** @param {import("./frame.js").Page} page */
function mountRules({ contest, main }) {
  const { rules, privacy, version } = contest;
  fill(main, h("article", { id: "rules", class: "prose" }, heading(t("rules.title")),
    h("p", { class: "lead" }, contest.title), h("p", { class: "hint" }, t("rules.lead")),
    rules.map((one) => chapter(one.heading, one.sentences)),
    privacy.length && !rules.some((one) => one.heading === t("rules.privacy")) ? chapter(t("rules.privacy"), privacy) : null,
    h("p", { class: "hint" }, t("rules.version", { version, at: zonedMoment(contest.committed_at) }))));
  setTitle(t("rules.title"), contest);
}

void openContestPage("rules", mountRules);
