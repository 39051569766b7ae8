// Pictures of figures: bars as SVG with the same figures in words, and the table beneath.
import { h } from "../dom.js";
import { table } from "./kit.js";

/** @typedef {{ label: string, value: number, text: string, mark?: "good" | "warn" | "bad" }} Bar text: the figure as people read it */

const SVG = "http://www.w3.org/2000/svg";
const ROW = 34;
const LABEL = 190;
const WIDTH = 640;
const FIGURE = 90;

/** @param {string} tag @param {Record<string, string | number>} attributes @param {...(Node | string)} children */
function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/**
 * Horizontal bars, their table beneath for whoever wants to read or copy the figures.
 * @param {{ title: string, heads: [string, string], rows: Bar[], most?: number, empty?: string, details: string }} how
 *   most: what a full bar is worth; details: the words that open the table
 */
export function bars({ title, heads, rows, most, empty, details }) {
  if (!rows.length) return h("p", { class: "hint" }, empty || "");
  const full = most || Math.max(1, ...rows.map((row) => row.value));
  const height = rows.length * ROW;
  const picture = svg("svg", { class: "bars", viewBox: `0 0 ${WIDTH} ${height}`, role: "img", "aria-label": title },
    ...rows.map((row, i) => barOf(row, i, full)));
  const columns = [
    { title: heads[0], cell: (/** @type {Bar} */ row) => row.label },
    { title: heads[1], cell: (/** @type {Bar} */ row) => row.text, number: true },
  ];
  return h("figure", { class: "chart" }, h("figcaption", {}, title), picture,
    h("details", {}, h("summary", {}, details), table({ caption: title, columns, rows })));
}

/** @param {Bar} row @param {number} at @param {number} full */
function barOf(row, at, full) {
  const room = WIDTH - LABEL - FIGURE;
  const length = Math.max(row.value > 0 ? 2 : 0, (row.value / full) * room);
  const middle = at * ROW + ROW / 2 + 5;
  return svg("g", { class: `bar ${row.mark || ""}` },
    svg("text", { x: LABEL - 8, y: middle, "text-anchor": "end", class: "bar-label" }, shortened(row.label)),
    svg("rect", { x: LABEL, y: at * ROW + 5, width: length, height: ROW - 10, rx: 2 }),
    svg("text", { x: LABEL + length + 8, y: middle, class: "bar-figure" }, row.text));
}

/** The whole label stands in the table. @param {string} label */
const shortened = (label) => (label.length > 22 ? `${label.slice(0, 21)}…` : label);
