// The paper of an attempt, drawn again after the close: docs/ledger.md §3 says how.

/** @typedef {import("./types.js").Opening} Opening */
/** @typedef {import("./types.js").BankQuestion} BankQuestion */
/** @typedef {import("./types.js").DrawnQuestion} DrawnQuestion */
/** @typedef {(...message: (string | number)[]) => Promise<string>} KeyedHash */

/** @param {string} hex */
const bytesOf = (hex) => Uint8Array.from(hex.match(/../g) || [], (byte) => parseInt(byte, 16));

/** @param {ArrayBuffer} bytes */
const hexOf = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

/**
 * Arrays of texts and whole numbers are canonical as JSON.stringify writes them.
 * @param {string} paperKey hex @param {SubtleCrypto} subtle @returns {Promise<KeyedHash>}
 */
async function keyedHash(paperKey, subtle) {
  const key = await subtle.importKey("raw", bytesOf(paperKey), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return async (...message) => hexOf(await subtle.sign("HMAC", key, new TextEncoder().encode(JSON.stringify(message))));
}

/**
 * @template T
 * @param {T[]} things @param {(one: T) => Promise<string>} hash
 * @returns {Promise<T[]>} by their hashes, the smaller first
 */
async function sortedBy(things, hash) {
  const hashed = await Promise.all(things.map(async (one) => ({ one, by: await hash(one) })));
  return hashed.sort((a, b) => (a.by < b.by ? -1 : 1)).map(({ one }) => one);
}

/**
 * The questions of an attempt as they were shown, from what opens the commitment.
 * @param {Opening} opening @param {string} attempt its id
 * @param {SubtleCrypto} subtle the browser's, which it has on secure pages alone
 * @returns {Promise<DrawnQuestion[]>}
 */
export async function drawPaper({ contest, paper_key }, attempt, subtle) {
  const hash = await keyedHash(paper_key, subtle);
  const topics = Object.entries(contest.paper.quota).map(async ([topic, quota]) => {
    const ofTopic = contest.questions.filter((question) => question.topic === topic);
    return (await sortedBy(ofTopic, ({ id }) => hash(attempt, id))).slice(0, quota);
  });
  const drawn = (await Promise.all(topics)).flat();
  const ordered = await sortedBy(drawn, ({ id }) => hash("order", attempt, id));
  return Promise.all(ordered.map(async (question) => {
    const indexes = question.options.map((_, index) => index);
    const shown = contest.paper.shuffle_options ? await sortedBy(indexes, (index) => hash("option", attempt, question.id, index)) : indexes;
    return { question, shown };
  }));
}
