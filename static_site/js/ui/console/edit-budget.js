// What the prizes may cost: kept beside the rules, compared with their sum among the lights.
import { valueAt } from "../../core/contest-draft.js";
import { money, t } from "../../core/text.js";
import { h } from "../dom.js";
import { form, numberEntry } from "./kit-form.js";
import { say, section } from "./kit.js";

/** @typedef {import("./screens.js").Here} Here */

/** @param {Record<string, any>} raw */
function totalOf(raw) {
  const all = ["individual", "collective", "manual"].flatMap((kind) => valueAt(raw, `prizes.${kind}`) || []);
  return all.reduce((/** @type {number} */ sum, /** @type {any} */ prize) => sum + (Number(prize.count) || 0) * (Number(prize.amount_vnd) || 0), 0);
}

/** @param {Here} here @param {{ contest: Record<string, any>, budget_vnd: number | null }} draft */
export function budgetPart(here, draft) {
  const total = h("p", {}, t("edit.total", { amount: money(totalOf(draft.contest)) }));
  if (!here.canChange) return section(t("edit.budget"), total);
  const amount = numberEntry({ name: "budget_vnd", label: t("edit.budget.label"), hint: t("edit.budget.hint"), value: draft.budget_vnd });
  const send = async () => {
    await here.api.put(`/contests/${here.slug}/budget`, { budget_vnd: amount.read() });
    say(t("edit.budget.saved"));
  };
  return section(t("edit.budget"), total, form({ id: "budget", entries: [amount], submit: t("edit.budget.save"), send }));
}
