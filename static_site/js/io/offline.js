// Keeps this version of the quiz page for opening it again without network: see sw.js.
import { isOpen, readSession } from "../core/session.js";
import { openStore } from "./storage.js";

const CACHES = "hoithi:";
const QUIZ = /\/c\/([^/]+)\/thi\/$/;

/**
 * All files of a version, its page last. Silent where the browser has no service worker, forbids it,
 * or has no room: then the page needs the network to open again.
 * @param {{ version: string, page: string, files: string[] }} site paths from the root
 */
export async function keepForOffline({ version, page, files }) {
  if (!("serviceWorker" in navigator) || !("caches" in window)) return;
  try {
    const cache = await caches.open(CACHES + version);
    const missing = await Promise.all(files.map(async (file) => ((await cache.match(file)) ? [] : [file])));
    await cache.addAll(missing.flat());
    const response = await fetch(page);
    const html = await response.clone().text();
    // Another version may have been published meanwhile.
    if (response.ok && html.includes(`/${version}/`)) await cache.put(page, response);
    await navigator.serviceWorker.register(addressOf(version));
  } catch (failure) {
    // Storage forbidden or full, or the network is gone: the next time the page opens it is tried again.
  }
}

/** What other versions kept, where no attempt of any contest needs it any more. @param {string} version */
export async function forgetOthers(version) {
  if (!("caches" in window)) return;
  try {
    const names = await caches.keys();
    for (const name of names.filter((each) => each.startsWith(CACHES) && each !== CACHES + version)) {
      if (!(await isNeeded(name))) await caches.delete(name);
    }
  } catch (blocked) {
    // Storage forbidden: there is nothing to forget.
  }
}

/** Whether a cache keeps the page on which an attempt is still open. @param {string} name */
async function isNeeded(name) {
  const cache = await caches.open(name);
  const slugs = (await cache.keys()).map(({ url }) => (QUIZ.exec(new URL(url).pathname) || [])[1]);
  return slugs.some((slug) => {
    const session = slug ? readSession(openStore(slug).read("session")) : null;
    return session !== null && isOpen(session);
  });
}

/** The only script address that the policy of the pages lets through. @param {string} version */
function addressOf(version) {
  const address = `/sw.js?v=${version}`;
  const { trustedTypes } = /** @type {any} */ (window);
  if (!trustedTypes) return address;
  const policy = trustedTypes.createPolicy("hoithi", { createScriptURL(/** @type {string} */ asked) {
    if (asked !== address) throw new TypeError(asked);
    return asked;
  } });
  return policy.createScriptURL(address);
}
