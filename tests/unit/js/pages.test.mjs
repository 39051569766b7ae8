// What holds for all pages together: preloads, messages, no markup in strings.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { VI } from "../../../static_site/js/core/messages.vi.js";

const SITE = join(dirname(fileURLToPath(import.meta.url)), "../../../static_site");
const read = (path) => readFileSync(join(SITE, path), "utf8");
const under = (folder, ending) =>
  readdirSync(join(SITE, folder), { recursive: true }).map((path) => join(folder, String(path))).filter((path) => path.endsWith(ending));

const pages = under(".", ".html").filter((page) => page !== "404.html" && /type="module"/.test(read(page)) && !/quan-tri|kiem-chung/.test(page));
const ours = ["core", "io", "ui"].flatMap((folder) => under(`js/${folder}`, ".js"));

function importsOf(path) {
  return [...read(path).matchAll(/^(?:import|export)[^;]*? from "(\.[^"]+)";/gm)].map((found) => normalize(join(dirname(path), found[1])));
}

function graph(entry, seen = new Set()) {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  for (const path of importsOf(entry)) graph(path, seen);
  return seen;
}

for (const page of pages) {
  test(`${page} preloads just the modules that it needs`, () => {
    const html = read(page);
    const entry = /<script type="module" src="\/([^"]+)"/.exec(html)[1];
    const preloaded = [...html.matchAll(/rel="modulepreload" href="\/([^"]+)"/g)].map((found) => found[1]);
    assert.deepEqual(preloaded.sort(), [...graph(entry)].sort());
  });

  test(`${page} has no inline script or style`, () => {
    const html = read(page);
    assert.doesNotMatch(html, /<style|\sstyle=|\son[a-z]+=|javascript:/i);
    for (const [, attributes, body] of html.matchAll(/<script([^>]*)>([^]*?)<\/script>/g)) {
      assert.match(attributes, /src=/);
      assert.equal(body, "");
    }
  });
}

test("there are pages and modules to look at", () => {
  assert.ok(pages.length >= 5 && ours.length >= 20, `${pages.length} pages, ${ours.length} modules`);
});

test("core imports core alone, io never ui", () => {
  const strangers = ours.flatMap((path) => importsOf(path)
    .filter((target) => (path.startsWith("js/core") && !target.startsWith("js/core")) || (path.startsWith("js/io") && target.startsWith("js/ui")))
    .map((target) => `${path} → ${target}`));
  assert.deepEqual(strangers, []);
});

test("every message is used, and every sentence stands in the catalogue", () => {
  const source = ours.filter((path) => !path.includes("messages.")).map(read).join("\n");
  const built = /^(weekday|duration|state|index|how\.register|results|register|register\.missing|metric|expired|truth|prediction\.target)\./;
  const unused = Object.keys(VI).filter((key) => !source.includes(`"${key}"`) && !built.test(key) && !/^register\.(phone|citizen_id)/.test(key));
  assert.deepEqual(unused, []);
  const code = source.replace(/\/\*[^]*?\*\//g, "").replace(/\/\/.*$/gm, "");
  const accented = [...code.matchAll(/["`][^"`\n]*[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵ][^"`\n]*["`]/gi)].map((found) => found[0]);
  assert.deepEqual(accented, []);
});

test("no module builds markup from strings or needs more than ES2020", () => {
  for (const path of ours) {
    assert.doesNotMatch(read(path), /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(/, path);
    assert.doesNotMatch(read(path), /\?\?=|\|\|=|&&=|\.at\(|replaceAll|structuredClone|Object\.hasOwn|randomUUID/, path);
  }
});

test("files stay under 300 lines", () => {
  for (const path of ours) assert.ok(read(path).split("\n").length < 300, path);
});
