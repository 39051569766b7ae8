// Signing in: e-mail and password, then whatever the account asks for besides: a first password, a one-time code.
import { t } from "../../core/text.js";
import { CognitoError } from "../../io/cognito.js";
import { ApiError } from "../../io/session.js";
import { button, fill, h, heading } from "../dom.js";
import { form, textEntry } from "./kit-form.js";
import { say } from "./kit.js";
import { newPasswordEntries } from "./password.js";
import { totpSetup } from "./totp.js";
import { cognitoText } from "./words.js";

/** @typedef {import("../../io/cognito.js").Challenge} Challenge */
/** @typedef {import("../../io/cognito.js").SignedIn} SignedIn */
/** @typedef {{ place: HTMLElement, cognito: import("../../io/cognito.js").Cognito, session: import("../../io/session.js").Session, done: () => void }} How */

/** @param {How} how */
export function showSignIn(how) {
  const email = textEntry({ name: "email", label: t("console.sign_in.email"), type: "email", autocomplete: "username", required: true });
  const password = textEntry({ name: "password", label: t("console.sign_in.password"), type: "password", autocomplete: "current-password", required: true });
  const send = () => trying(async () => {
    const found = await how.cognito.signIn(email.read().toLowerCase(), password.read());
    await goOn(how, found, email.read().toLowerCase());
  });
  const forgotten = button(t("console.sign_in.forgot"), () => showForgotten(how, email.read()), { class: "button quiet" });
  show(how, t("console.sign_in.title"), h("p", {}, t("console.sign_in.text")), form({ id: "sign-in", keeps: false, entries: [email, password], submit: t("console.sign_in.submit"), send, others: [forgotten] }));
}

/** @param {How} how @param {{ signedIn: SignedIn } | { challenge: Challenge }} found @param {string} email */
async function goOn(how, found, email) {
  if ("signedIn" in found) return enter(how, found.signedIn, email);
  if (found.challenge.name === "NEW_PASSWORD_REQUIRED") return showFirstPassword(how, found.challenge);
  if (found.challenge.name === "SOFTWARE_TOKEN_MFA") return showCode(how, found.challenge);
  say(t("console.sign_in.failed"), { kind: "bad" });
  return undefined;
}

/** @param {How} how @param {SignedIn} signedIn @param {string} email */
async function enter(how, signedIn, email) {
  try {
    await how.session.open(signedIn);
  } catch (failure) {
    if (!(failure instanceof ApiError) || failure.code !== "totp_required") throw failure;
    const setup = await totpSetup({ cognito: how.cognito, accessToken: signedIn.accessToken, email, done: () => enter(how, signedIn, email) });
    return show(how, t("console.totp.title"), h("p", {}, failure.message), setup);
  }
  return how.done();
}

/** @param {How} how @param {Challenge} challenge */
function showFirstPassword(how, challenge) {
  const { entries, read } = newPasswordEntries();
  const send = () => trying(async () => goOn(how, await how.cognito.respond(challenge, { NEW_PASSWORD: read() }), challenge.email));
  show(how, t("console.password.first"), h("p", {}, t("console.password.first.text")), form({ id: "first-password", keeps: false, entries, submit: t("console.password.save"), send }));
}

/** @param {How} how @param {Challenge} challenge */
function showCode(how, challenge) {
  const code = textEntry({ name: "code", label: t("console.totp.code"), hint: t("console.totp.code.hint"), autocomplete: "one-time-code", short: true, required: true });
  const send = () => trying(async () => goOn(how, await how.cognito.respond(challenge, { SOFTWARE_TOKEN_MFA_CODE: code.read() }), challenge.email));
  show(how, t("console.sign_in.second"), form({ id: "second-factor", keeps: false, entries: [code], submit: t("console.sign_in.submit"), send }));
}

/** @param {How} how @param {string} typed */
function showForgotten(how, typed) {
  const email = textEntry({ name: "email", label: t("console.sign_in.email"), type: "email", autocomplete: "username", required: true, value: typed });
  const send = () => trying(async () => {
    await how.cognito.forgot(email.read().toLowerCase());
    showReset(how, email.read().toLowerCase());
  });
  const back = button(t("console.back"), () => showSignIn(how), { class: "button quiet" });
  show(how, t("console.forgot.title"), h("p", {}, t("console.forgot.text")), form({ id: "forgot", keeps: false, entries: [email], submit: t("console.forgot.send"), send, others: [back] }));
}

/** @param {How} how @param {string} email */
function showReset(how, email) {
  const code = textEntry({ name: "code", label: t("console.forgot.code"), autocomplete: "one-time-code", short: true, required: true });
  const { entries, read } = newPasswordEntries();
  const send = () => trying(async () => {
    await how.cognito.confirmForgot(email, code.read(), read());
    showSignIn(how);
    say(t("console.password.changed"));
  });
  show(how, t("console.forgot.title"), h("p", {}, t("console.forgot.sent", { email })), form({ id: "reset", keeps: false, entries: [code, ...entries], submit: t("console.password.save"), send }));
}

/** @param {() => Promise<unknown>} act */
async function trying(act) {
  try {
    await act();
  } catch (failure) {
    if (!(failure instanceof CognitoError)) throw failure;
    say(cognitoText(failure), { kind: "bad" });
  }
}

/** @param {How} how @param {string} title @param {...Node} children */
function show({ place }, title, ...children) {
  const head = heading(title);
  fill(place, h("div", { class: "narrow" }, head, ...children));
  head.focus();
}
