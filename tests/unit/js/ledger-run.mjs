// Runs the browser's verifier on files in memory.
import { verify } from "../../../static_site/js/core/ledger.js";
import { readCheckpoint } from "../../../static_site/js/core/ledger-snapshots.js";
import { HOUR, OPENS, aWorld, filesOf } from "./ledger-world.mjs";
import { mapReader, useLedgerWords } from "./verify-folder.mjs";

await useLedgerWords();

export const LATER = OPENS + 1000 * HOUR;

/** @returns the report, with `by`: id of a check to its result */
export async function check(files, { receipts = [], checkpoints = [], now = LATER } = {}) {
  const lines = checkpoints.map(readCheckpoint);
  const report = await verify({ read: mapReader(files), subtle: globalThis.crypto.subtle, now, receipts, checkpoints: lines });
  return { ...report, by: Object.fromEntries(report.checks.map(({ id, result }) => [id, result])) };
}

/** A world in which something was changed, published with an index that fits. */
export function changed(change, how = {}) {
  const world = structuredClone(aWorld(how));
  const replaced = change(world);
  return check(filesOf(replaced || world), { receipts: how.receipts });
}

/** The detail keys of a check. */
export const found = (report, id) => report.checks.find((one) => one.id === id).details.map(({ key }) => key);
