// Who gets the places of a ladder (docs/ledger.md §8.1, 8.3): the same for people and for units.
import { utf8 } from "./ledger-bytes.js";
import { short } from "./ledger-check.js";
import { inForce } from "./ledger-rulings.js";

/** @typedef {import("./ledger-check.js").Check} Check */
/** @typedef {import("./ledger.js").Ledger} Ledger */
/** @typedef {import("./ledger-rules.js").Prize} Prize */
/** @typedef {{ prize: string, title: string, amount: number }} Place */
/** Places that go to any of `anyOf`, each one once; `shared`: how many share.
 *  @typedef {{ rows: { title: string, amount: number }[], anyOf: string[], tied: boolean, shared: number | null }} Span */

const SHARE_UNIT = 1000;

/** @param {Prize[]} ladder @returns {Place[]} */
export const placesOf = (ladder) => ladder.flatMap(({ id, title, count, amount_vnd }) => Array.from({ length: Math.min(count, 10000) }, () => ({ prize: id, title, amount: amount_vnd })));

/** Prizes that follow one another with the same conditions. @param {Prize[]} prizes @param {(prize: Prize) => string} conditions @returns {Prize[][]} */
export function laddersOf(prizes, conditions) {
  /** @type {Prize[][]} */
  const ladders = [];
  prizes.forEach((prize, at) => {
    if (at > 0 && conditions(prize) === conditions(prizes[at - 1])) ladders[ladders.length - 1].push(prize);
    else ladders.push([prize]);
  });
  return ladders;
}

/** @param {Place[]} places @param {number} people */
const matters = (places, people) => places.length > 0 && (places.length < people || new Set(places.map(({ amount }) => amount)).size > 1);

/** Who was decided for a prize, the first one first. @param {Ledger} ledger @param {string} prize @param {string[]} group @returns {Promise<string[]>} */
async function decidedWinners(ledger, prize, group) {
  if (ledger.rules && ledger.rules.lastResort === "draw") {
    const draws = inForce(ledger, "draw");
    // Where the rules ask for a draw nobody decides by hand.
    if (!draws.length) return [];
    const { seed } = draws[draws.length - 1];
    const drawn = await Promise.all(group.map(async (one) => ({ one, by: await ledger.hasher.hex(utf8(JSON.stringify(["draw", seed, prize, one]))) })));
    return drawn.sort((a, b) => (a.by < b.by ? -1 : 1)).map(({ one }) => one);
  }
  const decisions = inForce(ledger, "tie_decided").filter((ruling) => ruling.prize === prize);
  return decisions.length ? decisions[decisions.length - 1].winners : [];
}

/** @param {Ledger} ledger @param {string[]} group @param {Place[]} places @returns {Promise<Span[] | null>} null where the tie is undecided */
async function settle(ledger, group, places) {
  const tied = group.length > 1;
  if (!matters(places, group.length)) return [{ rows: places, anyOf: group, tied, shared: null }];
  if (ledger.rules && ledger.rules.lastResort === "share") return [shared(group, places)];
  /** @type {(string | null)[]} */
  const winners = [];
  for (const place of places) {
    const named = await decidedWinners(ledger, place.prize, group);
    winners.push(named.find((one) => group.includes(one) && !winners.includes(one)) ?? null);
  }
  const rest = group.filter((one) => !winners.includes(one));
  const left = places.filter((_, at) => winners[at] === null);
  if (rest.length && matters(left, rest.length)) return null;
  return places.map((place, at) => ({ rows: [place], anyOf: winners[at] === null ? rest : [String(winners[at])], tied, shared: null }));
}

/** @param {string[]} group @param {Place[]} places @returns {Span} */
function shared(group, places) {
  const sum = places.reduce((total, { amount }) => total + amount, 0);
  const part = Math.floor(sum / (group.length * SHARE_UNIT)) * SHARE_UNIT;
  return { rows: group.map(() => ({ title: places[0].title, amount: part })), anyOf: group, tied: group.length > 1, shared: group.length };
}

/**
 * What a ladder gives, the groups of equal candidates taken from the first on.
 * @param {Ledger} ledger @param {Place[]} places @param {string[][]} groups
 * @returns {Promise<{ spans: Span[], undecided: string | null }>} undecided: the prize over which candidates still tie
 */
export async function climb(ledger, places, groups) {
  /** @type {Span[]} */
  const spans = [];
  let taken = 0;
  for (const group of groups) {
    const spanned = places.slice(taken, taken + group.length);
    if (!spanned.length) break;
    const settled = await settle(ledger, group, spanned);
    if (!settled) return { spans, undecided: spanned[0].prize };
    spans.push(...settled);
    taken += group.length;
  }
  return { spans, undecided: null };
}

/** What was given, held against what the rules give: row by row, where a group may stand in any order. @param {Check} check @param {Span[]} spans @param {any[]} rows @param {(row: any) => string} winnerOf @returns {Set<string>} who won */
export function holdAgainst(check, spans, rows, winnerOf) {
  const won = new Set();
  let at = 0;
  for (const { rows: due, anyOf, tied, shared } of spans) {
    for (const { title, amount } of due) {
      const row = rows[at++];
      if (!row) {
        check.fail("prize_absent", { title });
        continue;
      }
      const winner = winnerOf(row);
      if (row.title !== title || row.amount_vnd !== amount || (row.shared ?? null) !== shared) check.fail("prize_differs", { title });
      if (!anyOf.includes(winner) || won.has(winner)) check.fail("prize_winner", { title, winner: short(winner) });
      if (row.tied !== tied) check.fail("prize_tied", { title });
      won.add(winner);
    }
  }
  return won;
}
