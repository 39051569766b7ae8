// What runs before the first paint: which announcements stand now.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInNewContext } from "node:vm";

const CODE = readFileSync(new URL("../../../static_site/js/boot.js", import.meta.url), "utf8");
const NOW = 1719800000000;

/** Runs boot.js in a page that gets its announcements after it. @param {{ from: number, until: number, hidden?: boolean }[]} announcements */
function arrive(announcements) {
  const parts = announcements.map(({ from, until, hidden = false }) => ({ dataset: { from: String(from), until: String(until) }, hidden }));
  /** @type {typeof parts} */
  let there = [];
  /** @type {Record<string, () => void>} */
  const heard = {};
  const observed = { watching: false, seen: () => undefined };
  class MutationObserver {
    /** @param {() => undefined} seen */
    constructor(seen) {
      observed.seen = seen;
    }

    observe() {
      observed.watching = true;
    }

    disconnect() {
      observed.watching = false;
    }
  }
  const document = {
    documentElement: { setAttribute: () => undefined },
    querySelectorAll: () => there,
    addEventListener: (/** @type {string} */ name, /** @type {() => void} */ act) => {
      heard[name] = act;
    },
  };
  runInNewContext(CODE, { document, MutationObserver, Date: { now: () => NOW }, window: { localStorage: { getItem: () => null } }, JSON, Number, String });
  return {
    parts, observed,
    comes() {
      there = parts;
      if (observed.watching) observed.seen();
    },
    ends: () => heard.DOMContentLoaded(),
  };
}

test("an announcement stands from its start until just before its end", () => {
  const page = arrive([
    { from: NOW, until: NOW + 1 },
    { from: NOW - 1, until: NOW },
    { from: NOW + 1, until: NOW + 2 },
    { from: NOW - 5, until: NOW + 5, hidden: true },
  ]);
  page.comes();
  assert.deepEqual(page.parts.map((part) => part.hidden), [false, true, true, false]);
});

test("it is known as the page arrives, and nothing is watched afterwards", () => {
  const page = arrive([{ from: NOW - 2, until: NOW - 1 }]);
  assert.equal(page.observed.watching, true);
  page.comes();
  assert.equal(page.parts[0].hidden, true);
  page.ends();
  assert.equal(page.observed.watching, false);
});

test("a page that came at once is looked through at its end", () => {
  const page = arrive([{ from: NOW - 2, until: NOW - 1 }]);
  page.observed.watching = false;
  page.comes();
  assert.equal(page.parts[0].hidden, false);
  page.ends();
  assert.equal(page.parts[0].hidden, true);
});
