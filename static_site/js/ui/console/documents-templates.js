// The ward's own layout of a paper: the present template to load, another in its place, back to the built-in one.
import { t } from "../../core/text.js";
import { fill, h } from "../dom.js";
import { base64Of, fileEntry, form } from "./kit-form.js";
import { actButton, ask, download, say, working } from "./kit.js";

/** @typedef {import("./screens.js").Here} Here */

const MOST = 1048576;
const WORD = ".docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** @param {Here} here @param {{ id: string, own_template: boolean }} paper @param {string} name @param {() => Promise<void>} again */
export function templateDeeds(here, paper, name, again) {
  const path = `/contests/${here.slug}/templates/${paper.id}`;
  const place = h("div", { role: "status" });
  const load = actButton(t("documents.template.load"), async () => {
    const { url } = await working(place, t("documents.template.loading"), (note) => here.api.job(`${path}/file`, {}, note));
    const file = download(url, t("documents.save"));
    fill(place, h("p", { class: "actions" }, file));
    file.focus();
  }, { class: "button small quiet", "aria-label": t("documents.template.load.of", { paper: name }) });
  const reset = paper.own_template ? resetting(here, path, name, again) : null;
  return h("div", {}, h("p", { class: "actions" }, load, reset), place, replacing(here, path, paper, again));
}

/** @param {Here} here @param {string} path @param {{ id: string }} paper @param {() => Promise<void>} again */
function replacing(here, path, paper, again) {
  const file = fileEntry({ name: `template-${paper.id}`, label: t("documents.template.file"), hint: t("documents.template.hint"), required: true, accept: WORD, mostBytes: MOST });
  const waits = h("div", {});
  const send = async () => {
    const chosen = file.read();
    if (!chosen) return;
    const content = await base64Of(chosen);
    await working(waits, t("documents.template.checking"), (note) => here.api.job(path, { file: content }, note));
    say(t("documents.template.done"));
    await again();
  };
  return h("details", {}, h("summary", {}, t("documents.template.replace")),
    form({ id: `template-form-${paper.id}`, entries: [file], submit: t("documents.template.send"), send }), waits);
}

/** @param {Here} here @param {string} path @param {string} name @param {() => Promise<void>} again */
function resetting(here, path, name, again) {
  return actButton(t("documents.template.reset"), async () => {
    const answer = await ask({ title: t("documents.template.reset.title", { paper: name }), text: t("documents.template.reset.text"), confirm: t("documents.template.reset"), danger: true });
    if (!answer) return;
    await here.api.delete(path);
    say(t("documents.template.reset.done"));
    await again();
  }, { class: "button small quiet" });
}
