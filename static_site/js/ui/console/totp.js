// Setting up one-time codes: a secret for the person's own app, and a first code that shows it works.
import { t } from "../../core/text.js";
import { CognitoError } from "../../io/cognito.js";
import { h, link } from "../dom.js";
import { form, textEntry } from "./kit-form.js";
import { qrPicture } from "./kit-qr.js";
import { cognitoText } from "./words.js";
import { say } from "./kit.js";

/** @typedef {import("../../io/cognito.js").Cognito} Cognito */

/**
 * @param {{ cognito: Cognito, accessToken: string, email: string, done: () => void | Promise<void> }} how
 * @returns {Promise<HTMLElement>}
 */
export async function totpSetup({ cognito, accessToken, email, done }) {
  const { SecretCode: secret } = await cognito.call("AssociateSoftwareToken", { AccessToken: accessToken });
  const code = textEntry({ name: "totp", label: t("console.totp.code"), hint: t("console.totp.code.hint"), autocomplete: "one-time-code", short: true, required: true });
  const account = encodeURIComponent(email);
  const address = `otpauth://totp/HoiThi:${account}?secret=${secret}&issuer=HoiThi`;

  async function send() {
    try {
      await cognito.call("VerifySoftwareToken", { AccessToken: accessToken, UserCode: code.read() });
      await cognito.call("SetUserMFAPreference", { AccessToken: accessToken, SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true } });
    } catch (failure) {
      if (!(failure instanceof CognitoError)) throw failure;
      say(cognitoText(failure), { kind: "bad" });
      return;
    }
    await done();
  }

  return h("div", {}, h("p", {}, t("console.totp.text")), h("ol", {},
    h("li", {}, t("console.totp.app")),
    h("li", {}, t("console.totp.scan"), h("div", {}, qrPicture(address, t("console.totp.qr"))), t("console.totp.secret"), " ", h("code", { class: "secret" }, (secret.match(/.{1,4}/g) || []).join(" ")), " ", link(address, t("console.totp.open"))),
    h("li", {}, t("console.totp.type"))), form({ id: "totp-form", keeps: false, entries: [code], submit: t("console.totp.confirm"), send }));
}
