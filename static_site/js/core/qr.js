// QR codes of short texts (ISO/IEC 18004): byte mode, level M, versions 1 to 10. So a secret is drawn where it is, and
// travels to no server. tests/unit/qr_examples.json holds it together with the library that draws the promotion's codes.

/** @typedef {(boolean | null)[][]} Grid dark or light by row and column; null where nothing stands yet */

/** By version from 1: all codewords, of them correction in a block, blocks, and the middles of the alignment patterns. @type {[number, number, number, number[]][]} */
const VERSIONS = [
  [26, 10, 1, []], [44, 16, 1, [6, 18]], [70, 26, 1, [6, 22]], [100, 18, 2, [6, 26]], [134, 24, 2, [6, 30]],
  [172, 16, 4, [6, 34]], [196, 18, 4, [6, 22, 38]], [242, 22, 4, [6, 24, 42]], [292, 22, 5, [6, 26, 46]], [346, 26, 5, [6, 28, 50]],
];
export const MOST_BYTES = 213;
/** @type {((row: number, column: number) => boolean)[]} */
const MASKS = [
  (r, c) => (r + c) % 2 === 0,
  (r) => r % 2 === 0,
  (r, c) => c % 3 === 0,
  (r, c) => (r + c) % 3 === 0,
  (r, c) => (Math.floor(r / 2) + Math.floor(c / 3)) % 2 === 0,
  (r, c) => ((r * c) % 2) + ((r * c) % 3) === 0,
  (r, c) => (((r * c) % 2) + ((r * c) % 3)) % 2 === 0,
  (r, c) => (((r + c) % 2) + ((r * c) % 3)) % 2 === 0,
];

/**
 * The code of a text, without the quiet zone of four modules that belongs around it; throws for what is longer than MOST_BYTES.
 * @param {string} text @param {number | null} [mask] 0 to 7; the one that is read best without
 * @returns {boolean[][]} whether a module is dark, row by row
 */
export function qrOf(text, mask = null) {
  const bytes = [...new TextEncoder().encode(text)];
  const at = VERSIONS.findIndex((_, i) => bytes.length * 8 + headBits(i + 1) <= dataWords(i + 1) * 8);
  if (at < 0) throw new RangeError("too long for a code");
  const version = at + 1;
  const frame = frameOf(version);
  const words = interleaved(wordsOf(bytes, version), version);
  const masks = mask === null ? MASKS.map((_, i) => i) : [mask];
  const codes = masks.map((one) => drawn(frame, words, one));
  const penalties = codes.map(penaltyOf);
  return codes[penalties.indexOf(Math.min(...penalties))];
}

/** Mode and length. @param {number} version */
const headBits = (version) => 4 + (version < 10 ? 8 : 16);

/** @param {number} version */
function dataWords(version) {
  const [all, correction, blocks] = VERSIONS[version - 1];
  return all - correction * blocks;
}

/** @param {number[]} bytes @param {number} version @returns {number[]} the data codewords, filled up */
function wordsOf(bytes, version) {
  const count = dataWords(version);
  const bits = [...bitsOf(4, 4), ...bitsOf(bytes.length, headBits(version) - 4), ...bytes.flatMap((byte) => bitsOf(byte, 8))];
  bits.push(...Array(Math.min(4, count * 8 - bits.length)).fill(0));
  while (bits.length % 8) bits.push(0);
  const words = Array.from({ length: bits.length / 8 }, (_, i) => bits.slice(i * 8, i * 8 + 8).reduce((sum, bit) => sum * 2 + bit, 0));
  for (let fill = 0xec; words.length < count; fill ^= 0xec ^ 0x11) words.push(fill);
  return words;
}

/** The highest first. @param {number} value @param {number} length */
const bitsOf = (value, length) => Array.from({ length }, (_, i) => (value >> (length - 1 - i)) & 1);

/** Blocks with their correction, a codeword of each in turn. @param {number[]} words @param {number} version */
function interleaved(words, version) {
  const [all, correction, count] = VERSIONS[version - 1];
  const short = Math.floor(all / count) - correction;
  const shorter = count - (all % count);
  /** @type {number[][]} */
  const blocks = [];
  for (let i = 0, from = 0; i < count; i += 1) {
    const to = from + short + (i < shorter ? 0 : 1);
    blocks.push(words.slice(from, to));
    from = to;
  }
  return [...inTurn(blocks), ...inTurn(blocks.map((block) => correctionOf(block, correction)))];
}

/** @param {number[][]} lists */
const inTurn = (lists) => Array.from({ length: Math.max(...lists.map((list) => list.length)) }, (_, i) => lists.filter((list) => i < list.length).map((list) => list[i])).flat();

/** Reed–Solomon over GF(256): the remainder by the product of (x − 2^i). @param {number[]} block @param {number} degree */
function correctionOf(block, degree) {
  let generator = [1];
  for (let i = 0, root = 1; i < degree; i += 1, root = times(root, 2)) {
    generator = [...generator, 0].map((factor, at) => factor ^ times(at ? generator[at - 1] : 0, root));
  }
  let rest = Array(degree).fill(0);
  for (const word of block) {
    const factor = word ^ rest[0];
    rest = [...rest.slice(1), 0].map((value, at) => value ^ times(generator[at + 1], factor));
  }
  return rest;
}

