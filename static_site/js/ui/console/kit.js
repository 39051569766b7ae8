// Parts that the console's screens are made of: sections, tables, buttons that wait, questions, and what was done.
import { t } from "../../core/text.js";
import { ApiError } from "../../io/session.js";
import { button, fill, h, setText } from "../dom.js";

/** @typedef {import("../dom.js").Child} Child */
/** @typedef {import("../../io/console-api.js").JobProgress} JobProgress */
/**
 * @template Row
 * @typedef {{ title: string, cell: (row: Row) => Child | Child[], number?: boolean }} Column the first one heads its row
 */

/** In ms. */
const SAID_STAYS = 3000;

/** Who sees the heading need not see the same words above its table again. @param {string} title @param {...(Child | Child[])} children */
export function section(title, ...children) {
  const part = h("section", { class: "part" }, h("h2", {}, title), ...children);
  for (const caption of part.querySelectorAll("caption")) if (caption.textContent === title) caption.className = "unseen";
  return part;
}

/** A word with a colour, and a mark for who sees none. @param {"good" | "warn" | "bad" | "plain"} kind @param {string} text */
export const badge = (kind, text) => h("span", { class: `badge ${kind}` }, text);

/**
 * A table that becomes a list of cards on a narrow screen.
 * @template Row
 * @param {{ caption: string, columns: Column<Row>[], rows: Row[], empty?: string }} how
 */
export function table({ caption, columns, rows, empty = "" }) {
  if (!rows.length) return h("p", { class: "hint" }, empty || t("console.nothing"));
  const head = h("tr", {}, columns.map(({ title, number }) => h("th", { scope: "col", class: number ? "number" : null }, title)));
  const body = rows.map((row) => h("tr", {}, columns.map((column, i) => cellOf(column, row, i === 0))));
  return h("div", { class: "table", tabindex: 0, role: "region", "aria-label": caption },
    h("table", {}, h("caption", {}, caption), h("thead", {}, head), h("tbody", {}, body)));
}

/** @template Row @param {Column<Row>} column @param {Row} row @param {boolean} heads */
function cellOf({ title, cell, number }, row, heads) {
  const inside = cell(row);
  const attributes = { class: number ? "number" : null, "data-title": title };
  return heads ? h("th", { scope: "row", ...attributes }, inside) : h("td", attributes, inside);
}

/**
 * A list that the server gives page by page.
 * @template Row
 * @param {{ read: (cursor: string | null) => Promise<{ rows: Row[], cursor: string | null }>, show: (rows: Row[]) => Node }} how
 *   show is handed all rows there are so far
 */
export function paged({ read, show }) {
  const list = h("div", {});
  const foot = h("p", { class: "actions" });
  /** @type {Row[]} */
  let rows = [];

  /** @param {string | null} cursor */
  async function next(cursor) {
    const page = await read(cursor);
    rows = [...rows, ...page.rows];
    fill(list, show(rows));
    fill(foot, page.cursor ? actButton(t("console.more"), () => next(page.cursor), { class: "button quiet" }) : null);
  }

  return { element: h("div", {}, list, foot), first: () => next(null) };
}

/** Whether the server said itself what went wrong, which it does in Vietnamese. @param {unknown} failure @returns {failure is ApiError} */
export const saysIt = (failure) => failure instanceof ApiError && failure.code !== "unreachable" && failure.message !== "";

/** What went wrong, in words: the server's own where it said some. @param {unknown} failure */
export function faultText(failure) {
  if (!saysIt(failure)) return t(failure instanceof ApiError ? "console.unreachable" : "console.failed");
  const fields = Object.values(failure.fields);
  return fields.length ? `${failure.message} ${fields.join(" ")}` : failure.message;
}

/**
 * A button whose act takes a while: it waits, can't be pressed twice, and says what went wrong.
 * @param {string} text @param {() => Promise<unknown> | unknown} act @param {import("../dom.js").Attributes} [attributes]
 */
