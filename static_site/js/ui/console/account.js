// One's own account: who one is, password, one-time codes, signing out.
import { t } from "../../core/text.js";
import { CognitoError } from "../../io/cognito.js";
import { ApiError } from "../../io/session.js";
import { fill, h, heading } from "../dom.js";
import { form, textEntry } from "./kit-form.js";
import { actButton, ask, badge, say, section } from "./kit.js";
import { newPasswordEntries } from "./password.js";
import { totpSetup } from "./totp.js";
import { cognitoText } from "./words.js";

/** @typedef {import("./screens.js").Here} Here */
/** @typedef {import("../../core/text.js").MessageKey} MessageKey */

const TOTP = "SOFTWARE_TOKEN_MFA";

/** @param {HTMLElement} place @param {Here} here */
export async function mount(place, here) {
  const codes = h("div", {});
  fill(place, heading(t("account.title")), whoIAm(here), section(t("account.password"), passwordForm(here)), section(t("account.totp"), codes), section(t("account.sign_out"), signOutPart(here)));
  await showCodes(codes, here);
}

/** @param {Here} here */
function whoIAm({ me }) {
  return h("dl", { class: "facts" }, h("dt", {}, t("account.email")), h("dd", {}, me.email), h("dt", {}, t("account.group")),
    me.groups.length ? me.groups.map((group) => h("dd", {}, t(/** @type {MessageKey} */ (`account.group.${group}`)))) : h("dd", {}, t("account.no_group")));
}

/** Cognito's refusals in words; everything else goes on. @param {() => Promise<unknown>} act @param {MessageKey} [wrong] what "not authorized" means here */
async function trying(act, wrong) {
  try {
    await act();
  } catch (failure) {
    if (!(failure instanceof CognitoError)) throw failure;
    say(wrong && failure.code === "NotAuthorizedException" ? t(wrong) : cognitoText(failure), { kind: "bad" });
  }
}

/** @param {Here} here @returns {Promise<string>} */
async function tokenOf({ me }) {
  const token = await me.accessToken();
  if (!token) throw new ApiError({ code: "unauthorized", message: t("console.signed_out") });
  return token;
}

/** @param {Here} here */
function passwordForm(here) {
  const present = textEntry({ name: "present", label: t("account.password.present"), type: "password", autocomplete: "current-password", required: true });
  const { entries, read } = newPasswordEntries();
  const send = () => trying(async () => {
    await here.cognito.call("ChangePassword", { AccessToken: await tokenOf(here), PreviousPassword: present.read(), ProposedPassword: read() });
    say(t("account.password.done"));
    for (const input of element.querySelectorAll("input")) input.value = "";
  }, "account.password.wrong");
  const element = form({ id: "own-password", keeps: false, entries: [present, ...entries], submit: t("console.password.save"), send });
  return element;
}

/** @param {HTMLElement} place @param {Here} here */
async function showCodes(place, here) {
  await trying(async () => {
    const found = await here.cognito.call("GetUser", { AccessToken: await tokenOf(here) });
    const on = (found.UserMFASettingList || []).includes(TOTP);
    const begin = actButton(t(on ? "account.totp.replace" : "account.totp.begin"), () => trying(() => setUp(place, here)), { class: "button quiet", id: "totp-begin" });
    fill(place, h("p", {}, on ? badge("good", t("account.totp.on")) : badge("warn", t("account.totp.off"))), h("p", {}, t("account.totp.text")), h("p", { class: "actions" }, begin));
  });
}

/** @param {HTMLElement} place @param {Here} here */
async function setUp(place, here) {
  const done = async () => {
    say(t("account.totp.done"));
    await showCodes(place, here);
  };
  const setup = await totpSetup({ cognito: here.cognito, accessToken: await tokenOf(here), email: here.me.email, done });
  fill(place, setup, h("p", {}, actButton(t("console.cancel"), () => showCodes(place, here), { class: "button quiet" })));
}

/** @param {Here} here */
function signOutPart(here) {
  async function everywhere() {
    const answer = await ask({ title: t("account.everywhere"), text: t("account.everywhere.text"), confirm: t("account.everywhere") });
    if (answer) await trying(() => here.signOut(true));
  }
  return h("div", {}, h("p", {}, t("account.sign_out.text")),
    h("p", { class: "actions" }, actButton(t("console.sign_out"), () => here.signOut(), { class: "button quiet" }), actButton(t("account.everywhere"), everywhere, { class: "button quiet", id: "everywhere" })));
}
