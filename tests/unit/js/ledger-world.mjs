// A whole published contest of as many entries as asked, made from docs/ledger.md with Node's own hashes: none of the verifier's code.
// node tests/unit/js/ledger-world.mjs FOLDER [COUNT] [open|frozen|published] writes it, and a receipt beside it.
import { createHash, createHmac } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

export const HOUR = 3_600_000;
export const OPENS = Date.UTC(2024, 6, 1, 0);
const CLOSES = OPENS + 10 * HOUR;
const FROZEN = CLOSES + 65_000;
const PAPER_KEY = "0f".repeat(32);
const KEY = Buffer.from("1e".repeat(32), "hex");
const LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

const sha = (...parts) => createHash("sha256").update(Buffer.concat(parts.map((part) => Buffer.from(part)))).digest();
const hex = (bytes) => bytes.toString("hex");
export function json(value) {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(json).join(",")}]`;
  return `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${json(value[name])}`).join(",")}}`;
}
export const hashOf = (value) => hex(sha(json(value)));
const keyed = (...message) => createHmac("sha256", Buffer.from(PAPER_KEY, "hex")).update(json(message)).digest("hex");
const salt = (...message) => createHmac("sha256", KEY).update(json(message)).digest("hex").slice(0, 32);
const inner = (left, right) => sha([1], left, right);

export function rootOf(leaves) {
  if (!leaves.length) return sha("");
  if (leaves.length === 1) return leaves[0];
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return inner(rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k)));
}

export function proofOf(m, leaves, known = true) {
  if (m === leaves.length) return known ? [] : [rootOf(leaves)];
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  if (m <= k) return [...proofOf(m, leaves.slice(0, k), known), rootOf(leaves.slice(k))];
  return [...proofOf(m - k, leaves.slice(k), false), rootOf(leaves.slice(0, k))];
}

export const contestDocument = (over = {}) => ({
  slug: "thu-nghiem", title: "Thử nghiệm “sổ cái”", host: "UBND phường", contact: "Văn phòng", opens_at: OPENS, closes_at: CLOSES, retention_days: 90,
  identity: { field: "phone", categories: [], excluded: { count: 0, hash: "00".repeat(32) } },
  paper: { quota: { a: 3, b: 2 }, shuffle_options: true, time_limit_s: 900 },
  ranking: { order: ["score", "elapsed", "submitted_at"], last_resort: "organizers", one_collective_prize_per_unit: false },
  prizes: {
    individual: [{ title: "Giải nhất", count: 1, amount_vnd: 600000 }, { title: "Giải nhì", count: 2, amount_vnd: 300000 }],
    collective: [{ title: "Đông nhất", count: 1, amount_vnd: 700000, metric: "participants" }], manual: [],
  },
  topics: [{ id: "a", name: "A" }, { id: "b", name: "B" }],
  units: ["kp-1", "kp-2", "kp-3"].map((id) => ({ id, name: id, kind: "Khu phố", headcount: null })),
  questions: ["a-1", "a-2", "a-3", "a-4", "b-1", "b-2", "b-3"].map((id, at) =>
    ({ id, topic: id[0], text: id, options: ["một", "hai", "ba", "bốn"], key: at % 3 ? [at % 4] : [0, 2] })),
  ...over,
});

const sorted = (things, by) => [...things].sort((one, other) => (by(one) < by(other) ? -1 : 1));

/** The places that give so many right answers. */
function answersFor({ paper, questions }, attempt, right) {
  const drawn = Object.entries(paper.quota).flatMap(([topic, quota]) =>
    sorted(questions.filter((one) => one.topic === topic), ({ id }) => keyed(attempt, id)).slice(0, quota));
  return Object.fromEntries(drawn.map(({ id, options, key }, at) => {
    const shown = sorted(options.map((_, index) => index), (index) => keyed("option", attempt, id, index));
    const bank = at < right ? key : [(key[0] + 1) % 4];
    return [id, bank.map((option) => shown.indexOf(option)).sort((a, b) => a - b)];
  }));
}

function attemptAt(n) {
  let id = "";
  for (let rest = n + 1, i = 0; i < 26; i++, rest = Math.floor(rest / 32)) id = LETTERS[rest % 32] + id;
  return id;
}

