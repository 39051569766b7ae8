// The hourly snapshots, their chain, their tree and the checkpoints (docs/ledger.md §4).
import { same } from "./ledger-bytes.js";
import { misshapen, unread } from "./ledger-commitment.js";
import { ascending, isCount, isFlag, isHash, isObject, isPlace, isText, listOf, orNull } from "./ledger-shape.js";
import { growTree } from "./ledger-tree.js";

/** @typedef {import("./ledger-check.js").Check} Check */
/** @typedef {import("./ledger.js").Ledger} Ledger */
/** A line that somebody kept. @typedef {{ slug: string, number: number, size: number, at: number, hash: string }} Checkpoint */

export const LATE_MS = 7200000;
const MOST_LEAVES = 50000;
const SNAPSHOT = {
  slug: isText, number: isPlace, at: isCount, previous: orNull(isHash), contest: isHash, paper_key: isHash, leaves: listOf(isHash), late: listOf(isHash),
  size: isCount, root: isHash, consistency: listOf(isHash), final: isFlag,
  resets: (/** @type {any} */ value) => isObject(value) && Object.values(value).every(isCount),
  audit: (/** @type {any} */ value) => isObject(value) && isCount(value.entries) && (value.entries === 0 ? value.head === "" : isHash(value.head)),
};

/** @param {string} line @returns {Checkpoint | null} null where it is none */
export function readCheckpoint(line) {
  const found = /^hoithi-checkpoint-1 ([a-z0-9-]{1,32}) (\d{1,9}) (\d{1,12}) (\d{1,16}) ([0-9a-f]{64})$/.exec(line.trim().replace(/\s+/g, " "));
  return found && { slug: found[1], number: Number(found[2]), size: Number(found[3]), at: Number(found[4]), hash: found[5] };
}

/** @param {Check} check @param {Ledger} ledger */
export async function checkSnapshots(check, ledger) {
  const { snapshots, hasher } = ledger;
  if (!snapshots.length) return checkNone(check, ledger);
  const whole = snapshots.filter((file) => !unread(check, file) && !misshapen(check, file.path, file.value, SNAPSHOT));
  const hashes = await Promise.all(whole.map(({ value }) => hasher.hexOfJson(value).catch(() => "")));
  whole.forEach(({ path, value }, at) => {
    checkAlone(check, ledger, path, value);
    checkNext(check, { path, value, number: at + 1, before: at ? whole[at - 1].value : null, hash: at ? hashes[at - 1] : null });
  });
  checkFinal(check, ledger, whole.map(({ value }) => value));
  if (whole.length === snapshots.length) await checkTree(check, ledger, whole);
  checkCheckpoint(check, ledger, whole, hashes);
  checkNoted(check, ledger, whole, hashes);
  check.counted(whole.length);
}

/** @param {Check} check @param {Ledger} ledger */
function checkNone(check, ledger) {
  if (ledger.published) check.fail("snapshot_due");
  else if (ledger.checkpoints.length) check.fail("noted_gone", { line: ledger.checkpoints[0].number });
  else check.skip();
}

/** @param {Check} check @param {Ledger} ledger @param {string} path @param {any} one */
function checkAlone(check, ledger, path, one) {
  const commitment = ledger.commitmentFile.value || {};
  if (one.slug !== ledger.slug) check.fail("slug", { path });
  if (one.contest !== commitment.contest || one.paper_key !== commitment.paper_key) check.fail("bound_otherwise", { path });
  if (!ascending(one.leaves)) check.fail("snapshot_order", { path });
  const leaves = new Set(one.leaves);
  if (!ascending(one.late) || !one.late.every((/** @type {string} */ leaf) => leaves.has(leaf))) check.fail("snapshot_late", { path });
  if (one.leaves.length > MOST_LEAVES) check.fail("snapshot_most", { path });
  const strange = ledger.units && Object.keys(one.resets).find((unit) => ledger.units && !ledger.units.has(unit));
  if (strange) check.fail("snapshot_unit", { path, unit: strange });
}

