// Opens the quiz page again where there is no network, so that an attempt that was begun can be finished.
// Files are put into the caches by the page itself (js/io/offline.js), all of a version and its page last:
// so a page that is found there is whole. Whatever the network answers goes before what is kept.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

const CACHES = "hoithi:";
const VERSIONED = /^\/v-[0-9a-f]+\//;
const QUIZ = /^\/(?:[a-z]{2}\/)?c\/[^/]+\/thi\/$/;
const HOME = /^\/(?:[a-z]{2}\/)?c\/[^/]+\/$/;
/** A link may be up but dead: longer is not waited where something is kept. */
const PATIENCE = 6000;

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== worker.location.origin) return;
  if (VERSIONED.test(pathname)) event.respondWith(keptOrFetched(request));
  else if (request.mode === "navigate" && QUIZ.test(pathname)) event.respondWith(fetchedOr(request, () => kept(pathname)));
  else if (request.mode === "navigate" && HOME.test(pathname)) event.respondWith(fetchedOr(request, () => wayToQuiz(pathname)));
});

/** What stands below a version's folder never changes. @param {Request} request */
async function keptOrFetched(request) {
  const found = await caches.match(request.url);
  return found || fetch(request);
}

/** @param {Request} request @param {() => Promise<Response | undefined>} instead */
function fetchedOr(request, instead) {
  const answer = answeredOr(request, instead);
  const waited = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  return Promise.race([answer, waited.then(instead).then((found) => found || answer)]);
}

/** @param {Request} request @param {() => Promise<Response | undefined>} instead */
async function answeredOr(request, instead) {
  try {
    const response = await fetch(request);
    return (response.status >= 500 && (await instead())) || response;
  } catch (offline) {
    const found = await instead();
    if (found) return found;
    throw offline;
  }
}

/** The page as the newest version keeps it. @param {string} path */
async function kept(path) {
  const names = (await caches.keys()).filter((name) => name.startsWith(CACHES));
  for (const name of names.reverse()) {
    const found = await (await caches.open(name)).match(path);
    if (found) return found;
  }
  return undefined;
}

/** Who comes by the contest's link goes on with the quiz. @param {string} home */
async function wayToQuiz(home) {
  const found = await kept(`${home}thi/`);
  return found && Response.redirect(`${home}thi/`);
}
