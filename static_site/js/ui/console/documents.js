// Documents: official papers of a ranking run, what only officials know for them, the ward's own templates, manual prizes.
import { t } from "../../core/text.js";
import { fill, h, heading, link } from "../dom.js";
import { areaEntry, form, textEntry } from "./kit-form.js";
import { actButton, badge, download, say, section, table, working } from "./kit.js";
import { manualPart } from "./documents-manual.js";
import { mountCertificates } from "./documents-print.js";
import { templateDeeds } from "./documents-templates.js";

/** @typedef {import("./screens.js").Here} Here */
/** @typedef {import("../../core/text.js").MessageKey} MessageKey */
/** @typedef {{ id: string, made: boolean, has_template: boolean, own_template: boolean }} Paper */
/** @typedef {import("./documents-manual.js").Place} Place */
/**
 * @typedef {{ run: { id: string, draft: boolean, newer: boolean } | null, details: Record<string, string>,
 *             usual: Record<string, string>, papers: Paper[], places: Place[], units: { id: string, name: string }[] }} Shown
 */

/** The details, in the order of the form; lines: how tall where there are several. */
const DETAILS = /** @type {const} */ ([
  ["body"], ["parent_body"], ["place"], ["date"], ["decision_number"], ["report_number"], ["plan"], ["grounds", 4],
  ["authority"], ["title"], ["signer"], ["maker"], ["accountant"], ["receivers", 4],
]);

/** @param {HTMLElement} place @param {Here} here */
export async function mount(place, here) {
  if (here.rest[0] === "giay-khen") return mountCertificates(place, here);
  const path = `/contests/${here.slug}/documents`;
  const body = h("div", {});

  async function read() {
    show(await here.api.get(path));
  }

  /** @param {Shown} shown */
  function show(shown) {
    const parts = [
      shown.places.length ? manualPart(here, shown, read) : null,
      here.canChange ? detailsPart(here, shown, path, read) : null,
      papersPart(here, shown, path, read),
      here.canChange ? templatesPart(here, shown, read) : null,
    ];
    fill(body, standing(shown.run), parts);
  }

  fill(place, heading(t("documents.title")), h("p", {}, t("documents.text")), body);
  await read();
}

/** What the papers would be made of now. @param {Shown["run"]} run */
function standing(run) {
  if (!run) return h("p", { class: "callout" }, t("documents.not_ranked"));
  const state = run.draft ? badge("warn", t("documents.draft")) : badge("good", t("documents.published"));
  const said = run.draft ? t("documents.draft.text") : t("documents.published.text");
  return h("p", {}, state, " ", said, run.newer ? ` ${t("documents.newer")}` : null);
}

/** @param {Here} here @param {Shown} shown @param {string} path @param {() => Promise<void>} again */
function papersPart(here, shown, path, again) {
  const place = h("div", {});
  const title = t("documents.papers");
  const list = table({
    caption: title,
    columns: [
      { title: t("documents.paper"), cell: (/** @type {Paper} */ paper) => [h("b", {}, nameOf(paper.id)), h("br"), h("span", { class: "hint" }, t(/** @type {MessageKey} */ (`documents.for.${paper.id}`)))] },
      { title: t("documents.state"), cell: (paper) => badge(paper.made ? "good" : "plain", t(paper.made ? "documents.made" : "documents.not_made")) },
      { title: t("documents.file"), cell: (paper) => deedsOf(here, paper, path) },
    ],
    rows: shown.papers,
  });
  const makeAll = actButton(t("documents.make"), async () => {
    await working(place, t("documents.making"), (note) => here.api.job(path, {}, note));
    say(t("documents.make.done"));
    await again();
  }, { id: "make-documents" });
  const printing = shown.run ? link(here.href("van-ban", "giay-khen"), t("documents.print"), { class: "button quiet" }) : null;
  fill(place, h("p", { class: "actions" }, shown.run && here.canChange ? makeAll : null, printing), list);
  return section(title, h("p", {}, t("documents.papers.text")), place);
}

/** @param {Here} here @param {Shown} shown @param {() => Promise<void>} again */
function templatesPart(here, shown, again) {
  const list = table({
    caption: t("documents.templates"),
    columns: [
      { title: t("documents.paper"), cell: (/** @type {Paper} */ paper) => nameOf(paper.id) },
      { title: t("documents.template"), cell: (paper) => badge("plain", t(paper.own_template ? "documents.template.own" : "documents.template.builtin")) },
      { title: t("documents.manual.deeds"), cell: (paper) => templateDeeds(here, paper, nameOf(paper.id), again) },
    ],
    rows: shown.papers.filter((paper) => paper.has_template),
  });
  return section(t("documents.templates"), h("p", {}, t("documents.templates.text")), h("details", {}, h("summary", {}, t("documents.templates.open")), list));
}

/** The link holds for five minutes, so it is asked for when it is wanted. @param {Here} here @param {Paper} paper @param {string} path */
function deedsOf(here, paper, path) {
  if (!paper.made || !here.canChange) return "–";
  const place = h("span", {});
  const open = actButton(t("documents.load"), async () => {
    const { url } = await here.api.get(`${path}/files/${paper.id}`);
    const file = download(url, t("documents.save"));
    fill(place, file);
    file.focus();
  }, { class: "button small quiet", "aria-label": t("documents.load.of", { paper: nameOf(paper.id) }) });
  fill(place, open);
  return place;
}

/** @param {string} id */
const nameOf = (id) => t(/** @type {MessageKey} */ (`documents.name.${id}`));

/** @param {Here} here @param {Shown} shown @param {string} path @param {() => Promise<void>} again */
function detailsPart(here, shown, path, again) {
  const entries = DETAILS.map(([name, rows]) => detailEntry(name, rows || 0, shown));
  const send = async () => {
    await here.api.put(`${path}/details`, Object.fromEntries(entries.map((entry) => [entry.name, entry.read()])));
    say(t("documents.details.done"));
    await again();
  };
  return section(t("documents.details"), h("p", {}, t("documents.details.text")),
    h("details", {}, h("summary", {}, t("documents.details.open")), form({ id: "paper-details", entries, submit: t("documents.details.save"), send })));
}

/** What is usual where nothing is given stands below the field. @param {string} name @param {number} rows @param {Shown} shown */
function detailEntry(name, rows, shown) {
  const label = t(/** @type {MessageKey} */ (`documents.detail.${name}`));
  const usual = shown.usual[name];
  const hint = usual ? t("documents.usual", { text: usual.replace(/\n/g, " · ") }) : t("documents.by_hand");
  const value = shown.details[name] || "";
  if (rows) return areaEntry({ name, label, hint: `${t("documents.lines")} ${hint}`, value, rows, maxlength: 2000 });
  if (name === "date") return textEntry({ name, label, hint, value, type: "date", short: true });
  return textEntry({ name, label, hint, value, maxlength: 200 });
}
