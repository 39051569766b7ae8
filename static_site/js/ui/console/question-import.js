// Questions from an Excel file: choose it, see what was read with every fault, take all or the good rows alone.
import { fileFault, MOST_FILE_BYTES, rightOptions } from "../../core/questions.js";
import { t } from "../../core/text.js";
import { ApiError } from "../../io/session.js";
import { fill, h, heading, link } from "../dom.js";
import { radios } from "../fields.js";
import { base64Of, fileEntry, form } from "./kit-form.js";
import { actButton, ask, badge, faultText, paged, say, section, table, working } from "./kit.js";

/** @typedef {import("./screens.js").Here} Here */
/** @typedef {{ cell: string, field: string, message: string }} CellFault */
/** @typedef {{ row: number, question: import("../../core/questions.js").Question, faults: CellFault[], standing: "new" | "same" | "other" }} Row */
/** @typedef {{ file: string, filename: string, rows: number, good: number, faults: number, new: number, same: number, other: number }} Figures */
/** @typedef {{ added: number, replaced: number, kept: number, left_out: number, total: number }} Accepted */
/** @typedef {{ rows: Row[], cursor: string | null, found: number, figures: Figures, faults: CellFault[], accepted: Accepted | null }} Preview */

const MODES = /** @type {const} */ (["append", "replace"]);

/** @param {HTMLElement} place @param {Here} here @param {string} file "" before one was chosen */
export async function mountImport(place, here, file) {
  if (file) await mountPreview(place, here, file);
  else mountChoice(place, here);
}

/** @param {HTMLElement} place @param {Here} here */
function mountChoice(place, here) {
  const base = `/contests/${here.slug}`;
  const made = fileEntry({ name: "file", label: t("questions.file"), hint: t("questions.file.hint"), required: true, accept: ".xlsx", mostBytes: MOST_FILE_BYTES });
  const faults = /** @type {const} */ ({ ending: "questions.file.ending", large: "questions.file.large", empty: "questions.file.empty" });
  const entry = { ...made, fault: () => wrongWith(made.read()) || (made.fault ? made.fault() : "") };
  const body = h("div", {});

  /** @param {File | null} file */
  function wrongWith(file) {
    const fault = file ? fileFault(file) : "";
    return fault ? t(faults[fault]) : "";
  }

  async function send() {
    const chosen = /** @type {File} */ (entry.read());
    const sent = { filename: chosen.name, file: await base64Of(chosen) };
    try {
      const figures = await working(body, t("questions.reading", { name: chosen.name }), (note) => here.api.job(`${base}/imports`, sent, note));
      here.go(here.href("cau-hoi", "nhap", figures.file));
    } catch (failure) {
      if (!(failure instanceof ApiError)) throw failure;
      entry.setError(faultText(failure));
      throw failure;
    }
  }

  async function template() {
    const { url } = await working(help, t("questions.writing"), (note) => here.api.job(`${base}/questions/workbook`, { what: "template" }, note));
    location.assign(url);
    say(t("questions.template.done"));
  }

  const help = h("div", { class: "actions" }, actButton(t("questions.template"), template, { class: "button quiet" }));
  fill(body, form({ id: "import", entries: [entry], submit: t("questions.file.check"), send, others: [link(here.href("cau-hoi"), t("console.cancel"), { class: "button quiet" })] }));
  fill(place, heading(t("questions.import")), h("ol", {}, [1, 2, 3].map((step) => h("li", {}, t(/** @type {import("../../core/text.js").MessageKey} */ (`questions.import.step${step}`))))), help, body);
}

