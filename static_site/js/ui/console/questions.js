// The questions of a contest being prepared: counts by topic, the table, and the ways to a question and to Excel.
import { missingOf, rightOptions } from "../../core/questions.js";
import { t } from "../../core/text.js";
import { fill, h, heading, link } from "../dom.js";
import { actButton, ask, badge, paged, say, section, table, working } from "./kit.js";
import { mountForm } from "./question-form.js";
import { mountImport } from "./question-import.js";

/** @typedef {import("./screens.js").Here} Here */
/** @typedef {import("../../core/questions.js").Question} Question */
/** @typedef {import("../../core/questions.js").TopicCount} TopicCount */
/** @typedef {{ place: number, question: Question, faults: Record<string, string> }} Row */
/** @typedef {{ questions: Row[], cursor: string | null, found: number, total: number, faulty: number, topics: TopicCount[], tag: string, frozen: boolean }} Page */
/** @typedef {{ slug: string, topic: string, text: string, faulty: string }} Sought */

const WAIT = 300;
/** What was sought last, for who comes back from a question. @type {Sought} */
let last = { slug: "", topic: "", text: "", faulty: "" };

/** @param {HTMLElement} place @param {Here} here */
export async function mount(place, here) {
  const [step, which = ""] = here.rest;
  if (step === "moi" || step === "sua") return mountForm(place, here, step === "sua" ? which : null);
  if (step === "nhap") return mountImport(place, here, which);
  return mountList(place, here);
}

/** @param {HTMLElement} place @param {Here} here */
async function mountList(place, here) {
  if (last.slug !== here.slug) last = { slug: here.slug, topic: "", text: "", faulty: "" };
  const base = `/contests/${here.slug}/questions`;
  /** @type {Map<number, string>} place → id of what is ticked */
  const chosen = new Map();
  const top = h("div", {});
  const found = h("p", { class: "hint", role: "status" });
  const list = h("div", { id: "questions" });
  const together = h("p", { class: "actions" });
  const files = h("div", { class: "actions" });
  let tag = "";
  let mayChange = false;
  let asked = 0;
  /** @type {TopicCount[]} */
  let topics = [];

  async function read() {
    const mine = (asked += 1);
    chosen.clear();
    const pages = paged({
      read: async (cursor) => {
        const page = /** @type {Page} */ (await here.api.get(base, { cursor, topic: last.topic, text: last.text, faulty: last.faulty }));
        ({ tag, topics } = page);
        mayChange = here.canChange && !page.frozen;
        if (mine === asked) told(page);
        return { rows: page.questions, cursor: page.cursor };
      },
      show: tableOf,
    });
    await pages.first();
    if (mine === asked) fill(list, pages.element);
  }

  /** @param {Page} page */
  function told(page) {
    const faulty = page.faulty ? [" ", badge("bad", t("questions.faulty", { n: page.faulty }))] : [];
    fill(top, page.frozen ? h("p", { class: "callout" }, t("questions.frozen")) : null,
      h("p", { class: "actions" }, mayChange ? [link(here.href("cau-hoi", "moi"), t("questions.add"), { class: "button" }),
        link(here.href("cau-hoi", "nhap"), t("questions.import"), { class: "button" })] : null),
      files, section(t("questions.topics"), h("p", {}, t("questions.total", { n: page.total }), faulty), topicsOf(page.topics)));
    fill(found, t("questions.found", { n: page.found, total: page.total }));
    showTogether();
  }

  /** @param {Row[]} rows */
  function tableOf(rows) {
    return table({
      caption: t("questions.list"),
      columns: [
        { title: t("questions.id"), cell: (row) => [mayChange ? tickOf(row) : null, nameOf(row)] },
        { title: t("questions.text"), cell: (row) => [h("div", { class: "lines" }, row.question.text || "–"), faultsOf(row)] },
        { title: t("questions.key"), cell: (row) => h("div", { class: "lines" }, rightOptions(row.question).join("\n") || "–") },
        ...(mayChange ? [{ title: t("questions.deeds"), cell: deedsOf }] : []),
      ],
      rows,
      empty: t("questions.none"),
    });
  }

  /** @param {Row} row */
  function tickOf(row) {
    const input = h("input", { type: "checkbox", checked: chosen.has(row.place), "aria-label": t("questions.choose", { id: nameOf(row) }) });
    input.addEventListener("change", () => {
      if (input.checked) chosen.set(row.place, row.question.id || "");
      else chosen.delete(row.place);
      showTogether();
    });
    return h("label", { class: "tick" }, input);
  }

  function showTogether() {
    fill(together, chosen.size ? actButton(t("questions.remove_chosen", { n: chosen.size }), () => remove([...chosen]), { class: "button danger" }) : null);
  }

  /** @param {Row} row */
  const deedsOf = (row) => [
    link(here.href("cau-hoi", "sua", String(row.place)), t("questions.edit"), { class: "button small quiet", "aria-label": `${t("questions.edit")}: ${nameOf(row)}` }),
    actButton(t("questions.remove"), () => remove([[row.place, row.question.id || ""]]), { class: "button small quiet", "aria-label": `${t("questions.remove")}: ${nameOf(row)}` }),
  ];

  /** @param {[number, string][]} which */
  async function remove(which) {
    const sure = which.length < 2 || (await ask({ title: t("questions.remove.title", { n: which.length }), text: t("questions.remove.text"), confirm: t("questions.remove"), danger: true }));
    if (!sure) return;
    const gone = await here.api.post(`${base}/removal`, { questions: which.map(([at, id]) => ({ place: at, id })), tag });
    const undo = async () => {
      await here.api.post(base, { questions: gone.removed, tag: gone.tag });
      say(t("questions.put_back", { n: gone.removed.length }));
      await read();
    };
    await read();
    say(t("questions.removed", { n: which.length }), gone.removed.length ? { undo } : {});
  }

  /** @param {"template" | "bank"} what */
  async function handOut(what) {
    const { url } = await working(files, t("questions.writing"), (note) => here.api.job(`${base}/workbook`, { what }, note));
    location.assign(url);
    say(t(`questions.${what}.done`));
  }

  if (here.canChange) {
    fill(files, actButton(t("questions.template"), () => handOut("template"), { class: "button quiet" }),
      actButton(t("questions.bank"), () => handOut("bank"), { class: "button quiet" }));
  }
  fill(place, heading(t("questions.title")), top);
  await read();
  place.append(section(t("questions.browse"), filters(topics, read), found, together, list));
}

