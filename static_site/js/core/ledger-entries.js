// The entries: one for each sealed attempt, each opening its own P (docs/ledger.md §5.1).
import { bytesOf, canonical, hexOf, utf8 } from "./ledger-bytes.js";
import { misshapen, unread } from "./ledger-commitment.js";
import { short } from "./ledger-check.js";
import { isCount, isHash, isObject, isPlace, isSalt, isText, isUnit, isWhole, oneOf, orAbsent, orNull } from "./ledger-shape.js";

/** @typedef {import("./ledger-check.js").Check} Check */
/** @typedef {import("./ledger.js").Ledger} Ledger */
/** @typedef {{ leaf: string, q: string, salt: string, score: number, elapsed_ms: number, unit: string, rank: number | null,
 *              state: "counted" | "not_best" | "disqualified" | "reset", sealed_by: string, best?: string, counted_score?: number,
 *              counted_elapsed_ms?: number, prediction?: number | null, attempts?: number, category?: string, opening?: any }} Entry */

const MOST_BYTES = 5000000;
const ENTRY = {
  leaf: isHash, q: isHash, salt: isSalt, score: isCount, elapsed_ms: isCount, unit: isUnit, rank: orNull(isPlace),
  state: oneOf("counted", "not_best", "disqualified", "reset"), sealed_by: oneOf("holder", "draft"), best: orAbsent(isHash),
  counted_score: orAbsent(isCount), counted_elapsed_ms: orAbsent(isCount), prediction: orAbsent(orNull(isWhole)),
  attempts: orAbsent(isPlace), category: orAbsent(isText), opening: orAbsent(isObject),
};

/** What ranks. @param {Entry} entry */
export const scoreOf = (entry) => entry.counted_score ?? entry.score;
/** @param {Entry} entry */
export const timeOf = (entry) => entry.counted_elapsed_ms ?? entry.elapsed_ms;
/** Whether it counts for a person at all. @param {Entry} entry */
export const isStanding = ({ state }) => state === "counted" || state === "not_best";
/** The person by the leaf that they stand with. @param {Entry} entry */
export const personOf = (entry) => entry.best ?? entry.leaf;

/** P (1.1) as it is hashed. @param {{ elapsed_ms: number, salt: string, score: number, unit: string }} opened */
const publicHalf = ({ elapsed_ms, salt, score, unit }) => utf8(`\u0002${canonical({ elapsed_ms, salt, score, unit })}`);
/** Q (1.2) as it is hashed. @param {any} opening */
export const privateHalf = ({ answers, attempt, prediction, salt, submitted_at }) => utf8(`\u0003${canonical({ answers, attempt, prediction, salt, submitted_at })}`);

/**
 * The leaves (1.3) that entries have by what they open, hex.
 * @param {Entry[]} entries @param {import("./ledger-bytes.js").Hasher} hasher @param {(done: number) => void} [progress]
 */
export async function leavesOf(entries, hasher, progress = () => undefined) {
  const halves = await hasher.many(entries.length, (at) => publicHalf(entries[at]), (done) => progress(done / 2));
  const leaves = await hasher.many(entries.length, (at) => {
    const message = new Uint8Array(65);
    message.set(halves.subarray(at * 32, at * 32 + 32), 1);
    return bytesOf(entries[at].q, message, 33);
  }, (done) => progress((entries.length + done) / 2));
  return entries.map((_, at) => hexOf(leaves, at * 32, at * 32 + 32));
}

/** Those that can be read at all. @param {Check} check @param {Ledger} ledger */
function readable(check, ledger) {
  /** @type {Entry[]} */
  const entries = [];
  for (const file of ledger.entryFiles) {
    if (unread(check, file)) continue;
    if (file.size > MOST_BYTES) check.fail("entries_large", { path: file.path });
    if (!Array.isArray(file.value)) check.fail("member", { where: file.path, member: "[]" });
    else file.value.forEach((/** @type {any} */ one, /** @type {number} */ at) => {
      if (!misshapen(check, `${file.path}, ${at + 1}`, one, ENTRY)) entries.push(one);
    });
  }
  return entries;
}

/** @param {Check} check @param {Ledger} ledger @param {(done: number, of: number) => void} progress */
export async function checkEntries(check, ledger, progress) {
  if (!ledger.published) return check.skip();
  const entries = readable(check, ledger);
  ledger.entries = entries;
  ledger.byLeaf = new Map(entries.map((entry) => [entry.leaf, entry]));
  check.counted(entries.length);
  const found = await leavesOf(entries, ledger.hasher, (done) => progress(done, entries.length));
  entries.forEach((entry, at) => {
    if (found[at] !== entry.leaf) check.fail("entry_leaf", { leaf: short(entry.leaf) });
    checkRow(check, ledger, entry);
  });
  checkSameLeaves(check, ledger);
}

/** 5.1, 3 and 4. @param {Check} check @param {Ledger} ledger @param {Entry} entry */
function checkRow(check, { rules, units, byLeaf }, entry) {
  const leaf = short(entry.leaf);
  const counted = entry.state === "counted";
  if (units && !units.has(entry.unit)) check.fail("entry_unit", { leaf, unit: entry.unit });
  if (rules && (entry.score > rules.asked || scoreOf(entry) > rules.asked)) check.fail("entry_score", { leaf });
  if ((entry.rank !== null) !== counted) check.fail("entry_rank", { leaf });
  const best = entry.best === undefined ? undefined : byLeaf.get(entry.best);
  if (entry.state === "not_best" ? !best || best.state !== "counted" : entry.best !== undefined) check.fail("entry_best", { leaf });
  if ((entry.counted_score === undefined) !== (entry.counted_elapsed_ms === undefined)) check.fail("entry_counted", { leaf });
  if (!rules) return;
  const asked = { prediction: rules.order.includes("prediction"), attempts: rules.order.includes("attempts"), category: rules.categories };
  for (const [member, wanted] of Object.entries(asked)) {
    if ((/** @type {any} */ (entry)[member] !== undefined) !== wanted) check.fail("entry_member", { leaf, member });
  }
}

/** 5.1, 2: nobody dropped, nobody slipped in. @param {Check} check @param {Ledger} ledger */
function checkSameLeaves(check, { entries, byLeaf, leaves }) {
  if (byLeaf.size !== entries.length) check.fail("entry_twice");
  for (const { leaf } of entries) {
    if (!leaves.has(leaf)) check.fail("entry_strange", { leaf: short(leaf) });
  }
  for (const leaf of leaves.keys()) {
    if (!byLeaf.has(leaf)) check.fail("entry_absent", { leaf: short(leaf) });
  }
}
