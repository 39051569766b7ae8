// The formats that chalicelib/pages/texts.py shares, by examples that both read.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import "./catalogue.mjs";
import * as text from "../../../static_site/js/core/text.js";

const EXAMPLES = JSON.parse(readFileSync(new URL("../text_examples.json", import.meta.url), "utf8"));

for (const [name, examples] of Object.entries(EXAMPLES)) {
  test(`${name} writes as the published pages do`, () => {
    for (const [given, said] of examples) assert.equal(text[name](given), said);
  });
}
