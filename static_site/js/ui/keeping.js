// Ways to keep something: copied, shared, as a picture or a file.
import { wrapped } from "../core/picture.js";
import { t } from "../core/text.js";
import { copyButton } from "./copy.js";
import { button, fill, h, setText } from "./dom.js";

/** @typedef {import("../core/picture.js").Line} Line */
/** `text` is what is shared, `lines` are those of the picture.
 *  @typedef {{ id: "code" | "receipt", text: string, lines: Line[], file: string }} Kept */

const WIDTH = 720;
const MARGIN = 48;
const SANS = "system-ui, -apple-system, Roboto, 'Noto Sans', Arial, sans-serif";
const MONO = "ui-monospace, 'Roboto Mono', Menlo, Consolas, monospace";
const INK = "#1c1b1a";
const INK_SOFT = "#55504b";
const GROUND = "#ffffff";
/** As long as somebody may take to press on a picture that is shown. */
const HELD_MS = 600000;

/** @param {Line} line */
const fontOf = ({ size, bold, mono }) => `${bold ? 700 : 400} ${size}px ${mono ? MONO : SANS}`;

/**
 * @param {CanvasRenderingContext2D} brush
 * @param {Line[]} lines
 */
function laidOut(brush, lines) {
  let y = MARGIN;
  return lines.flatMap((line) => {
    brush.font = fontOf(line);
    y += line.size * (line.gap || 0);
    return wrapped(line.text, WIDTH - 2 * MARGIN, (text) => brush.measureText(text).width).map((text) => {
      y += line.size * 1.4;
      return { text, y, line };
    });
  });
}

/** @param {Line[]} lines @returns {Promise<Blob | null>} a PNG; null where this browser makes none */
export function picture(lines) {
  const canvas = h("canvas");
  const brush = canvas.getContext("2d");
  if (!brush || !canvas.toBlob) return Promise.resolve(null);
  const rows = laidOut(brush, lines);
  canvas.width = WIDTH;
  canvas.height = rows[rows.length - 1].y + MARGIN;
  brush.fillStyle = GROUND;
  brush.fillRect(0, 0, canvas.width, canvas.height);
  for (const { text, y, line } of rows) {
    brush.font = fontOf(line);
    brush.fillStyle = line.soft ? INK_SOFT : INK;
    brush.fillText(text, MARGIN, y);
  }
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

/** An address for as long as it is needed. @param {Blob} blob */
function addressOf(blob) {
  const url = URL.createObjectURL(blob);
  setTimeout(() => URL.revokeObjectURL(url), HELD_MS);
  return url;
}

/** @param {Blob} blob @param {string} name @returns {string} its address */
export function saveFile(blob, name) {
  const url = addressOf(blob);
  const anchor = h("a", { href: url, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  return url;
}

/** A reference number in groups that the eye can follow; copied, it is one again. @param {string} leaf @param {string} [id] */
export const leafShown = (leaf, id) => h("span", { id, class: "leaf" }, (leaf.match(/.{1,4}/g) || []).flatMap((four) => [h("span", {}, four), h("wbr")]));

/**
 * To whom or where is chosen on the phone: to oneself, most of the time.
 * @param {Kept} kept @param {HTMLElement} said
 */
function shareButton({ id, text, lines, file }, said) {
  if (!navigator.share) return null;
  async function share() {
    const blob = await picture(lines);
    const files = blob ? [new File([blob], file, { type: "image/png" })] : [];
    const withPicture = files.length > 0 && Boolean(navigator.canShare) && navigator.canShare({ files });
    try {
      await navigator.share(withPicture ? { text, files } : { text });
    } catch (failure) {
      const changedMind = failure instanceof Error && failure.name === "AbortError";
      if (!changedMind) setText(said, t("keep.share_failed"));
    }
  }
  return button(t("keep.share"), () => void share(), { class: "button quiet small", id: `share-${id}` });
}

/** In-app browsers ignore downloads: so the picture is shown too. @param {Kept} kept @param {HTMLElement} said @param {HTMLElement} place */
function pictureButton({ id, text, lines, file }, said, place) {
  async function save() {
    const blob = await picture(lines);
    if (!blob) return setText(said, t("keep.picture_failed"));
    fill(place, h("img", { src: saveFile(blob, file), alt: text, class: "kept" }));
    setText(said, t("keep.picture_saved"));
  }
  return button(t("keep.picture"), () => void save(), { class: "button quiet small", id: `picture-${id}` });
}

/**
 * @param {Kept} kept
 * @param {Element} shown what is copied, where it stands on the page
 * @param {...HTMLElement} others further buttons
 */
export function waysToKeepIt(kept, shown, ...others) {
  const said = h("p", { class: "said", role: "status" });
  const place = h("div", {});
  return h("div", { class: "keeping" }, h("div", { class: "actions" }, pictureButton(kept, said, place), shareButton(kept, said),
    copyButton(shown, t(`keep.copy.${kept.id}`)), others), said, place);
}