/** What the nth attempt came to. */
const resultAt = (n) => ({ n, score: n % 6, elapsed: 60_000 + ((n * 7919) % 500_000), submitted: OPENS + 600_000 + ((n * 7_368_787) % (CLOSES - OPENS - 600_000)) });
const better = (a, b) => b.score - a.score || a.elapsed - b.elapsed || a.submitted - b.submitted;

/** One sealed attempt: its entry, and the receipt its holder has. Of thousands only those who are looked at have answers. */
function sealed(contest, { n, score, elapsed, submitted }, answered) {
  const attempt = attemptAt(n);
  const unit = contest.units[n % contest.units.length].id;
  const answers = answered ? answersFor(contest, attempt, score) : {};
  const opening = { answers, attempt, prediction: null, salt: salt("private", attempt), submitted_at: submitted };
  const pSalt = salt("public", attempt);
  const p = sha([2], json({ elapsed_ms: elapsed, salt: pSalt, score, unit }));
  const q = sha([3], json(opening));
  const leaf = hex(sha([0], p, q));
  return {
    entry: { leaf, q: hex(q), salt: pSalt, score, elapsed_ms: elapsed, unit, rank: null, state: "counted", sealed_by: "holder" },
    receipt: { leaf, elapsed_ms: elapsed, unit, opening },
  };
}

export function snapshotsOf(slug, bound, attempts, { hours = 11, final = true } = {}) {
  const snapshots = [];
  const leaves = [];
  for (let hour = 0; hour < hours; hour++) {
    const at = hour === 10 ? FROZEN : OPENS + hour * HOUR;
    const from = hour === 0 ? 0 : OPENS + (hour - 1) * HOUR;
    const fresh = attempts.filter(({ receipt: { opening } }) => opening.submitted_at > from && opening.submitted_at <= at).map(({ entry }) => entry.leaf).sort();
    const before = leaves.length;
    leaves.push(...fresh.map((leaf) => Buffer.from(leaf, "hex")));
    const consistency = before && fresh.length ? proofOf(before, leaves).map(hex) : [];
    snapshots.push({ slug, number: hour + 1, at, previous: hour ? hashOf(snapshots[hour - 1]) : null, ...bound, leaves: fresh, late: [], size: leaves.length,
      root: hex(rootOf(leaves)), consistency, resets: {}, audit: { entries: hour, head: hour ? "ab".repeat(32) : "" }, final: final && hour === 10 });
  }
  return snapshots;
}

export const checkpointOf = (slug, snapshot) => `hoithi-checkpoint-1 ${slug} ${snapshot.number} ${snapshot.size} ${snapshot.at} ${hashOf(snapshot)}\n`;

function resultsOf(contest, attempts, order) {
  const people = order.slice(0, 3).map(({ entry }, at) => {
    const { title, amount_vnd } = contest.prizes.individual[at ? 1 : 0];
    return { kind: "individual", title, amount_vnd, name: "N", identity_masked: "***", unit: entry.unit, score: entry.score, elapsed_ms: entry.elapsed_ms,
      leaf: entry.leaf, tied: false };
  });
  const units = contest.units.map(({ id }) => {
    const of = attempts.filter(({ entry }) => entry.unit === id).map(({ entry }) => entry.score);
    const sum = of.reduce((total, score) => total + score, 0);
    let [a, b] = [sum, of.length];
    while (b) [a, b] = [b, a % b];
    return { id, participants: of.length, full_marks: of.filter((score) => score === 5).length, correct_answers: sum,
      average_score: sum ? { num: sum / a, den: of.length / a } : { num: 0, den: 1 } };
  });
  const most = Math.max(...units.map((unit) => unit.participants));
  const [best] = units.filter((unit) => unit.participants === most);
  const [{ title, amount_vnd }] = contest.prizes.collective;
  return { slug: contest.slug, published_at: FROZEN + HOUR, run: "ef".repeat(32),
    totals: { registered: attempts.length + 1, submitted: attempts.length, counted: attempts.length, disqualified: 0, reset: 0 },
    prizes: [...people, { kind: "collective", title, amount_vnd, unit: best.id, metric: "participants", value: most, tied: false, units_confirmed: true }],
    units, amendments: [] };
}

