// The catalogues of the screens, fetched when first needed; and Cognito's refusals in words.
import { addMessages, t } from "../../core/text.js";
import { told } from "../frame.js";

/** @type {Set<string>} */
const known = new Set();

/** @param {string[]} areas */
export async function bringWords(areas) {
  const missing = areas.filter((area) => !known.has(area));
  await Promise.all(missing.map(async (area) => {
    const response = await fetch(`/${told.version}/lang/console/${area}/${told.lang}.json`);
    if (!response.ok) throw new Error(`no catalogue ${area}`);
    addMessages(await response.json());
    known.add(area);
  }));
}

/** @type {Record<string, import("../../core/text.js").MessageKey>} */
const REFUSALS = {
  NotAuthorizedException: "console.sign_in.wrong",
  UserNotFoundException: "console.sign_in.wrong",
  CodeMismatchException: "console.sign_in.wrong_code",
  EnableSoftwareTokenMFAException: "console.sign_in.wrong_code",
  ExpiredCodeException: "console.sign_in.expired_code",
  InvalidPasswordException: "console.password.weak",
  LimitExceededException: "console.sign_in.too_many",
  TooManyRequestsException: "console.sign_in.too_many",
  TooManyFailedAttemptsException: "console.sign_in.too_many",
  UserDisabledException: "console.sign_in.disabled",
  unreachable: "console.unreachable",
};

/** @param {import("../../io/cognito.js").CognitoError} failure */
export const cognitoText = (failure) => t(REFUSALS[failure.code] || "console.sign_in.failed");
