import assert from "node:assert/strict";
import { test } from "node:test";
import "./catalogue.mjs";
import { said } from "../../../static_site/js/core/said.js";
import { t } from "../../../static_site/js/core/text.js";

const CONTEST = /** @type {const} */ ({ identity_field: "citizen_id", contact: "0256 388" });

/** @param {string} code @param {Record<string, string>} [fields] */
const saidOf = (code, fields) => said({ code, message: "of the server", fields }, CONTEST);

test("an error is said by its code", () => {
  assert.equal(saidOf("wrong_code").message, t("said.wrong_code"));
  assert.ok(saidOf("not_eligible").message.includes("0256 388"));
});

test("a field is said by its name, the number by what it is", () => {
  const { fields } = saidOf("invalid", { identity: "x", name: "x", eligible: "x" });
  assert.deepEqual(fields, { identity: t("said.field.citizen_id"), name: t("said.field.name"), eligible: t("register.missing.eligible") });
});

test("what has no sentence of its own gets a general one", () => {
  const error = saidOf("newer_draft", { seq: "x" });
  assert.equal(error.message, t("errors.unknown"));
  assert.deepEqual(error.fields, { seq: t("errors.unknown") });
});
