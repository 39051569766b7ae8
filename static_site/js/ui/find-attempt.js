// Finding an attempt that this phone doesn't keep: by the receipt's file, or by number and resume code.
import { readReceipt } from "../core/review.js";
import { t } from "../core/text.js";
import { describedBy, field } from "./fields.js";
import { h, link, paragraph } from "./dom.js";
import { root } from "./frame.js";

/** @typedef {import("../core/types.js").Outcome} Outcome */

const LARGEST_RECEIPT = 200000;

/** Where no attempt is kept: the quiz's page shows the one that is. @param {{ slug: string }} contest */
export const codeSection = (contest) => h("section", {}, h("h3", {}, t("review.by_code")), paragraph(t("review.by_code_text")),
  h("p", { class: "actions" }, link(`${root(contest)}thi/#ma-tiep-tuc`, t("review.by_code_link"), { class: "button quiet", id: "find-by-code" })));

/**
 * @param {{ slug: string }} contest
 * @param {(outcome: Outcome) => Promise<string>} found gives in a sentence why it can't be shown, "" where it is
 */
export function receiptSection({ slug }, found) {
  const input = h("input", { id: "receipt-file", name: "receipt-file", type: "file", class: "input", "aria-describedby": describedBy("receipt-file") });
  const { element, setError } = field({ name: "receipt-file", label: t("review.file"), target: "receipt-file", control: input });
  input.addEventListener("change", async () => {
    const file = input.files && input.files[0];
    if (!file) return;
    const { outcome, problem } = readReceipt(file.size > LARGEST_RECEIPT ? "" : await file.text(), slug);
    setError(problem ? t(`review.file.${problem}`) : await found(outcome));
  });
  return h("section", {}, h("h3", {}, t("review.by_file")), paragraph(t("review.by_file_text")), element);
}
