// What this phone keeps for one contest. Where the browser forbids storage, memory holds it as long as
// the page lives, and `persistent` says so.

/**
 * @typedef {{ persistent: () => boolean, read: (name: string) => unknown,
 *             write: (name: string, value: unknown) => void, remove: (name: string) => void,
 *             keyOf: (name: string) => string }} Store
 */

/** @returns {Storage | null} */
function usableStorage() {
  try {
    const probe = "hoithi:_:probe";
    window.localStorage.setItem(probe, "1");
    window.localStorage.removeItem(probe);
    return window.localStorage;
  } catch (blocked) {
    return null;
  }
}

/**
 * @param {string} slug
 * @param {Storage | null} [storage]
 * @returns {Store}
 */
export function openStore(slug, storage = usableStorage()) {
  /** @type {Map<string, string>} */
  const memory = new Map();
  let persistent = storage !== null;
  const keyOf = (/** @type {string} */ name) => `hoithi:${slug}:${name}`;

  return {
    keyOf,
    persistent: () => persistent,
    read(name) {
      const text = memory.get(name) ?? readText(storage, keyOf(name));
      return text === null ? null : parsed(text);
    },
    write(name, value) {
      const text = JSON.stringify(value);
      try {
        if (storage === null) throw new Error("no storage");
        storage.setItem(keyOf(name), text);
        memory.delete(name);
        persistent = true;
      } catch (full) {
        memory.set(name, text);
        persistent = false;
      }
    },
    remove(name) {
      memory.delete(name);
      try {
        storage?.removeItem(keyOf(name));
      } catch (blocked) {
        persistent = false;
      }
    },
  };
}

/** @param {Storage | null} storage @param {string} key */
function readText(storage, key) {
  try {
    return storage ? storage.getItem(key) : null;
  } catch (blocked) {
    return null;
  }
}

/** @param {string} text @returns {unknown} */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch (damaged) {
    return null;
  }
}

/** Random, made once, kept: what lets this browser resume. @param {Store} store */
export function deviceKey(store) {
  const known = store.read("device");
  if (typeof known === "string" && /^[A-Za-z0-9_-]{16,64}$/.test(known)) return known;
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  const made = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  store.write("device", made);
  return made;
}
