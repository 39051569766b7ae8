// A QR code drawn on the page: what it says goes nowhere.
import { MOST_BYTES, qrOf } from "../../core/qr.js";
import { setAttribute } from "../dom.js";

const SVG = "http://www.w3.org/2000/svg";
const QUIET = 4;

/** Black on white in every look of the page, as readers want it; null where the text is too long for one. @param {string} text @param {string} label for who does not see it */
export function qrPicture(text, label) {
  if (new TextEncoder().encode(text).length > MOST_BYTES) return null;
  const rows = qrOf(text);
  const size = rows.length + 2 * QUIET;
  const path = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : ""))).join("");
  const picture = element("svg", { viewBox: `0 0 ${size} ${size}`, class: "qr own", role: "img", "aria-label": label, "shape-rendering": "crispEdges" });
  picture.append(element("rect", { width: size, height: size, fill: "#fff" }), element("path", { d: path, fill: "#000" }));
  return picture;
}

/** @param {"svg" | "rect" | "path"} name @param {import("../dom.js").Attributes} attributes */
function element(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) setAttribute(made, key, value);
  return made;
}
