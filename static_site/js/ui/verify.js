// The verifier's page: a contest's published files, checked on the device of whoever asks.
import { addMessages, exactMoment, t } from "../core/text.js";
import { readReceiptText } from "../core/ledger-receipts.js";
import { readCheckpoint } from "../core/ledger-snapshots.js";
import { ownAttempts } from "../io/own.js";
import { Unavailable, createClock, readJson } from "../io/site.js";
import { openStore } from "../io/storage.js";
import { startVerifying } from "../io/verifying.js";
import { byId, fill, h, link } from "./dom.js";
import { root, showUnavailable, told } from "./frame.js";
import { mountOwn } from "./verify-own.js";
import { showFailure, showVerdict, showWorking } from "./verify-verdict.js";
import { mountTechnical, showQuestions } from "./verify-checks.js";

/** @typedef {import("../core/ledger.js").Checkpoint} Checkpoint */
/** @typedef {import("../core/ledger.js").Receipt} Receipt */
/** @typedef {import("../core/ledger.js").Report} Report */
/** What is checked here. `given`: what was pasted. @typedef {{ slug: string, contest: any, store: import("../io/storage.js").Store, clock: import("../io/site.js").ServerClock,
 *              given: Receipt[], noted: string[] }} Case */

const SLUG = /^[a-z0-9-]{1,32}$/;
const screen = byId("screen");
const verdict = byId("verdict");

/** @type {() => void} */
let stop = () => undefined;

/** @param {string} name */
async function bringWords(name) {
  const response = await fetch(`/${told.version}/lang/${name}/${told.lang}.json`);
  if (!response.ok) throw new Unavailable(response.url);
  addMessages(await response.json());
}

/** Receipts that this device keeps, and those that were given. @param {Case} here @returns {Receipt[]} */
function receiptsOf({ store, given }) {
  const kept = ownAttempts(store).flatMap(({ outcome }) => (outcome && readReceiptText(JSON.stringify(outcome))) || []);
  return [...kept, ...given].filter((one, at, all) => all.findIndex(({ leaf }) => leaf === one.leaf) === at);
}

/** Lines that were noted, by hand or by this device. @param {Case} here @returns {Checkpoint[]} */
function checkpointsOf({ store, noted }) {
  const remembered = store.read("checkpoint");
  return [...noted, typeof remembered === "string" ? remembered : ""].flatMap((line) => readCheckpoint(line) || []);
}

/** The next time the ledger is held to this line. @param {Case} here @param {Report} report */
function remember({ store, slug }, { checkpoint, checks }) {
  const whole = checks.some(({ id, result }) => id === "snapshots" && result !== "failed");
  const line = checkpoint && readCheckpoint(checkpoint);
  if (whole && line && line.slug === slug) store.write("checkpoint", checkpoint);
}

/** @param {Case} here @param {boolean} [asked] by whoever looks at the page: what was tapped is gone then, so the verdict takes the focus */
function check(here, asked = false) {
  stop();
  const again = () => check(here, true);
  const receipts = receiptsOf(here);
  showWorking(verdict, null);
  const order = { base: `/contests/${here.slug}/`, now: Math.round(here.clock.now()), receipts, checkpoints: checkpointsOf(here) };
  stop = startVerifying(told.version, order, (said) => {
    if ("stage" in said) showWorking(verdict, said);
    else if ("failure" in said) showFailure(verdict, said.failure, again);
    else show(here, said.report, again);
    if (asked && !("stage" in said)) verdict.querySelector("h2")?.focus();
  });
}

/** @param {Case} here @param {Report} report @param {() => void} again */
function show(here, report, again) {
  remember(here, report);
  showVerdict(verdict, { report, contest: here.contest, at: exactMoment(here.clock.now()), again });
  showQuestions(byId("questions"), report);
  mountOwn(byId("own"), { report, contest: here.contest, lost: !receiptsOf(here).length, check: (receipt) => {
    here.given = [...here.given, receipt];
    check(here, true);
  } });
  mountTechnical(byId("technical"), { report, note: (line) => {
    here.noted = [...here.noted, line];
    check(here, true);
  } });
  screen.hidden = false;
}

/** @param {string} slug */
async function open(slug) {
  const clock = createClock();
  const contest = (await readJson(`/contests/${slug}/contest.json`, { cache: "no-cache", clock })) || {};
  const title = typeof contest.title === "string" ? contest.title : slug;
  fill(byId("contest"), link(root({ slug }), title, { lang: "vi" }));
  check({ slug, contest, store: openStore(slug), clock, given: [], noted: [] });
}

/** Without a contest in the address: the only one there is, or a choice. */
async function choose() {
  const index = await readJson("/contests/index.json");
  const contests = ((index && index.contests) || []).filter((/** @type {any} */ one) => one && SLUG.test(one.slug));
  if (contests.length === 1) return open(contests[0].slug);
  fill(verdict, h("h2", {}, t(contests.length ? "verify.choose" : "verify.choose.none")), contests.length ?
    h("ul", { class: "links" }, contests.map((/** @type {any} */ { slug, title }) => h("li", {}, link(`?cuoc-thi=${slug}`, String(title), { lang: "vi" })))) : null);
  verdict.dataset.state = "choice";
}

async function start() {
  try {
    await bringWords("ledger");
    const asked = new URLSearchParams(location.search).get("cuoc-thi");
    await (asked && SLUG.test(asked) ? open(asked) : choose());
  } catch (failure) {
    showUnavailable(verdict, () => void start());
    if (!(failure instanceof Unavailable) && !(failure instanceof TypeError)) throw failure;
  }
}

void start();
