// The words of a picture that somebody keeps, broken into lines that fit.

/** `gap`: space above, in parts of the size. @typedef {{ text: string, size: number, bold?: boolean, mono?: boolean, soft?: boolean, gap?: number }} Line */

/**
 * As many words to a line as fit; what is longer than a line is broken within.
 * @param {string} text
 * @param {number} width
 * @param {(text: string) => number} measure
 * @returns {string[]}
 */
export function wrapped(text, width, measure) {
  /** @type {string[]} */
  const lines = [];
  let line = "";
  for (const word of text.split(/\s+/).filter(Boolean).flatMap((each) => pieces(each, width, measure))) {
    const longer = line ? `${line} ${word}` : word;
    if (line && measure(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line ? [...lines, line] : lines;
}

/** @param {string} word @param {number} width @param {(text: string) => number} measure @returns {string[]} */
function pieces(word, width, measure) {
  if (measure(word) <= width) return [word];
  const found = [""];
  for (const letter of word) {
    const last = found.length - 1;
    if (found[last] && measure(found[last] + letter) > width) found.push(letter);
    else found[last] += letter;
  }
  return found;
}
