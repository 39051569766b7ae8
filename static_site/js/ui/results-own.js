// "Find my attempt" on the results page: what this phone keeps, or anything with a reference number.
import { attemptLabel } from "../core/attempts.js";
import { scoreText } from "../core/contest-view.js";
import { entryOf, readLeaf } from "../core/entries.js";
import { exactDuration, number, t } from "../core/text.js";
import { readEntries } from "../io/revealed.js";
import { button, fill, h, link, setAttribute, setText } from "./dom.js";
import { describedBy, field } from "./fields.js";
import { codeSection, receiptSection } from "./find-attempt.js";
import { root } from "./frame.js";

/** @typedef {import("../core/types.js").Contest} Contest */
/** @typedef {import("../core/types.js").LedgerEntry} LedgerEntry */
/** @typedef {import("../core/types.js").OwnAttempt} OwnAttempt */
/** @typedef {{ contest: Contest, published: boolean, hasLedger: boolean }} Published */

/** The prizes as the page shows them. @param {string} leaf its beginning @returns {{ leaf: string, title: string }[]} */
function prizesOf(leaf) {
  const rows = [...document.querySelectorAll(`#winners [data-leaf^="${leaf}"]`)];
  return rows.map((row) => ({ leaf: row.getAttribute("data-leaf") || "", title: row.querySelector(".prize b")?.textContent || "" }));
}

/** @param {Contest} contest @param {LedgerEntry} entry */
function entryText({ contact, paper }, { state, rank, score, elapsed_ms, counted_score: counted, counted_elapsed_ms: countedTime }) {
  const told = t("results.own_score", { score: scoreText(paper, counted ?? score, paper.questions), elapsed: exactDuration(countedTime ?? elapsed_ms) });
  const place = state === "counted" && rank !== null ? `${t("results.found_rank", { rank: number(rank) })} ` : "";
  return { counted: place + told, not_best: `${t("results.found_not_best")} ${told}`,
    disqualified: t("results.found_disqualified", { contact }), reset: t("results.found_reset") }[state];
}

/** What is published of an attempt, in a sentence. @param {Published} published @param {string} leaf its beginning */
async function standing({ contest, published, hasLedger }, leaf) {
  if (!published) return t("results.not_yet");
  const prizes = prizesOf(leaf);
  if (new Set(prizes.map((prize) => prize.leaf)).size > 1) return t("results.found_several");
  const won = prizes.length ? `${t("results.found_prize", { prize: prizes.map((prize) => prize.title).join("; ") })} ` : "";
  const entries = hasLedger ? await readEntries(contest.slug) : null;
  if (!entries) return won.trim() || t("results.found_unpublished");
  const entry = entryOf(entries, leaf);
  if (entry === "several") return t("results.found_several");
  return entry === "none" ? t("results.found_none", { contact: contest.contact }) : won + entryText(contest, entry);
}

/** @param {Published} published @param {string} leaf @param {HTMLElement} said */
async function say(published, leaf, said) {
  setText(said, t("results.finding"));
  setText(said, await standing(published, leaf).catch(() => t("load.failed.text")));
}

/** @param {Published} published @param {OwnAttempt} one */
function ownPanel(published, { attempt, outcome }) {
  if (!outcome) return null;
  const { contest, hasLedger } = published;
  const { leaf, elapsed_ms } = outcome.receipt;
  const prizes = prizesOf(leaf).map((prize) => prize.title);
  const said = h("p", { role: "status" });
  const score = outcome.score === null ? null
    : h("p", { class: "own-score" }, t("results.own_score", { score: scoreText(contest.paper, outcome.score, outcome.total), elapsed: exactDuration(elapsed_ms) }));
  return h("div", { class: "panel", "data-leaf": leaf },
    h("p", {}, h("b", {}, [t("results.own_found"), attemptLabel(contest, attempt)].filter(Boolean).join(" · "))), score,
    prizes.length ? h("p", {}, t("results.own_prize", { prize: prizes.join("; ") })) : null, said,
    h("p", { class: "actions" }, link(`${root(contest)}on-tap/#bai-cua-toi`, t("results.own_review"), { class: "button" }),
      hasLedger ? button(t("results.own_rank"), () => void say(published, leaf, said), { class: "button quiet" }) : null,
      link(`${root(contest)}thi/`, t("results.own_receipt"), { class: "button quiet" })));
}

/** @param {Published} published */
function leafForm(published) {
  const input = h("input", { id: "find-leaf", name: "leaf", class: "input", type: "text", autocomplete: "off", autocapitalize: "off",
    spellcheck: "false", maxlength: 90, "aria-describedby": describedBy("leaf") });
  const { element, setError } = field({ name: "leaf", label: t("results.by_leaf"), hint: t("results.by_leaf_hint"), target: "find-leaf", control: input });
  const said = h("p", { id: "find-said", role: "status" });
  const form = h("form", { id: "find-form", novalidate: true }, element,
    h("p", {}, h("button", { type: "submit", class: "button", id: "find" }, t("results.find"))), said);

  /** @param {string} typed */
  async function find(typed) {
    const leaf = readLeaf(typed);
    setError(leaf ? "" : t("results.by_leaf_wrong"));
    setText(said, "");
    if (leaf) await say(published, leaf, said);
    else input.focus();
    return "";
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void find(input.value);
  });
  return {
    form,
    /** @param {string} leaf */
    find(leaf) {
      input.value = leaf;
      return find(leaf);
    },
  };
}

/** @param {HTMLElement} section @param {Published} published @param {OwnAttempt[]} attempts */
export function mountOwn(section, published, attempts) {
  const panels = attempts.flatMap((one) => ownPanel(published, one) || []);
  const byLeaf = leafForm(published);
  const finders = [byLeaf.form, receiptSection(published.contest, ({ receipt }) => byLeaf.find(receipt.leaf))];
  const rest = panels.length ? h("details", { id: "find-other" }, h("summary", {}, t("results.own_other")), finders)
    : h("div", {}, finders, codeSection(published.contest));
  const found = panels.length ? panels : [h("p", {}, t("results.own_none"))];
  show(section, t("results.own"), ...found, rest);
}

/** @param {HTMLElement} section @param {string} title @param {...HTMLElement} rest */
function show(section, title, ...rest) {
  fill(section, h("h2", {}, title), rest);
  setAttribute(section, "hidden", null);
}

/** While the contest runs: that it has come is all there is to say. @param {HTMLElement} section @param {{ slug: string }} contest @param {string} at */
export const mountReceived = (section, contest, at) => show(section, t("results.own_found"), h("p", {}, t("results.own_received", { at })),
  h("p", { class: "links" }, link(`${root(contest)}thi/`, t("results.own_receipt"))));

/** @param {HTMLElement} section */
export const mountUnavailable = (section) => show(section, t("results.own"), h("p", {}, t("load.failed.text")));
