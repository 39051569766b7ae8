// Lines to post where nobody can change them afterwards: the commitment, the ledger's checkpoint.
import { t } from "../../core/text.js";
import { ApiError } from "../../io/session.js";
import { copyButton } from "../copy.js";
import { h } from "../dom.js";
import { section } from "./kit.js";

const KINDS = /** @type {const} */ (["commitment", "checkpoint"]);

/** The section with what there is to post; null where nothing is. @param {import("./screens.js").Here} here */
export async function postingsPart(here) {
  const found = await read(here);
  const cards = KINDS.map((kind) => (found[kind] ? card(kind, String(found[kind])) : null)).filter(Boolean);
  return cards.length ? section(t("promotion.post"), h("p", {}, t("promotion.post.text")), cards) : null;
}

/** A contest that is not loaded yet has nothing. @param {import("./screens.js").Here} here @returns {Promise<Record<string, string | null>>} */
async function read(here) {
  try {
    return await here.api.get(`/contests/${here.slug}/postings`, { origin: location.origin });
  } catch (failure) {
    if (failure instanceof ApiError && failure.code === "no_such_contest") return {};
    throw failure;
  }
}

/** @param {"commitment" | "checkpoint"} kind @param {string} text */
function card(kind, text) {
  const name = t(`promotion.post.${kind}`);
  const shown = h("div", { class: "ready", lang: "vi" }, text);
  return h("article", { class: "card posting", id: `post-${kind}` }, h("h3", {}, name), shown, h("p", { class: "actions" }, copyButton(shown, t("promotion.copy_text", { channel: name }))));
}
