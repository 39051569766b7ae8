import "./catalogue.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { deviceKey, openStore } from "../../../static_site/js/io/storage.js";
import { createClock } from "../../../static_site/js/io/site.js";
import { aStorage } from "./builders.mjs";

test("what is written is read again, under the contest's own keys", () => {
  const storage = aStorage();
  openStore("one", storage).write("session", { a: 1 });
  assert.deepEqual(openStore("one", storage).read("session"), { a: 1 });
  assert.equal(openStore("two", storage).read("session"), null);
  assert.deepEqual([...storage.kept.keys()], ["hoithi:one:session"]);
});

test("where storage is forbidden, memory holds it and the page can say so", () => {
  const store = openStore("one", null);
  store.write("session", { a: 1 });
  assert.deepEqual([store.read("session"), store.persistent()], [{ a: 1 }, false]);
  store.remove("session");
  assert.equal(store.read("session"), null);
});

test("a full storage loses nothing: the newest is read, and kept again once there is room", () => {
  const storage = aStorage();
  const store = openStore("one", storage);
  store.write("session", 1);
  storage.full = true;
  store.write("session", 2);
  assert.deepEqual([store.read("session"), store.persistent()], [2, false]);
  storage.full = false;
  store.write("session", 3);
  assert.deepEqual([openStore("one", storage).read("session"), store.persistent()], [3, true]);
});

test("damaged storage reads as nothing", () => {
  const storage = aStorage({ "hoithi:one:session": "{oops" });
  assert.equal(openStore("one", storage).read("session"), null);
});

test("the device key is made once, as the API wants it", () => {
  const storage = aStorage();
  const made = deviceKey(openStore("one", storage));
  assert.match(made, /^[A-Za-z0-9_-]{16,64}$/);
  assert.equal(deviceKey(openStore("one", storage)), made);
  storage.setItem("hoithi:one:device", '"<script>"');
  assert.match(deviceKey(openStore("one", storage)), /^[A-Za-z0-9_-]{16,64}$/);
});

test("the clock follows the API, and Date + Age only until then", () => {
  const clock = createClock(() => 1_000_000);
  const date = new Date(5_000_000).toUTCString();
  clock.adoptResponse(new Response("", { headers: { Date: date, Age: "60" } }));
  assert.equal(clock.now(), 5_060_500);
  clock.adopt(7_000_000);
  clock.adoptResponse(new Response("", { headers: { Date: date } }));
  assert.equal(clock.now(), 7_000_000);
});

test("a response without a date leaves the phone's own clock", () => {
  const clock = createClock(() => 1_000_000);
  clock.adoptResponse(new Response(""));
  clock.adopt(NaN);
  assert.equal(clock.now(), 1_000_000);
});