export function actButton(text, act, attributes = {}) {
  let busy = false;
  const element = button(text, () => void run(), attributes);
  async function run() {
    if (busy) return;
    busy = true;
    element.setAttribute("aria-disabled", "true");
    try {
      await act();
    } catch (failure) {
      say(faultText(failure), { kind: "bad" });
      if (!(failure instanceof ApiError)) throw failure;
    } finally {
      busy = false;
      element.removeAttribute("aria-disabled");
    }
  }
  return element;
}

/**
 * Says at the foot of the page what was done, or went wrong; perhaps with a way back.
 * @param {string} text @param {{ kind?: "good" | "bad", undo?: () => Promise<unknown> | unknown }} [how]
 */
export function say(text, { kind = "good", undo } = {}) {
  const place = document.getElementById("said");
  if (!place) return;
  const line = h("div", { class: `said ${kind}`, "data-at": Date.now() }, h("p", {}, text),
    undo ? actButton(t("console.undo"), async () => {
      await undo();
      line.remove();
    }, { class: "button small quiet" }) : null,
    button("×", () => line.remove(), { class: "button small quiet", "aria-label": t("console.dismiss") }));
  fill(place, line);
}

/** What was said of an earlier screen goes when another is shown; what led to this one stays. */
export function forgetSaid() {
  for (const line of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#said .said"))) {
    if (Date.now() - Number(line.dataset.at) > SAID_STAYS) line.remove();
  }
}

/**
 * Asks before something is done. With a reason, it must be given.
 * @param {{ title: string, text?: string | Node, confirm: string, danger?: boolean, reason?: string | boolean }} how reason: its label, where one is wanted
 * @returns {Promise<{ reason: string } | null>} null where it is not wanted after all
 */
export function ask({ title, text, confirm, danger = false, reason = false }) {
  return new Promise((resolve) => {
    const input = h("textarea", { id: "ask-reason", class: "input", rows: 3, maxlength: 500, "aria-describedby": "ask-error" });
    const error = h("p", { class: "error", id: "ask-error", role: "alert" });
    const label = reason === true ? t("console.reason") : String(reason);
    const dialog = h("dialog", { class: "ask", "aria-labelledby": "ask-title" },
      h("form", { method: "dialog" }, h("h2", { id: "ask-title" }, title), typeof text === "string" ? h("p", {}, text) : text,
        reason ? h("div", { class: "field" }, h("label", { for: "ask-reason" }, label), error, input) : null,
        h("div", { class: "actions" },
          button(confirm, accept, { class: danger ? "button danger" : "button", id: "ask-confirm" }),
          button(t("console.cancel"), () => end(null), { class: "button quiet" }))));

    function accept() {
      const given = input.value.trim();
      if (reason && !given) {
        setText(error, t("console.reason.missing"));
        input.focus();
        return;
      }
      end({ reason: given });
    }
    /** @param {{ reason: string } | null} answer */
    function end(answer) {
      dialog.close();
      dialog.remove();
      resolve(answer);
    }

    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      end(null);
    });
    dialog.querySelector("form")?.addEventListener("submit", (event) => {
      event.preventDefault();
      accept();
    });
    document.body.append(dialog);
    dialog.showModal();
    if (reason) input.focus();
  });
}

/** How far a job has come; hand `note` to api.job. @param {string} text */
export function progress(text) {
  const bar = h("progress", { class: "progress" });
  const said = h("p", { role: "status" }, text);
  return {
    element: h("div", { class: "working" }, said, bar),
    /** @param {JobProgress} done */
    note(done) {
      if (!done || !done.of) return;
      bar.max = done.of;
      bar.value = done.done;
    },
  };
}

/**
 * Runs a job with its progress in `place`; gives its answer. What was there before comes back if it fails.
 * @template Answer
 * @param {HTMLElement} place @param {string} text @param {(note: (progress: JobProgress) => void) => Promise<Answer>} work
 * @returns {Promise<Answer>}
 */
export async function working(place, text, work) {
  const before = [...place.childNodes];
  const shown = progress(text);
  fill(place, shown.element);
  try {
    return await work(shown.note);
  } finally {
    place.replaceChildren(...before);
  }
}

/** Where a file that was made can be loaded from. @param {string} url @param {string} text */
export const download = (url, text) => h("a", { href: url, class: "button", download: "" }, text);
