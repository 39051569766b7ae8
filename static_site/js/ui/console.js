// The organizers' console: signs in, then shows the screen that the address names.
import { t } from "../core/text.js";
import { createConsoleApi } from "../io/console-api.js";
import { createCognito } from "../io/cognito.js";
import { createSession } from "../io/session.js";
import { byId, fill } from "./dom.js";
import { showUnavailable, told } from "./frame.js";
import { say } from "./console/kit.js";
import { openShell } from "./console/shell.js";
import { showSignIn } from "./console/sign-in.js";
import { bringWords } from "./console/words.js";

const place = byId("screen");
const session = createSession();

/** @returns {Promise<import("../io/cognito.js").Cognito>} */
async function findCognito() {
  const response = await fetch("/config.json", { cache: "no-cache" });
  if (!response.ok) throw new Error("no settings");
  return createCognito((await response.json()).cognito);
}

async function start() {
  place.setAttribute("aria-busy", "true");
  try {
    const [cognito, signedIn] = await Promise.all([findCognito(), session.renew(), bringWords(["console"])]);
    if (signedIn) enter(cognito);
    else signIn(cognito);
  } catch (failure) {
    showUnavailable(place, () => void start());
  } finally {
    place.removeAttribute("aria-busy");
  }
}

/** @param {import("../io/cognito.js").Cognito} cognito */
function signIn(cognito) {
  document.title = t("console.title");
  byId("main").classList.remove("with-menu");
  fill(byId("menu"));
  showSignIn({ place, cognito, session, done: () => enter(cognito) });
}

/** @param {import("../io/cognito.js").Cognito} cognito */
function enter(cognito) {
  byId("main").classList.add("with-menu");
  const shell = openShell({ place, menu: byId("menu"), session, cognito, prefix: told.prefix, api: createConsoleApi(session, signedOut), signedOut });
  function signedOut() {
    shell.close();
    signIn(cognito);
    say(t("console.signed_out"));
  }
}

void start();
