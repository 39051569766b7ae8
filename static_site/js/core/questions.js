// Questions as the console edits them: from a form to the form of questions.toml and back.

/** @typedef {{ id?: string, topic?: string, text?: string, options?: string[], key?: string[], explanation?: string, source?: string, difficulty?: number | null }} Question */
/** @typedef {{ id: string, name: string | null, questions: number, quota: number }} TopicCount */
/** @typedef {{ id: string, topic: string, text: string, options: { text: string, right: boolean }[], explanation: string, source: string, difficulty: string }} Filled */

export const LETTERS = "ABCDEFGH";
export const FEWEST_SHOWN = 4;
export const MOST_FILE_BYTES = 3 * 1024 * 1024;

/** What a form begins with; a draft may be faulty, so nothing is taken for granted. @param {Question} question @returns {Filled} */
export function filledOf(question) {
  const key = new Set((Array.isArray(question.key) ? question.key : []).map((letter) => String(letter).trim().toUpperCase()));
  const texts = (Array.isArray(question.options) ? question.options : []).slice(0, LETTERS.length);
  return {
    id: String(question.id || ""),
    topic: String(question.topic || ""),
    text: String(question.text || ""),
    options: [...LETTERS].map((letter, i) => ({ text: String(texts[i] === undefined ? "" : texts[i]), right: key.has(letter) })),
    explanation: String(question.explanation || ""),
    source: String(question.source || ""),
    difficulty: question.difficulty ? String(question.difficulty) : "",
  };
}

/** The question that a form holds: blank fields and blank options at the end left out. @param {Filled} filled @returns {Question} */
export function questionOf(filled) {
  const used = filled.options.reduce((last, option, i) => (option.text.trim() || option.right ? i + 1 : last), 0);
  const options = filled.options.slice(0, used);
  /** @type {Question} */
  const question = {
    topic: filled.topic,
    text: filled.text.trim(),
    options: options.map((option) => option.text.trim()),
    key: [...LETTERS].filter((_, i) => options[i] && options[i].right),
  };
  if (filled.id.trim()) question.id = filled.id.trim();
  if (filled.explanation.trim()) question.explanation = filled.explanation.trim();
  if (filled.source.trim()) question.source = filled.source.trim();
  if (filled.difficulty) question.difficulty = Number(filled.difficulty);
  return question;
}

/** How many lines for options a form shows at first. @param {Filled} filled */
export function optionsShown(filled) {
  const used = filled.options.reduce((last, option, i) => (option.text || option.right ? i + 1 : last), 0);
  return Math.max(FEWEST_SHOWN, used);
}

/** The options that are right, with their letters. @param {Question} question @returns {string[]} */
export function rightOptions(question) {
  const { options } = filledOf(question);
  return options.flatMap((option, i) => (option.right ? [`${LETTERS[i]}. ${option.text}`] : []));
}

/** How many questions a topic still needs for its quota. @param {TopicCount} topic */
export const missingOf = (topic) => Math.max(0, topic.quota - topic.questions);

/**
 * What is wrong with a file before it is sent.
 * @param {{ name: string, size: number }} file
 * @returns {"" | "ending" | "large" | "empty"}
 */
export function fileFault(file) {
  if (!/\.xlsx$/i.test(file.name)) return "ending";
  if (file.size > MOST_FILE_BYTES) return "large";
  return file.size === 0 ? "empty" : "";
}
