// The resume code to take away. Neither name nor number goes along: a code alone opens nothing.
import { grouped, t } from "../core/text.js";
import { waysToKeepIt } from "./keeping.js";
import { bringSentences, root } from "./frame.js";

/** @param {import("../core/types.js").Contest} contest @param {string} code @param {Element} shown where it stands on the page */
export async function waysToKeep(contest, code, shown) {
  await bringSentences();
  const address = `${location.origin}${root(contest)}thi/`;
  const kind = t(`code.number.${contest.identity_field}`);
  return waysToKeepIt({
    id: "code",
    file: `ma-tiep-tuc-${contest.slug}.png`,
    text: t("code.text", { code: grouped(code), title: contest.title, address, kind }),
    lines: [
      { text: contest.host, size: 24, soft: true },
      { text: contest.title, size: 30, bold: true },
      { text: t("code.title"), size: 24, soft: true, gap: 1.2 },
      { text: grouped(code), size: 64, bold: true, mono: true },
      { text: t("code.how", { kind }), size: 24, gap: 0.8 },
      { text: address, size: 24, bold: true },
    ],
  }, shown);
}
