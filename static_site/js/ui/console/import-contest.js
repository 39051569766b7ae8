// A contest from its files: the .zip of a folder, checked whole before anything is kept.
import { t } from "../../core/text.js";
import { ApiError } from "../../io/session.js";
import { fill, h, heading, link } from "../dom.js";
import { base64Of, fileEntry, form, textEntry, tickEntry } from "./kit-form.js";
import { say, section, table } from "./kit.js";
import { hrefOf } from "./shell.js";

/** @typedef {import("./screens.js").Here} Here */
/** @typedef {{ file: string, place: number | null, field: string, message: string }} FileFault */

const MOST_BYTES = 3 * 1048576;

/** @param {HTMLElement} place @param {Here} here */
export function mount(place, here) {
  const file = fileEntry({ name: "archive", label: t("contests.file"), hint: t("contests.file.hint"), accept: ".zip,application/zip", mostBytes: MOST_BYTES, required: true });
  const slug = textEntry({ name: "slug", label: t("contests.other_slug"), hint: t("contests.other_slug.hint"), maxlength: 32, short: true });
  const faulty = tickEntry({ name: "faulty", label: t("contests.faulty"), hint: t("contests.faulty.hint") });
  const faults = h("div", { "aria-live": "polite" });

  async function send() {
    fill(faults);
    const chosen = file.read();
    if (!chosen) return;
    const given = { archive: await base64Of(chosen), faulty: faulty.read(), slug: slug.read() || undefined };
    try {
      const made = await here.api.post("/imports", given);
      say(t("contests.imported"));
      here.go(hrefOf(made.slug));
    } catch (failure) {
      if (failure instanceof ApiError && failure.code === "faulty_files") fill(faults, faultsPart(failure));
      else throw failure;
    }
  }

  fill(place, heading(t("contests.import")), h("p", {}, t("contests.import.text")), form({ entries: [file, slug, faulty], submit: t("contests.import.send"), send, id: "import" }), faults, h("p", {}, link("#/", t("console.menu.contests"))));
}

/** @param {ApiError} failure */
function faultsPart(failure) {
  const { faults, count } = /** @type {{ faults: FileFault[], count: number }} */ (/** @type {unknown} */ (failure.details));
  return section(t("contests.faults", { count }), h("p", {}, failure.message), table({ caption: t("contests.faults.list"), rows: faults, columns: [
    { title: t("contests.faults.place"), cell: (one) => (one.place === null ? one.file : `${one.file}:${one.place}`) },
    { title: t("contests.faults.field"), cell: (one) => one.field || "–" },
    { title: t("contests.faults.message"), cell: (one) => one.message },
  ] }));
}