/** @param {HTMLElement} place @param {Here} here @param {string} file */
async function mountPreview(place, here, file) {
  const path = `/contests/${here.slug}/imports/${file}`;
  const [first, bank] = await Promise.all([here.api.get(path), here.api.get(`/contests/${here.slug}/questions`)]);
  const { figures, faults, accepted } = /** @type {Preview} */ (first);
  const list = h("div", {});
  const only = h("input", { type: "checkbox", id: "only-faulty", checked: figures.faults > 0 });
  const mode = radios({ name: "mode", legend: t("questions.mode"), options: MODES.map((one) => t(`questions.mode.${one}`)), chosen: t("questions.mode.append") });
  const end = h("div", {});

  async function read() {
    const pages = paged({
      read: async (cursor) => {
        const page = /** @type {Preview} */ (await here.api.get(path, { cursor, faulty: only.checked ? 1 : "" }));
        return { rows: page.rows, cursor: page.cursor };
      },
      show: tableOf,
    });
    await pages.first();
    fill(list, pages.element);
  }

  /** @param {"all" | "good"} take */
  async function accept(take) {
    const count = take === "all" ? figures.rows : figures.good;
    const sure = await ask({ title: t("questions.accept.title", { n: count }), text: t(take === "all" ? "questions.accept.text" : "questions.accept.good.text", { n: figures.rows - figures.good }), confirm: t("questions.accept") });
    if (!sure) return;
    const chosen = MODES.find((_, i) => /** @type {HTMLInputElement | null} */ (mode.element.querySelector(`#mode-${i}`))?.checked) || "append";
    done(await here.api.post(`${path}/acceptance`, { take, mode: chosen, tag: bank.tag }));
  }

  /** @param {Accepted} told */
  function done(told) {
    const said = t("questions.accepted", { added: told.added, replaced: told.replaced, kept: told.kept, left_out: told.left_out, total: told.total });
    fill(end, h("p", { class: "callout", role: "status", tabindex: -1, id: "accepted" }, said), h("p", { class: "actions" }, link(here.href("cau-hoi"), t("questions.back"), { class: "button" })));
    document.getElementById("accepted")?.focus();
  }

  only.addEventListener("change", () => void read());
  const there = figures.same + figures.other;
  fill(end, there ? [h("p", {}, t("questions.there_already", { n: there, same: figures.same })), mode.element] : null, choices(here, figures, accept));
  fill(place, heading(t("questions.preview")), summaryOf(figures), faultList(faults), end,
    section(t("questions.rows"), h("label", { class: "option", for: "only-faulty" }, only, h("span", {}, t("questions.only_faulty"))), list));
  if (accepted) done(accepted);
  await read();
}

/** @param {Here} here @param {Figures} figures @param {(take: "all" | "good") => Promise<void>} accept */
function choices(here, figures, accept) {
  const other = link(here.href("cau-hoi", "nhap"), t("questions.other_file"), { class: "button quiet" });
  if (!here.canChange) return null;
  if (!figures.faults) return h("p", { class: "actions" }, actButton(t("questions.take.all", { n: figures.rows }), () => accept("all"), { id: "take-all" }), other);
  return h("div", {}, h("p", {}, t("questions.faults.mend")),
    h("p", { class: "actions" }, other, figures.good ? actButton(t("questions.take.good", { n: figures.good }), () => accept("good"), { class: "button quiet", id: "take-good" }) : null));
}

/** @param {Figures} figures */
const summaryOf = (figures) => h("p", { role: "status" }, h("strong", {}, figures.filename), ": ", t("questions.read", { n: figures.rows }), " ",
  badge("good", t("questions.good", { n: figures.good })), " ", figures.faults ? badge("bad", t("questions.faults", { n: figures.faults })) : null);

/** @param {CellFault[]} faults */
const faultList = (faults) => (faults.length ? h("ul", { class: "faults" }, faults.map(faultLine)) : null);

/** @param {CellFault} fault */
const faultLine = ({ cell, field, message }) => h("li", {}, h("strong", {}, [cell && t("questions.cell", { cell }), field].filter(Boolean).join(", ") || t("questions.sheet")), ": ", message);

/** @param {Row[]} rows */
const tableOf = (rows) => table({
  caption: t("questions.rows.caption"),
  columns: [
    { title: t("questions.row"), cell: (row) => [String(row.row), " ", row.faults.length ? badge("bad", t("questions.fault")) : badge("good", t("questions.fine"))] },
    { title: t("questions.text"), cell: (row) => [h("div", { class: "lines" }, row.question.id ? `${row.question.id}. ` : "", row.question.text || "–"), faultList(row.faults)] },
    { title: t("questions.key"), cell: (row) => h("div", { class: "lines" }, rightOptions(row.question).join("\n") || "–") },
    { title: t("questions.standing"), cell: (row) => t(`questions.standing.${row.standing}`) },
  ],
  rows,
  empty: t("questions.no_rows"),
});
