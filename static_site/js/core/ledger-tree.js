// The Merkle tree of RFC 9162 §2.1 over leaves that are leaf hashes already (docs/ledger.md §4.1, §4.2).
import { bytesOf, hexOf } from "./ledger-bytes.js";

/** @typedef {import("./ledger-bytes.js").Hasher} Hasher */
/** @typedef {{ root: (size: number) => Promise<string>, proof: (before: number, size: number) => Promise<string[]> }} Tree */

const HASH = 32;

/** The largest power of two smaller than n. @param {number} n */
function split(n) {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** Inner node: 0x01 and both sides. @param {Uint8Array} left @param {Uint8Array} right */
function inner(left, right) {
  const message = new Uint8Array(1 + 2 * HASH);
  message[0] = 1;
  message.set(left, 1);
  message.set(right, 1 + HASH);
  return message;
}

/** @param {Uint8Array} hashes @param {number} at */
const nth = (hashes, at) => hashes.subarray(at * HASH, (at + 1) * HASH);

/** All whole subtrees, level by level: `levels[k]` has those of 2^k leaves. @param {string[]} leaves @param {Hasher} hasher */
async function wholeSubtrees(leaves, hasher) {
  const lowest = new Uint8Array(leaves.length * HASH);
  leaves.forEach((leaf, at) => bytesOf(leaf, lowest, at * HASH));
  const levels = [lowest];
  for (let below = lowest; below.length >= 2 * HASH; below = levels[levels.length - 1]) {
    const under = below;
    levels.push(await hasher.many(Math.floor(under.length / HASH / 2), (at) => inner(nth(under, 2 * at), nth(under, 2 * at + 1))));
  }
  return levels;
}

/** @param {string[]} leaves hex @param {Hasher} hasher @returns {Promise<Tree>} */
export async function growTree(leaves, hasher) {
  const levels = await wholeSubtrees(leaves, hasher);

  /** The root over the leaves from `from` until before `to`, where a whole subtree begins. @param {number} from @param {number} to @returns {Promise<Uint8Array>} */
  async function over(from, to) {
    const count = to - from;
    const level = Math.log2(count);
    if (Number.isInteger(level)) return nth(levels[level], from / count);
    const middle = from + split(count);
    return hasher.digest(inner(await over(from, middle), await over(middle, to)));
  }

  /** SUBPROOF of RFC 9162 §2.1.4.1. @param {number} before @param {number} from @param {number} to @param {boolean} known @returns {Promise<Uint8Array[]>} */
  async function subproof(before, from, to, known) {
    if (before === to - from) return known ? [] : [await over(from, to)];
    const middle = from + split(to - from);
    if (before <= middle - from) return [...(await subproof(before, from, middle, known)), await over(middle, to)];
    return [...(await subproof(before - (middle - from), middle, to, false)), await over(from, middle)];
  }

  return {
    root: async (size) => hexOf(size ? await over(0, size) : await hasher.digest(new Uint8Array(0))),
    proof: async (before, size) => (before === 0 || before === size ? [] : (await subproof(before, 0, size, true)).map((hash) => hexOf(hash))),
  };
}
