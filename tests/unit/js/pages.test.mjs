// What holds for all pages together: imports, messages, no markup in strings.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const SITE = join(dirname(fileURLToPath(import.meta.url)), "../../../static_site");
const read = (path) => readFileSync(join(SITE, path), "utf8");
const under = (folder, ending) =>
  readdirSync(join(SITE, folder), { recursive: true }).map((path) => join(folder, String(path))).filter((path) => path.endsWith(ending));

const templates = under("pages", ".html");
const ours = ["core", "io", "ui"].flatMap((folder) => under(`js/${folder}`, ".js"));
const importsOf = (path) =>
  [...read(path).matchAll(/^(?:import|export)[^;]*? from "(\.[^"]+)";/gm)].map((found) => normalize(join(dirname(path), found[1])));

for (const template of templates) {
  test(`${template} has no inline script or style`, () => {
    const html = read(template);
    assert.doesNotMatch(html, /<style|\sstyle=|\son[a-z]+=|javascript:/i);
    for (const [, attributes, body] of html.matchAll(/<script([^>]*)>([^]*?)<\/script>/g)) {
      assert.match(attributes, /src=|type="application\/json"/);
      if (/src=/.test(attributes)) assert.equal(body, "");
    }
  });
}

test("there are pages and modules to look at", () => {
  assert.ok(templates.length >= 10 && ours.length >= 20, `${templates.length} templates, ${ours.length} modules`);
});

test("core imports core alone, io never ui", () => {
  const strangers = ours.flatMap((path) => importsOf(path)
    .filter((target) => (path.startsWith("js/core") && !target.startsWith("js/core")) || (path.startsWith("js/io") && target.startsWith("js/ui")))
    .map((target) => `${path} → ${target}`));
  assert.deepEqual(strangers, []);
});

test("every sentence stands in the catalogue", () => {
  const accented = /[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵ]/i;
  const code = ours.map(read).join("\n").replace(/\/\*[^]*?\*\//g, "").replace(/\/\/.*$/gm, "");
  assert.deepEqual([...code.matchAll(/["`][^"`\n]*["`]/g)].map(([said]) => said).filter((said) => accented.test(said)), []);
  for (const template of templates) {
    const text = read(template).replace(/\{[{%#][^]*?[}%#]\}/g, "").replace(/<[^>]*>/g, " ");
    assert.doesNotMatch(text, /[a-zà-ỹ]{3,}/i, template);
  }
});

test("no module builds markup from strings", () => {
  for (const path of ours) {
    assert.doesNotMatch(read(path), /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(/, path);
  }
});

test("files stay under 300 lines", () => {
  for (const path of ours) assert.ok(read(path).split("\n").length < 300, path);
});
