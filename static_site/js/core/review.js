// What was answered, held against the key that is revealed after the close.

/** @typedef {import("./types.js").Answers} Answers */
/** @typedef {import("./types.js").BankQuestion} BankQuestion */
/** @typedef {import("./types.js").DrawnQuestion} DrawnQuestion */
/** @typedef {import("./types.js").Outcome} Outcome */
/** @typedef {import("./types.js").Paper} Paper */
/** @typedef {{ text: string, chosen: boolean, right: boolean }} JudgedOption */
/** @typedef {{ number: number, question: BankQuestion, options: JudgedOption[], verdict: "right" | "wrong" | "unanswered" }} Judged */

const LINK = /https?:\/\/[^\s<>"]*[^\s<>".,;:)\]]/g;

/**
 * The options as shown, with what was chosen among them; right is the key exactly, nothing more.
 * @param {DrawnQuestion} drawn @param {number[]} chosen places as shown @param {number} number
 * @returns {Judged}
 */
export function judge({ question, shown }, chosen, number) {
  const options = shown.map((index, place) => ({
    text: question.options[index], chosen: chosen.includes(place), right: question.key.includes(index),
  }));
  const right = options.every((option) => option.chosen === option.right);
  return { number, question, options, verdict: right ? "right" : chosen.length ? "wrong" : "unanswered" };
}

/** @param {DrawnQuestion[]} paper @param {Answers} answers */
export const judgePaper = (paper, answers) => paper.map((drawn, at) => judge(drawn, answers[drawn.question.id] || [], at + 1));

/** @param {Judged[]} judged */
export const rightCount = (judged) => judged.filter(({ verdict }) => verdict === "right").length;

/**
 * A paper that this phone kept, in terms of the bank; null where the bank has other questions.
 * @param {Paper} paper @param {BankQuestion[]} bank
 * @returns {DrawnQuestion[] | null}
 */
export function drawnFrom(paper, bank) {
  const drawn = paper.questions.map(({ id, options }) => {
    const question = bank.find((one) => one.id === id);
    const shown = question ? options.map((text) => question.options.indexOf(text)) : [-1];
    return question && !shown.includes(-1) ? { question, shown } : null;
  });
  return drawn.every(Boolean) ? /** @type {DrawnQuestion[]} */ (drawn) : null;
}

/** Whether answers can have been given to that paper. @param {DrawnQuestion[]} paper @param {Answers} answers */
export function fits(paper, answers) {
  const places = new Map(paper.map(({ question, shown }) => [question.id, shown.length]));
  return Object.entries(answers).every(([id, chosen]) => chosen.every((place) => place < (places.get(id) || 0)));
}

/**
 * The file that a receipt was saved to.
 * @param {string} text @param {string} slug
 * @returns {{ outcome: Outcome, problem: null } | { outcome: null, problem: "unreadable" | "other_contest" }}
 */
export function readReceipt(text, slug) {
  const saved = parsed(text);
  if (!saved || !isReceipt(saved.receipt)) return { outcome: null, problem: "unreadable" };
  if (saved.contest !== slug) return { outcome: null, problem: "other_contest" };
  return { outcome: saved, problem: null };
}

/** @param {any} receipt */
function isReceipt(receipt) {
  const opening = receipt && receipt.opening;
  return Boolean(opening) && /^[0-9a-f]{64}$/.test(receipt.leaf) && Number.isInteger(receipt.elapsed_ms) &&
    typeof opening.attempt === "string" && isAnswers(opening.answers);
}

/** @param {any} answers */
function isAnswers(answers) {
  if (typeof answers !== "object" || answers === null) return false;
  return Object.values(answers).every((chosen) => Array.isArray(chosen) && chosen.every((place) => Number.isInteger(place) && place >= 0));
}

/** @param {string} text @returns {any} */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch (other) {
    return null;
  }
}

/** A text with the addresses in it apart. @param {string} text @returns {{ text: string, url: boolean }[]} */
export function linkParts(text) {
  const parts = [];
  let at = 0;
  for (const found of text.matchAll(LINK)) {
    const from = found.index || 0;
    if (from > at) parts.push({ text: text.slice(at, from), url: false });
    parts.push({ text: found[0], url: true });
    at = from + found[0].length;
  }
  return at < text.length ? [...parts, { text: text.slice(at), url: false }] : parts;
}
