// A tablet at the ward office, opened by a link of the console: marks each start with the device's ticket, and forgets every person
// when they are done. Loaded where there is a ticket alone.
import { farewellAt, isStart, leftBehind, secondsLeft, turnAt } from "../core/shared-device.js";
import { readSession } from "../core/session.js";
import { addMessages, t } from "../core/text.js";
import { button, eachSecond, fill, h, onceASecond, setText } from "./dom.js";
import { told } from "./frame.js";

/** @typedef {import("../io/storage.js").Store} Store */
/** @typedef {import("../core/shared-device.js").Turn} Turn */
/** @typedef {{ contest: import("../core/types.js").Contest, root: HTMLElement, store: Store, api: import("../io/api.js").Api }} Parts */

/** Files of a person would stay on the tablet: print, or copy by hand. */
const FILES = "#picture-receipt, #share-receipt, #save-receipt, #picture-code, #share-code, #keep-code, .keeping + .hint";
/** Where each thing that a person leaves behind is kept, should storage be forbidden and memory hold it. */
const NAMES = ["session", "form", "device", "granted", "claim", "claim-note", "set-aside", "earlier", "past"];

/** Before anything of the page is read from storage. @param {Parts} parts */
export async function openShared({ contest, root, store, api }) {
  const turn = turnAt(location.hash, store.read("shared"));
  if (!turn) return;
  if (location.hash.startsWith("#may-chung=")) history.replaceState(null, "", location.pathname + location.search);
  if (turn.clear) forget(store);
  store.write("shared", { ...turn, clear: false });
  addTicket(api, contest.slug, turn.ticket);
  const response = await fetch(`/${told.version}/lang/console/shared/${told.lang}.json`);
  if (response.ok) addMessages(await response.json());
  keepOutOfTheBrowsersMemory(root);
  mountBar(root, store, () => next(store, turn));
}

/** @param {Store} store */
function forget(store) {
  for (const name of NAMES) store.remove(name);
  try {
    const prefix = store.keyOf("");
    for (const key of leftBehind(Object.keys(localStorage), prefix)) localStorage.removeItem(key);
  } catch (forbidden) {
    // Storage is forbidden: then nothing is in it.
  }
}

/** The page itself holds the person's answers: loaded anew, it holds nothing. @param {Store} store @param {Turn} turn */
function next(store, turn) {
  forget(store);
  // What is sent while the page goes may be written behind us: forgotten again when the page is there.
  store.write("shared", { ...turn, clear: true });
  history.replaceState(null, "", `${location.pathname}${location.search}#dang-ky`);
  location.reload();
}

/** @param {import("../io/api.js").Api} api @param {string} slug @param {string} ticket */
function addTicket(api, slug, ticket) {
  const { untilAnswered } = api;
  api.untilAnswered = (call, onWait) => {
    const marked = isStart(call, slug) ? { ...call, body: { .../** @type {object} */ (call.body), device_ticket: ticket } } : call;
    return untilAnswered(marked, onWait);
  };
}

/** Nothing typed is offered to the next person, nothing saved as a file; and "register somebody else" is the bar's own task. @param {HTMLElement} root */
function keepOutOfTheBrowsersMemory(root) {
  const clean = () => {
    for (const input of root.querySelectorAll("input:not([autocomplete=off])")) input.setAttribute("autocomplete", "off");
    for (const one of root.querySelectorAll(FILES)) one.remove();
    root.querySelector("#hand-over")?.closest("section")?.remove();
  };
  new MutationObserver(clean).observe(root, { childList: true, subtree: true });
  clean();
}

/** @param {HTMLElement} root @param {Store} store @param {() => void} toNext */
function mountBar(root, store, toNext) {
  const bar = h("section", { class: "panel", id: "shared-device", "aria-label": t("shared.title") });
  let farewell = farewellAt({ at: null, stopped: false }, false, 0);
  let shown = "";
  const count = h("p", { "aria-hidden": "true", id: "shared-left" });
  const spoken = h("p", { role: "status", class: "unseen" });

  /** @param {boolean} asking */
  function showTurn(asking) {
    const again = button(t("shared.other"), () => showTurn(true), { class: "button quiet small", id: "shared-other" });
    const sure = [h("p", { role: "status" }, t("shared.other.sure")),
      h("p", { class: "actions" }, button(t("shared.other.go"), onceASecond(toNext), { class: "button", id: "shared-other-go" }),
        button(t("shared.other.stay"), () => showTurn(false), { class: "button quiet" }))];
    fill(bar, h("p", {}, h("strong", {}, t("shared.title")), " – ", t("shared.text")), ...(asking ? sure : [h("p", { class: "actions" }, again)]));
  }

  function showFarewell() {
    const stop = button(t("shared.done.stop"), () => {
      farewell = { ...farewell, stopped: true };
      stop.remove();
      update();
    }, { class: "button quiet", id: "shared-stop" });
    fill(bar, h("h2", {}, t("shared.done.title")), count, spoken,
      h("p", { class: "actions" }, button(t("shared.done.next"), onceASecond(toNext), { class: "button", id: "shared-next" }), stop));
  }

  function update() {
    const session = readSession(store.read("session"));
    const received = session !== null && session.outcome !== null;
    farewell = farewellAt(farewell, received, Date.now());
    const kind = received ? "farewell" : "turn";
    if (kind !== shown) {
      shown = kind;
      // Above a question stands the clock, which stays there.
      if (received) root.before(bar);
      else root.after(bar);
      bar.className = received ? "panel" : "aside";
      if (received) showFarewell();
      else showTurn(false);
    }
    if (!received) return;
    const left = secondsLeft(farewell, Date.now());
    const text = left === null ? t("shared.done.stopped") : t("shared.done.left", { seconds: left });
    setText(count, text);
    if (left === null || left === 20 || spoken.textContent === "") setText(spoken, text);
    if (left === 0) toNext();
  }

  eachSecond(update);
}