/** @param {TopicCount[]} topics @param {() => Promise<void>} read */
function filters(topics, read) {
  const text = h("input", { id: "sought", type: "search", class: "input", value: last.text, maxlength: 200 });
  const topic = h("select", { id: "sought-topic" }, [{ id: "", name: t("questions.all_topics") }, ...topics].map(({ id, name }) => h("option", { value: id, selected: id === last.topic }, name || id)));
  const faulty = h("input", { id: "sought-faulty", type: "checkbox", checked: last.faulty === "1" });
  let waiting = 0;
  const again = () => {
    last = { ...last, text: text.value.trim(), topic: topic.value, faulty: faulty.checked ? "1" : "" };
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => void read(), WAIT);
  };
  text.addEventListener("input", again);
  topic.addEventListener("change", again);
  faulty.addEventListener("change", again);
  return h("div", { class: "filters", role: "search" },
    h("div", { class: "field" }, h("label", { for: "sought" }, t("questions.search")), text),
    h("div", { class: "field" }, h("label", { for: "sought-topic" }, t("questions.topic")), topic),
    h("label", { class: "option", for: "sought-faulty" }, faulty, h("span", {}, t("questions.only_faulty"))));
}

/** @param {TopicCount[]} topics */
const topicsOf = (topics) => table({
  caption: t("questions.topics.caption"),
  columns: [
    { title: t("questions.topic"), cell: (topic) => topic.name || t("questions.unknown_topic", { id: topic.id }) },
    { title: t("questions.there"), number: true, cell: (topic) => topic.questions },
    { title: t("questions.quota"), number: true, cell: (topic) => topic.quota },
    { title: t("questions.state"), cell: stateOf },
  ],
  rows: topics,
  empty: t("questions.no_topics"),
});

/** @param {TopicCount} topic */
function stateOf(topic) {
  if (!topic.name) return badge("bad", t("questions.not_listed"));
  if (missingOf(topic)) return badge("bad", t("questions.missing", { n: missingOf(topic) }));
  return topic.quota ? badge("good", t("questions.enough")) : badge("plain", t("questions.not_drawn"));
}

/** @param {Row} row */
const nameOf = (row) => row.question.id || t("questions.nth", { n: row.place + 1 });

/** @param {Row} row */
function faultsOf(row) {
  const faults = Object.values(row.faults);
  return faults.length ? h("ul", { class: "faults" }, faults.map((fault) => h("li", {}, badge("bad", t("questions.fault")), " ", fault))) : null;
}