/** @param {Check} check @param {{ path: string, value: any, number: number, before: any, hash: string | null }} step */
function checkNext(check, { path, value, number, before, hash }) {
  if (value.number !== number) check.fail("snapshot_number", { path, found: value.number });
  if (value.previous !== hash) check.fail("snapshot_previous", { path });
  if (!before) return;
  if (value.at < before.at) check.fail("snapshot_time", { path });
  const { audit } = value;
  const cut = audit.entries < before.audit.entries || (audit.entries === before.audit.entries && audit.head !== before.audit.head);
  if (cut) check.fail("snapshot_audit", { path });
}

/** Nothing comes after the last one. @param {Check} check @param {Ledger} ledger @param {any[]} snapshots */
function checkFinal(check, ledger, snapshots) {
  const last = snapshots[snapshots.length - 1];
  const finals = snapshots.filter(({ final }) => final);
  if (finals.length > 1 || (finals.length && !last.final)) check.fail("snapshot_after_final");
  if (!finals.length && ledger.published) check.fail("final_due");
  const { frozen_at: frozen } = ledger.contestFile.value || {};
  if (last && last.final && isCount(frozen) && last.at < frozen) check.fail("final_early");
}

/** @param {Check} check @param {Ledger} ledger @param {{ path: string, value: any }[]} whole */
async function checkTree(check, ledger, whole) {
  const leaves = whole.flatMap(({ value }) => value.leaves);
  if (new Set(leaves).size !== leaves.length) check.fail("leaf_twice");
  const tree = await growTree(leaves, ledger.hasher);
  let grown = 0;
  const sizes = whole.map(({ value }) => (grown += value.leaves.length));
  await Promise.all(whole.map(async ({ path, value }, at) => {
    if (value.size !== sizes[at]) check.fail("snapshot_size", { path, told: value.size, found: sizes[at] });
    if (value.root !== (await tree.root(sizes[at]))) check.fail("snapshot_root", { path });
    if (!same(value.consistency, await tree.proof(at ? sizes[at - 1] : 0, sizes[at]))) check.fail("snapshot_proof", { path });
  }));
}

/** @param {Check} check @param {Ledger} ledger @param {any[]} whole @param {string[]} hashes */
function checkCheckpoint(check, { checkpointFile, slug }, whole, hashes) {
  if (unread(check, checkpointFile) || !whole.length) return;
  const lines = whole.map(({ value: { number, size, at } }, place) => `hoithi-checkpoint-1 ${slug} ${number} ${size} ${at} ${hashes[place]}\n`);
  const of = lines.lastIndexOf(checkpointFile.text || "");
  const newest = lines.length - 1;
  if (of >= 0 && of < newest && !whole[newest].value.final) check.warn("checkpoint_newest");
  else if (of < newest || of < 0) check.fail("checkpoint_newest");
}

/** Whoever kept a line holds the contest to it. @param {Check} check @param {Ledger} ledger @param {any[]} whole @param {string[]} hashes */
function checkNoted(check, { checkpoints, slug }, whole, hashes) {
  for (const noted of checkpoints) {
    const at = whole.findIndex(({ value }) => value.number === noted.number);
    const told = { line: noted.number };
    if (noted.slug !== slug) check.fail("noted_slug", told);
    else if (at < 0) check.fail("noted_gone", told);
    else if (hashes[at] !== noted.hash || whole[at].value.size !== noted.size || whole[at].value.at !== noted.at) check.fail("noted_other", told);
    else check.note("noted_kept", told);
  }
}

/** Where each leaf stands: the first snapshot that has it. @param {Ledger["snapshots"]} snapshots */
export function placesOfLeaves(snapshots) {
  /** @type {Map<string, { at: number, number: number, late: boolean }>} */
  const places = new Map();
  for (const { value } of snapshots) {
    if (!value || !listOf(isHash)(value.leaves)) continue;
    const late = new Set(Array.isArray(value.late) ? value.late : []);
    for (const leaf of value.leaves) {
      if (!places.has(leaf)) places.set(leaf, { at: value.at, number: value.number, late: late.has(leaf) });
    }
  }
  return places;
}

