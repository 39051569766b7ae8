import assert from "node:assert/strict";
import { test } from "node:test";
import { changedFields, contested, countByGroup, groupOf, idOf, isoOf, laterTitle, msOf, namesOf, placed, soon, valueAt, yearsOn } from "../../../static_site/js/core/contest-draft.js";

test("ids are made of names without diacritics, and differ", () => {
  assert.equal(idOf("Khu phố Thiết Đính Bắc"), "khu-pho-thiet-dinh-bac");
  assert.equal(idOf("Khu phố 1", ["khu-pho-1"]), "khu-pho-1-2");
  assert.equal(idOf("Khu phố 1", ["khu-pho-1", "khu-pho-1-2"]), "khu-pho-1-3");
  assert.equal(idOf("…"), "muc");
  const long = "Ủy ban Mặt trận Tổ quốc Việt Nam phường Bồng Sơn";
  assert.ok(idOf(long).length <= 32);
  assert.ok(!idOf(long).endsWith("-"));
  assert.equal(idOf(long, [idOf(long)]).length <= 32, true);
  assert.notEqual(idOf(long, [idOf(long)]), idOf(long));
});

test("an id that is too long loses whole words, never its year", () => {
  assert.equal(idOf("Hội thi tìm hiểu cải cách hành chính năm 2026 của phường"), "hoi-thi-tim-hieu-cai-cach-2026");
  assert.equal(idOf("Cuộc thi trực tuyến Tìm hiểu về Cải cách hành chính"), "cuoc-thi-truc-tuyen-tim-hieu-ve");
  assert.equal(idOf("Tìm hiểu cải cách hành chính, năm 2026", ["tim-hieu-cai-cach-hanh-chinh-2026"]), "tim-hieu-cai-cach-hanh-2026");
  assert.equal(idOf("a".repeat(40)), "a".repeat(32));
  assert.equal(idOf(`${"a".repeat(40)} 2026`), `${"a".repeat(27)}-2026`);
  assert.equal(idOf("a".repeat(40), ["a".repeat(32)]), `${"a".repeat(30)}-2`);
});

test("a place of the ranking order takes a key from its other place", () => {
  assert.deepEqual(placed(["score", "elapsed", ""], 0, "elapsed"), ["elapsed", "score", ""]);
  assert.deepEqual(placed(["score", "elapsed", ""], 2, "score"), ["", "elapsed", "score"]);
  assert.deepEqual(placed(["score", "elapsed", ""], 1, ""), ["score", "", ""]);
  assert.deepEqual(placed(["score", "", ""], 1, "elapsed"), ["score", "elapsed", ""]);
});

test("values are found by their names", () => {
  const raw = { paper: { time_limit_s: 900 }, units: "none" };
  assert.equal(valueAt(raw, "paper.time_limit_s"), 900);
  assert.equal(valueAt(raw, "paper.attempts"), undefined);
  assert.equal(valueAt(raw, "units.0.name"), undefined);
  assert.equal(valueAt({ identity: null }, "identity.field"), undefined);
});

test("only what differs is sent, and null takes a field away", () => {
  const before = { title: "A", "paper.time_limit_s": 900, "paper.attempts": undefined };
  assert.deepEqual(changedFields(before, { title: "A", "paper.time_limit_s": null, "paper.attempts": 3 }), { "paper.time_limit_s": null, "paper.attempts": 3 });
  assert.deepEqual(changedFields({ units: [{ id: "a" }] }, { units: [{ id: "a" }] }), {});
});

test("a conflict is one only where the same field was changed", () => {
  const base = { title: "A", host: "H" };
  assert.deepEqual(contested(base, { title: "A", host: "K" }, ["title"]), []);
  assert.deepEqual(contested(base, { title: "B", host: "H" }, ["title", "host"]), ["title"]);
});

const GROUPS = { paper: ["paper.time_limit_s", "fairness"], topics: ["topics", "paper.quota"] };

test("a fault is counted where its field stands", () => {
  assert.equal(groupOf("paper.quota.the-che", GROUPS), "topics");
  assert.equal(groupOf("paper.time_limit_s", GROUPS), "paper");
  assert.equal(groupOf("slug", GROUPS), "");
  assert.deepEqual(countByGroup([{ field: "topics.0.id", message: "" }, { field: "paper.quota", message: "" }], GROUPS), { topics: 2 });
});

test("instants go to and fro in Vietnam's time", () => {
  assert.equal(isoOf(1719792000000), "2024-07-01T07:00:00+07:00");
  assert.equal(msOf("2024-07-01T07:00:00+07:00"), 1719792000000);
  assert.equal(msOf("mai"), null);
  assert.equal(msOf(undefined), null);
});

test("at once is a whole minute, one to two minutes ahead", () => {
  assert.equal(soon(0), 60000);
  assert.equal(soon(1), 120000);
});

test("last year's window lies ahead again, on the same weekday", () => {
  const last = Date.parse("2024-07-01T07:00:00+07:00");
  const moved = yearsOn(last, Date.parse("2026-01-01T00:00:00Z"));
  assert.equal(new Date(moved).getUTCDay(), new Date(last).getUTCDay());
  assert.ok(moved > Date.parse("2026-01-01T00:00:00Z"));
  assert.equal(laterTitle("Cải cách hành chính năm 2024", 2), "Cải cách hành chính năm 2026");
});

test("a pasted list gives its new names", () => {
  assert.deepEqual(namesOf("1. Khu phố 1\n- Khu phố 2\n\nkhu pho 1\n  Công an phường ", ["Khu phố 2"]), ["Khu phố 1", "Công an phường"]);
});
