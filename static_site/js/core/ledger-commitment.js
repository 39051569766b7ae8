// What the contest bound itself to before it opened (docs/ledger.md §2).
import { bytesOf, same } from "./ledger-bytes.js";
import { short } from "./ledger-check.js";
import { readRules } from "./ledger-rules.js";
import { isCount, isHash, isObject, isSalt, isText, wrongMember } from "./ledger-shape.js";

/** @typedef {import("./ledger-check.js").Check} Check */
/** @typedef {import("./ledger.js").Ledger} Ledger */

const COMMITMENT = { slug: isText, version: isHash, committed_at: isCount, contest: isHash, paper_key: isHash };
const CONTEST = { slug: isText, opens_at: isCount, closes_at: isCount, frozen_at: isCount };
const OPENING = { contest: isObject, salt: isSalt, paper_key: isHash };

/** Whether a file can't be read as it should be; the check says so. @param {Check} check @param {import("./ledger-files.js").File} file */
export function unread(check, { path, problem }) {
  if (problem) check.fail(`file_${problem}`, { path });
  return problem !== null;
}

/** @param {Check} check @param {string} where @param {any} value @param {Record<string, import("./ledger-shape.js").Kind>} shape */
export function misshapen(check, where, value, shape) {
  const member = wrongMember(value, shape);
  if (member !== null) check.fail("member", { where, member });
  return member !== null;
}

/** @param {Check} check @param {Ledger} ledger */
export async function checkCommitment(check, ledger) {
  const { contestFile, commitmentFile } = ledger;
  if (!unread(check, contestFile)) misshapen(check, "contest.json", contestFile.value, CONTEST);
  if (unread(check, commitmentFile) || misshapen(check, "commitment.json", commitmentFile.value, COMMITMENT)) return;
  const commitment = commitmentFile.value;
  if (commitment.slug !== ledger.slug) check.fail("slug", { path: "commitment.json" });
  if (commitment.version !== commitment.contest) check.fail("version");
  holdAgainstSnapshots(check, commitment, ledger.snapshots);
  const opens = (contestFile.value || {}).opens_at;
  if (isCount(opens) && commitment.committed_at > opens) check.warn("committed_late");
  if (commitment.opening !== undefined) return openCommitment(check, commitment, ledger);
  if (ledger.final || ledger.published) check.fail("opening_due");
  else check.skip();
}

/** The chain has held the commitment since the first hour. @param {Check} check @param {any} commitment @param {Ledger["snapshots"]} snapshots */
function holdAgainstSnapshots(check, commitment, snapshots) {
  const other = snapshots.find(({ value }) => value && (value.contest !== commitment.contest || value.paper_key !== commitment.paper_key));
  if (other) check.fail("bound_otherwise", { path: other.path });
}

/** @param {Check} check @param {any} commitment @param {Ledger} ledger */
async function openCommitment(check, commitment, ledger) {
  const { opening } = commitment;
  const { hasher } = ledger;
  if (misshapen(check, "commitment.json, opening", opening, OPENING)) return;
  const found = await hasher.hexOfJson({ contest: opening.contest, salt: opening.salt }).catch(() => "");
  if (found !== commitment.contest) check.fail("contest_hash", { told: short(commitment.contest), found: short(found) });
  if ((await hasher.hex(bytesOf(opening.paper_key))) !== commitment.paper_key) check.fail("paper_key_hash");
  const { rules, wrong } = readRules(opening.contest);
  if (!rules) return check.fail("member", { where: "commitment.json, opening.contest", member: wrong });
  ledger.rules = rules;
  ledger.units = new Set(rules.units.keys());
  ledger.paperKey = opening.paper_key;
  check.counted(rules.questions.size);
  if (isObject(ledger.contestFile.value)) compareContest(check, ledger.contestFile.value, opening.contest, commitment);
}

/** What residents read before the close is what was bound; the close itself may have been moved. @param {Check} check @param {any} shown @param {any} bound @param {any} commitment */
function compareContest(check, shown, bound, commitment) {
  const units = bound.units.map((/** @type {any} */ { id, name, kind }) => ({ id, name, kind }));
  const { individual, collective, manual = [] } = bound.prizes;
  const pairs = {
    slug: [shown.slug, bound.slug], title: [shown.title, bound.title], opens_at: [shown.opens_at, bound.opens_at],
    version: [shown.version, commitment.contest], committed_at: [shown.committed_at, commitment.committed_at], units: [shown.units, units],
    prizes: [shown.prizes && { ...shown.prizes, total_vnd: 0 }, { individual, collective, manual, total_vnd: 0 }],
  };
  for (const [member, [told, right]] of Object.entries(pairs)) {
    if (!same(told, right)) check.fail("contest_differs", { member });
  }
  const { field, categories } = bound.identity || {};
  const known = { host: bound.host, contact: bound.contact, topics: bound.topics, identity_field: field, categories };
  const paper = { ...bound.paper, questions: Object.values(bound.paper.quota).reduce((sum, count) => sum + count, 0) };
  const rules = isObject(shown.paper) ? shown.paper : {};
  const differing = [...Object.entries(known).filter(([name, right]) => !same(shown[name], right)).map(([name]) => name),
    ...["questions", ...Object.keys(rules)].filter((name) => paper[name] !== undefined && !same(rules[name], paper[name]))];
  for (const member of new Set(differing)) check.fail("contest_differs", { member });
}
