// Links, QR codes and posters of units: which one is looked at, copied, handed on, printed.
import { t } from "../core/text.js";
import { copyButton } from "./copy.js";
import { button, byId, h, setAttribute, setText } from "./dom.js";
import { contestHere } from "./frame.js";
import { createUnitPicker } from "./fields.js";

const contest = contestHere();
const address = /** @type {HTMLAnchorElement} */ (byId("address"));
const qr = /** @type {HTMLImageElement} */ (byId("qr"));
const sheetQr = /** @type {HTMLImageElement} */ (byId("sheet-qr"));
const saveQr = /** @type {HTMLAnchorElement} */ (byId("save-qr"));

/** @typedef {{ id: string, name: string, kind: string, address: string, qr: string }} Linked */
/** The way for everybody, as the page came. @type {Linked} */
const general = { id: "", name: "", kind: "", address: address.href, qr: qr.getAttribute("src") || "" };
const rows = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("#units [data-unit]")]);
const units = rows.map((row) => read(row));
let chosen = general;

/** @param {HTMLElement} row @returns {Linked} */
function read(row) {
  const [link, code] = row.querySelectorAll("a");
  const name = row.querySelector(".unit-name")?.textContent || "";
  return { id: row.dataset.unit || "", name, kind: row.dataset.kind || "", address: link.href, qr: code.getAttribute("href") || "" };
}

/** @param {string} id */
function choose(id) {
  chosen = units.find((unit) => unit.id === id) || general;
  const unit = chosen.name;
  setText(byId("chosen-name"), unit ? t("poster.of_unit", { unit }) : t("poster.general"));
  setText(address, chosen.address);
  address.href = chosen.address;
  saveQr.href = chosen.qr;
  saveQr.download = `ma-qr-${chosen.id || contest.slug}.svg`;
  for (const image of [qr, sheetQr]) {
    setAttribute(image, "src", chosen.qr);
    image.alt = t("poster.qr_alt", { address: chosen.address });
  }
  const line = byId("sheet-unit");
  line.hidden = !unit;
  setText(line, unit ? t("poster.for", { unit }) : "");
  history.replaceState(null, "", location.pathname + (id ? `?don-vi=${id}` : ""));
}

/** The choice stands in the field too, and the poster comes into sight. @param {string} id */
function lookAt(id) {
  mountPicker(id);
  choose(id);
  byId("chosen").scrollIntoView({ block: "start" });
}

/** @param {string} id */
function mountPicker(id) {
  const picker = createUnitPicker({ units, chosen: id, describedBy: "pick-hint", onChange: choose });
  byId("pick").replaceChildren(h("div", { class: "field" },
    h("label", { for: "unit-search" }, t("poster.pick")), h("p", { class: "hint", id: "pick-hint" }, t("poster.pick_hint")), picker));
}

function share() {
  const unit = chosen.name;
  const text = unit ? t("poster.invitation_unit", { unit, title: contest.title }) : t("poster.invitation", { title: contest.title });
  // Whoever closes the list of apps changed their mind.
  navigator.share({ title: contest.title, text, url: chosen.address }).catch(() => null);
}

/** The new code may still be on its way. @param {Event} event */
async function print(event) {
  event.preventDefault();
  await sheetQr.decode().catch(() => null);
  window.print();
}

byId("address-actions").prepend(copyButton(address, t("poster.copy")));
if ("share" in navigator) byId("address-actions").append(button(t("poster.share"), share, { class: "button quiet" }));
byId("embed-actions").append(copyButton(byId("embed"), t("copy.text")));
rows.forEach((row, at) => {
  const { id, name } = units[at];
  const shown = row.querySelector(".address");
  const actions = row.querySelector(".unit-actions");
  if (!shown || !actions) return;
  actions.prepend(copyButton(shown, t("copy.text"), `${t("poster.copy")} ${name}`));
  actions.append(button(t("poster.make"), () => lookAt(id), { class: "button quiet small", "aria-label": `${t("poster.make")} ${name}` }));
});

const printing = byId("printing");
printing.hidden = false;
printing.addEventListener("submit", (event) => void print(event));
printing.addEventListener("change", (event) => {
  if (event.target instanceof HTMLInputElement) byId("sheet").dataset.paper = event.target.value;
});
const asked = new URLSearchParams(location.search).get("don-vi") || "";
mountPicker(asked);
if (asked) choose(asked);
