// The screens of somebody whose attempt stands on another device, as far as this page knows them.
import { personOf, readRegistration } from "../core/registration.js";
import { phaseAt } from "../core/route.js";
import { mountOtherDevice } from "./claim.js";
import { mountResume } from "./resume.js";
import { beginning } from "./take-screens.js";

/** @typedef {import("../core/types.js").Session} Session */
/** @typedef {import("../core/route.js").ScreenName} ScreenName */
/** @typedef {import("./take-screens.js").Context} Context */

/** @param {Context} context */
const going = (context) => ({
  ...beginning(context, context.keeper.start),
  /** @param {import("../core/types.js").Registration} form */
  granted({ identity, resume_code: code }) {
    const { store, go } = context;
    store.write("form", { ...personOf(readRegistration(store.read("form"))), identity });
    store.write("granted", code);
    go({ step: "register" });
  },
});

/** Number and code alone. @param {Context} context */
function showResume(context) {
  const { contest, root, store, now } = context;
  const aside = /** @type {Partial<Session> | null} */ (store.read("set-aside"));
  mountResume(root, { contest, now, identity: readRegistration(store.read("form")).identity, code: (aside && aside.resumeCode) || "",
    late: phaseAt(contest, now()) === "after", ...going(context) });
}

/** @param {Context} context */
function showOther(context) {
  const { contest, root, store, api, now, go } = context;
  const person = readRegistration(store.read("form"));
  if (!person.identity || !person.name || !person.unit) return showResume(context);
  mountOtherDevice(root, { contest, store, api, now, person, identity: person.identity, open: phaseAt(contest, now()) === "open",
    again: () => go({ step: "register" }), ...going(context) });
}

/** @type {Partial<Record<ScreenName, (context: Context) => void>>} */
export const ELSEWHERE = { resume: showResume, other: showOther };