/** @param {number} a @param {number} b */
function times(a, b) {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) product = (product << 1) ^ ((product >> 7) * 0x11d) ^ (((b >> bit) & 1) * a);
  return product;
}

/** What stands in every code of a version; the places of the format are taken, and light. @param {number} version @returns {Grid} */
function frameOf(version) {
  const size = version * 4 + 17;
  /** @type {Grid} */
  const grid = Array.from({ length: size }, () => Array(size).fill(null));
  for (let i = 0; i < size; i += 1) grid[6][i] = grid[i][6] = i % 2 === 0;
  for (const [row, column] of [[3, 3], [3, size - 4], [size - 4, 3]]) square(grid, row, column, 4, [2, 4]);
  const middles = VERSIONS[version - 1][3];
  const last = middles.length - 1;
  middles.forEach((row, i) => middles.forEach((column, k) => {
    const atFinder = (i === 0 && k === 0) || (i === 0 && k === last) || (i === last && k === 0);
    if (!atFinder) square(grid, row, column, 2, [1]);
  }));
  placeFormat(grid, 0, true);
  if (version >= 7) placeVersion(grid, version);
  return grid;
}

/** Rings around a middle, those in `light` light. @param {Grid} grid @param {number} row @param {number} column @param {number} reach @param {number[]} light */
function square(grid, row, column, reach, light) {
  for (let r = Math.max(0, row - reach); r <= Math.min(grid.length - 1, row + reach); r += 1) {
    for (let c = Math.max(0, column - reach); c <= Math.min(grid.length - 1, column + reach); c += 1) {
      grid[r][c] = !light.includes(Math.max(Math.abs(r - row), Math.abs(c - column)));
    }
  }
}

/** A value with its remainder by a polynomial behind it. @param {number} value @param {number} length bits of the remainder @param {number} polynomial */
function checked(value, length, polynomial) {
  let rest = value;
  for (let i = 0; i < length; i += 1) rest = (rest << 1) ^ ((rest >> (length - 1)) * polynomial);
  return (value << length) | rest;
}

/** @param {Grid} grid @param {number} mask @param {boolean} [empty] only takes the places */
function placeFormat(grid, mask, empty = false) {
  const size = grid.length;
  // Level M is 0.
  const bits = checked(mask, 10, 0x537) ^ 0x5412;
  for (let i = 0; i < 15; i += 1) {
    const dark = !empty && ((bits >> i) & 1) === 1;
    const [row, column] = i < 6 ? [i, 8] : i < 8 ? [i + 1, 8] : i === 8 ? [8, 7] : [8, 14 - i];
    grid[row][column] = dark;
    if (i < 8) grid[8][size - 1 - i] = dark;
    else grid[size - 15 + i][8] = dark;
  }
  grid[size - 8][8] = true;
}

/** @param {Grid} grid @param {number} version */
function placeVersion(grid, version) {
  const bits = checked(version, 12, 0x1f25);
  for (let i = 0; i < 18; i += 1) {
    const [far, near] = [grid.length - 11 + (i % 3), Math.floor(i / 3)];
    grid[far][near] = grid[near][far] = ((bits >> i) & 1) === 1;
  }
}

/** @param {Grid} frame @param {number[]} words @param {number} mask @returns {boolean[][]} */
function drawn(frame, words, mask) {
  const size = frame.length;
  const grid = frame.map((row) => [...row]);
  const bits = words.flatMap((word) => bitsOf(word, 8));
  let next = 0;
  // Two columns at a time from the right, up and down in turn, past the column of the timing pattern.
  for (let right = size - 1, up = true; right > 0; right -= 2, up = !up) {
    if (right === 6) right = 5;
    for (let i = 0; i < size; i += 1) {
      const row = up ? size - 1 - i : i;
      for (const column of [right, right - 1]) {
        if (frame[row][column] !== null) continue;
        grid[row][column] = (bits[next] === 1) !== MASKS[mask](row, column);
        next += 1;
      }
    }
  }
  placeFormat(grid, mask);
  return /** @type {boolean[][]} */ (grid);
}

/** How hard it is to read: long runs, blocks, what looks like a finder, too much of one kind. @param {boolean[][]} code */
function penaltyOf(code) {
  const columns = code.map((_, c) => code.map((row) => row[c]));
  const lines = [...code, ...columns].map((line) => line.map(Number).join(""));
  let sum = 0;
  for (const line of lines) {
    for (const [run] of line.matchAll(/0{5,}|1{5,}/g)) sum += run.length - 2;
    sum += 40 * [...line.matchAll(/(?=00001011101|10111010000)/g)].length;
  }
  for (let r = 1; r < code.length; r += 1) {
    for (let c = 1; c < code.length; c += 1) {
      if (code[r][c] === code[r - 1][c] && code[r][c] === code[r][c - 1] && code[r][c] === code[r - 1][c - 1]) sum += 3;
    }
  }
  const dark = code.flat().filter(Boolean).length / code.length ** 2;
  return sum + 10 * Math.floor(Math.abs(dark * 20 - 10));
}
