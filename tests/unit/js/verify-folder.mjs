// The browser's verifier in Node, for tests: a published folder in, the report out.
// node tests/unit/js/verify-folder.mjs FOLDER [--receipt FILE]… [--checkpoint LINE]… [--now MS] [--lang vi|en]
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { NothingToCheck, verify } from "../../../static_site/js/core/ledger.js";
import { readReceiptText } from "../../../static_site/js/core/ledger-receipts.js";
import { reportSaid } from "../../../static_site/js/core/ledger-said.js";
import { readCheckpoint } from "../../../static_site/js/core/ledger-snapshots.js";
import { useMessages } from "../../../static_site/js/core/text.js";

export async function useLedgerWords(lang = "vi") {
  const path = new URL(`../../../static_site/lang/ledger/${lang}.json`, import.meta.url);
  useMessages(JSON.parse(await readFile(path, "utf8")));
}

/** Files of a folder as the verifier asks for them. */
export const folderReader = (folder) => async (path, most) => {
  try {
    const bytes = new Uint8Array(await readFile(join(folder, path)));
    return bytes.length > most ? { problem: "large" } : { bytes };
  } catch (absent) {
    return { problem: "missing" };
  }
};

/** The same of files in memory: path to text or bytes. */
export const mapReader = (files) => async (path, most) => {
  if (!(path in files)) return { problem: "missing" };
  const bytes = typeof files[path] === "string" ? new TextEncoder().encode(files[path]) : files[path];
  return bytes.length > most ? { problem: "large" } : { bytes };
};

async function main() {
  const several = { type: "string", multiple: true, default: [] };
  const { values, positionals } = parseArgs({ allowPositionals: true,
    options: { receipt: several, checkpoint: several, now: { type: "string" }, lang: { type: "string", default: "vi" } } });
  const receipts = (await Promise.all(values.receipt.map((path) => readFile(path, "utf8")))).map(readReceiptText);
  const checkpoints = values.checkpoint.map(readCheckpoint);
  if (positionals.length !== 1 || receipts.includes(null) || checkpoints.includes(null)) throw new NothingToCheck("wrong use");
  await useLedgerWords(values.lang);
  const now = values.now === undefined ? Date.now() : Number(values.now);
  const report = await verify({ read: folderReader(positionals[0]), subtle: globalThis.crypto.subtle, now, receipts, checkpoints });
  console.log(JSON.stringify(reportSaid(report), null, 2));
  return report.ok ? 0 : 1;
}

if (import.meta.url === pathToFileURL(resolve(process.argv[1] || "")).href) {
  process.exitCode = await main().catch((failure) => {
    console.error(String(failure));
    return 2;
  });
}
