// The report as a file, in the shape that all verifiers share.
import { reportSaid } from "../core/ledger-said.js";
import { saveFile } from "./keeping.js";

/** @param {import("../core/ledger.js").Report} report @param {string} at */
export function saveReport(report, at) {
  const said = { ...reportSaid(report), checked_at: at, address: location.href };
  saveFile(new Blob([JSON.stringify(said, null, 2)], { type: "application/json" }), `kiem-chung-${report.slug}.json`);
}
