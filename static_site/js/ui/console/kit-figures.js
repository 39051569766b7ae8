// Pictures of figures that fit a phone: bars below their labels, and columns; their table beneath.
import { h } from "../dom.js";
import { table } from "./kit.js";

/** @typedef {{ label: string, value: number, text: string, mark?: "good" | "warn" | "bad" }} Figure text: the figure as people read it */
/** @typedef {{ title: string, heads: [string, string], rows: Figure[], details: string, most?: number, bare?: boolean }} Picture
 *   heads: of the table's columns; details: the words that open it; most: what a full bar is worth; bare: the heading above says the title */

const SVG = "http://www.w3.org/2000/svg";
const NARROW = 330;
const WIDE = 640;
const ROW = 40;
const TALL = 190;
const COLUMN_FOOT = 24;
const COLUMN_HEAD = 20;
const WIDEST_STEP = 56;
let drawn = 0;

/** @param {string} tag @param {Record<string, string | number>} attributes @param {...(Node | string)} children */
function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/** Bars one below the other, each under its label and figure. @param {Picture} picture */
export function rowsOf(picture) {
  const width = pictureWidth();
  const full = fullOf(picture);
  return framed(picture, width, picture.rows.length * ROW, picture.rows.map((row, i) => svg("g", { class: `bar ${row.mark || ""}` },
    svg("text", { x: 0, y: i * ROW + 14, class: "bar-label" }, shortened(row.label, width / 10)),
    svg("text", { x: width, y: i * ROW + 14, class: "bar-figure", "text-anchor": "end" }, row.text),
    svg("rect", { x: 0, y: i * ROW + 20, width, height: 10, rx: 2, class: "bar-ground" }),
    svg("rect", { x: 0, y: i * ROW + 20, width: row.value ? Math.max(2, (row.value / full) * width) : 0, height: 10, rx: 2 }))));
}

/** Columns side by side, for what follows in time; figures above where there is room. @param {Picture} picture */
export function columnsOf(picture) {
  const width = pictureWidth();
  const full = fullOf(picture);
  const step = Math.min(width / picture.rows.length, WIDEST_STEP);
  const every = Math.ceil(30 / step);
  const base = TALL - COLUMN_FOOT;
  return framed(picture, width, TALL, picture.rows.map((row, i) => {
    const tall = row.value ? Math.max(2, (row.value / full) * (base - COLUMN_HEAD)) : 0;
    const middle = i * step + step / 2;
    return svg("g", { class: "bar" },
      svg("rect", { x: i * step + step * 0.12, y: base - tall, width: step * 0.76, height: tall, rx: 1 }),
      ...(row.value && (step > 24 || row.value === full) ? [svg("text", { x: middle, y: base - tall - 5, "text-anchor": "middle", class: "bar-figure" }, row.text)] : []),
      ...(i % every === 0 ? [svg("text", { x: middle, y: TALL - 7, "text-anchor": "middle" }, row.label)] : []));
  }));
}

/** @param {Picture} picture @param {number} width @param {number} height @param {SVGElement[] | Element[]} marks */
function framed({ title, heads, rows, details, bare }, width, height, marks) {
  const id = `picture-${(drawn += 1)}`;
  const said = rows.map((row) => `${row.label}: ${row.text}`).join("; ");
  const drawing = svg("svg", { class: "bars figures", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-labelledby": `${id}-title`, "aria-describedby": `${id}-desc` },
    svg("title", { id: `${id}-title` }, title), svg("desc", { id: `${id}-desc` }, said), ...marks);
  const columns = [
    { title: heads[0], cell: (/** @type {Figure} */ row) => row.label },
    { title: heads[1], cell: (/** @type {Figure} */ row) => row.text, number: true },
  ];
  return h("figure", { class: "chart" }, h("figcaption", { class: bare ? "unseen" : null }, title), drawing,
    h("details", {}, h("summary", {}, details), table({ caption: title, columns, rows })));
}

/** @param {Picture} picture */
const fullOf = ({ most, rows }) => most || Math.max(1, ...rows.map((row) => row.value));

const pictureWidth = () => (window.innerWidth < WIDE ? NARROW : WIDE);

/** The whole label stands in the table. @param {string} label @param {number} most */
const shortened = (label, most) => (label.length > most ? `${label.slice(0, most - 1)}…` : label);
