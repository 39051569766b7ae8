// A new password, typed twice. Length is what makes one strong (NIST SP 800-63B-4): no rule about signs or capitals.
import { t } from "../../core/text.js";
import { textEntry } from "./kit-form.js";

const LEAST = 12;

/** What is wrong with a new password, "" if nothing. @param {string} password @param {string} again */
export function passwordFault(password, again) {
  if (password.length < LEAST) return t("console.password.short", { least: LEAST });
  return password === again ? "" : t("console.password.differ");
}

export function newPasswordEntries() {
  const hint = t("console.password.hint", { least: LEAST });
  const first = textEntry({ name: "new-password", label: t("console.password.new"), hint, type: "password", autocomplete: "new-password" });
  const again = textEntry({ name: "new-password-again", label: t("console.password.again"), type: "password", autocomplete: "new-password" });
  first.fault = () => passwordFault(first.read(), again.read());
  return { entries: [first, again], read: first.read };
}