/** The files of everything in `world` as they are published, the index made to fit. */
export function filesOf({ contestFile, commitment, snapshots, entries, rulings, results, stats = {} }) {
  const files = { "contest.json": json(contestFile), "commitment.json": json(commitment), "rules.json": "{}", "stats.json": json(stats) };
  for (const one of snapshots) files[`ledger/snapshots/${String(one.number).padStart(4, "0")}.json`] = json(one);
  if (snapshots.length) files["ledger/checkpoint.txt"] = checkpointOf(contestFile.slug, snapshots[snapshots.length - 1]);
  if (!results) return files;
  const PART = 14_000;
  for (let from = 0; from < Math.max(1, entries.length); from += PART) {
    files[from ? `ledger/entries-${String(from / PART).padStart(4, "0")}.json` : "ledger/entries.json"] = json(entries.slice(from, from + PART));
  }
  Object.assign(files, { "practice.json": "{}", "results.json": json(results), "ledger/rulings.json": json({ slug: contestFile.slug, rulings: chained(rulings) }) });
  const listed = Object.keys(files).sort().map((path) => ({ path, bytes: Buffer.byteLength(files[path]), sha256: hex(sha(files[path])) }));
  return { ...files, "ledger/index.json": json({ slug: contestFile.slug, run: results.run, files: listed }) };
}

/** Rulings one after the other, numbered and chained. */
export function chained(rulings) {
  const done = [];
  for (const ruling of rulings) {
    const number = done.length + 1;
    done.push({ at: FROZEN, by: "organizers", reason: "vì thế", ...ruling, number, previous: number > 1 ? hashOf(done[number - 2]) : null });
  }
  return done;
}

/** @param {{ count?: number, stage?: "open" | "frozen" | "published", document?: any }} [how] */
export function aWorld({ count = 22, stage = "published", document = {} } = {}) {
  const contest = contestDocument(document);
  const opening = { contest, salt: "0a".repeat(16), paper_key: PAPER_KEY };
  const bound = { contest: hashOf({ contest, salt: opening.salt }), paper_key: hex(sha(Buffer.from(PAPER_KEY, "hex"))) };
  const all = Array.from({ length: count }, (_, n) => resultAt(n));
  const byRank = [...all].sort(better);
  const winners = new Set(byRank.slice(0, 3));
  const attempts = all.map((one) => sealed(contest, one, count < 1000 || one.n < 10 || winners.has(one)));
  const order = byRank.map(({ n }) => attempts[n]);
  order.forEach(({ entry, receipt }, at) => Object.assign(entry, { rank: at + 1 }, at < 3 ? { opening: receipt.opening } : {}));
  const open = stage === "open";
  const commitment = { slug: contest.slug, version: bound.contest, committed_at: OPENS - HOUR, ...bound, ...(open ? {} : { opening }) };
  const units = contest.units.map(({ id, name, kind }) => ({ id, name, kind }));
  const { individual, collective, manual } = contest.prizes;
  const contestFile = { slug: contest.slug, title: contest.title, host: contest.host, contact: contest.contact, topics: contest.topics,
    identity_field: contest.identity.field, categories: contest.identity.categories, version: bound.contest, committed_at: OPENS - HOUR,
    opens_at: OPENS, closes_at: CLOSES, frozen_at: FROZEN, units, paper: { questions: 5, attempts: 1 }, prizes: { individual, collective, manual, total_vnd: 1 } };
  return { contestFile, commitment, snapshots: snapshotsOf(contest.slug, bound, attempts, open ? { hours: 5, final: false } : {}),
    entries: attempts.map(({ entry }) => entry), rulings: [], results: stage === "published" ? resultsOf(contest, attempts, order) : null,
    receipts: attempts.map(({ receipt }) => receipt), order: order.map(({ entry }) => entry.leaf) };
}

function write(folder, count, stage) {
  const world = aWorld({ count, stage });
  const laidDown = new Set(world.snapshots.flatMap(({ leaves }) => leaves));
  const receipt = world.receipts.find(({ leaf }, n) => n >= 3 && laidDown.has(leaf));
  const files = { ...filesOf(world), "../receipt.json": JSON.stringify(receipt) };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

if (import.meta.url === pathToFileURL(resolve(process.argv[1] || "")).href) {
  const [folder, count = "22", stage = "published"] = process.argv.slice(2);
  write(folder, Number(count), stage);
}
