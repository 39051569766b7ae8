// One more attempt by the same person: nothing to type again, only to confirm.
import { confirmed } from "../core/registration.js";
import { tidyCode } from "../core/resuming.js";
import { duration, t, zonedMoment } from "../core/text.js";
import { attemptLabel } from "../core/attempts.js";
import { button, fill, h, heading, onceASecond, paragraph, setText } from "./dom.js";
import { errorSummary } from "./fields.js";
import { codeField } from "./resume.js";

/** @typedef {import("../core/types.js").Contest} Contest */
/** @typedef {import("../core/types.js").Person} Person */
/** @typedef {import("../core/types.js").ApiError} ApiError */
/** @typedef {import("../core/types.js").Registration} Registration */

/** Answers that a resume code may mend. */
const CODE_HELPS = ["other_device", "wrong_code", "too_many_tries"];

/** @param {Contest} contest */
function facts({ paper, closes_at: closesAt }) {
  const limit = paper.time_limit_s;
  const said = [t("next.new_paper"), limit ? t("next.limit", { limit: duration(limit * 1000) }) : t("intro.no_limit", { end: zonedMoment(closesAt) }), t("next.kept")];
  return h("ul", { class: "facts-list" }, said.map((fact) => h("li", {}, fact)));
}

/** @param {Contest} contest @param {Person} person */
function personFacts(contest, person) {
  const unit = contest.units.find((one) => one.id === person.unit);
  const rows = [[t("next.name"), person.name], [t(`register.${contest.identity_field}`), person.identity],
    [t("register.unit"), unit ? unit.name : person.unit], [t("register.category"), person.category]];
  return h("dl", { class: "facts compact", id: "next-person" }, rows.map(([term, value]) => h("div", {}, h("dt", {}, term), h("dd", { lang: "vi" }, value))));
}

/** The code of an attempt that runs elsewhere; hidden until it is needed. */
function hiddenCode() {
  const { element, target, setError } = codeField("");
  element.hidden = true;
  return { element, target, setError, code: () => (element.hidden ? "" : tidyCode(element.querySelector("input")?.value || "")) };
}

/**
 * @param {HTMLElement} root
 * @param {{ contest: Contest, person: Person, attempt: number, back: () => void, refused: (error: ApiError) => boolean,
 *           start: (form: Registration, onWait: (tries: number) => void) => Promise<ApiError | null> }} view
 */
export function mountNextAttempt(root, { contest, person, attempt, start, refused, back }) {
  const summary = errorSummary();
  const code = hiddenCode();
  const status = h("p", { class: "status", id: "register-status", role: "status" });
  const submit = h("button", { type: "submit", class: "button", id: "start-next" }, t("next.start", { n: attempt }));
  const form = h("form", { id: "next-form", novalidate: true }, code.element, paragraph(t("next.confirm")),
    h("p", { class: "actions" }, submit, button(t("next.back"), back, { class: "button quiet", id: "back" })), status);
  let busy = false;

  /** @param {ApiError} error */
  function showError(error) {
    const helps = CODE_HELPS.includes(error.code);
    const message = error.code === "other_device" ? t("next.other_device") : error.message || t("errors.unknown");
    if (helps) code.element.hidden = false;
    code.setError(helps ? message : "");
    summary.show([{ message, target: helps ? code.target : null }]);
  }

  async function send() {
    busy = true;
    submit.setAttribute("aria-disabled", "true");
    setText(status, t("register.sending"));
    const error = await start(confirmed(person, code.code()), (tries) => setText(status, t("register.retrying", { tries })));
    busy = false;
    submit.setAttribute("aria-disabled", "false");
    setText(status, "");
    if (error && form.isConnected && !refused(error)) showError(error);
  }

  form.addEventListener("submit", onceASecond(() => {
    if (!busy) void send();
  }));
  fill(root, h("div", { id: "next" }, h("p", {}, h("strong", { class: "tag" }, attemptLabel(contest, attempt))),
    heading(t("next.title")), summary.box, facts(contest), h("section", {}, h("h2", {}, t("next.who")), personFacts(contest, person), form)));
}
