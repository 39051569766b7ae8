// The linters themselves: what must not stand in a script or a style of the pages makes them complain.
import "./catalogue.mjs";
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../../..");
// By `require`, which looks where ops/node.py has put the packages.
const require = createRequire(import.meta.url);
const { ESLint } = require("eslint");
const { default: stylelint } = await import(require.resolve("stylelint"));

const eslint = new ESLint({ cwd: ROOT });

async function complaints(code) {
  const [result] = await eslint.lintText(code, { filePath: join(ROOT, "static_site/js/ui/seeded.js") });
  return result.messages.map((message) => message.ruleId);
}

const REFUSED = {
  "export const copy = structuredClone({});": "compat/compat",
  "export const signal = AbortSignal.timeout(1);": "no-restricted-properties",
  "export const last = (list) => list.at(-1);": "no-restricted-syntax",
  "export const last = [1].at(-1);": "es-x/no-array-prototype-at",
  "export const plain = (text) => text.replaceAll('a', 'b');": "no-restricted-syntax",
  "export const own = Object.hasOwn({}, 'a');": "es-x/no-object-hasown",
  "export function set(a, b) { a ??= b; return a; }": "es-x/no-logical-assignment-operators",
  "export class Box { #inside = 1; get() { return this.#inside; } }": "es-x/no-class-instance-fields",
  "export const id = () => crypto.randomUUID();": "no-restricted-properties",
  "export const show = (node, text) => { node.innerHTML = text; };": "no-restricted-properties",
  "export const show = (node, text) => node.insertAdjacentHTML('beforeend', text);": "no-restricted-properties",
  "document.write('a');": "no-restricted-properties",
  "export const red = (node) => node.setAttribute('style', 'color: red');": "no-restricted-syntax",
  "export const red = (node) => { node.style = 'color: red'; };": "no-restricted-syntax",
  "export const tap = (node) => node.setAttribute('onclick', 'go()');": "no-restricted-syntax",
  "export const run = (code) => eval(code);": "no-eval",
  "setTimeout('go()', 1);": "no-implied-eval",
  "export const same = (a, b) => a == b;": "eqeqeq",
  "export const typo = () => lenght;": "no-undef",
  "const forgotten = 1;": "no-unused-vars",
};

for (const [code, rule] of Object.entries(REFUSED)) {
  test(`refused by ${rule}: ${code}`, async () => {
    assert.ok((await complaints(code)).includes(rule), `${await complaints(code)}`);
  });
}

test("what phones of 2021 know is let through", async () => {
  const code = `
    /** @param {HTMLElement} node @param {{ at: number, all?: string[] }} session */
    export async function show(node, session) {
      const names = session.all?.filter((name) => name !== "").flat() ?? [];
      node.replaceChildren(...names);
      node.classList.toggle("shown", session.at > 0);
      if (navigator.share) await navigator.share({ text: names[0] });
      return Object.fromEntries(await Promise.allSettled([fetch("/")]).then((all) => all.entries()));
    }`;
  assert.deepEqual(await complaints(code), []);
});

test("a style that phones of 2021 do not know is refused", async () => {
  const report = (code) => stylelint.lint({ code, codeFilename: join(ROOT, "static_site/css/seeded.css"), cwd: ROOT });
  assert.ok((await report("@layer base { a { color: red; } }")).errored);
  assert.ok((await report("a:has(b) { color: red; }")).errored);
  assert.ok(!(await report("a { display: grid; gap: 1rem; color: var(--ink); }")).errored);
});
