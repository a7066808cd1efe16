/**
 * Serves the session where there is no connection: always what is newest where somebody can be asked, and else what was
 * kept. It keeps nothing by itself, and touches nothing that is sent.
 */
const KEPT = "loosen-session";
const SOON_MS = 4000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && new URL(request.url).origin === self.location.origin) {
    event.respondWith(answered(request));
  }
});

async function answered(request) {
  const kept = await (await caches.open(KEPT)).match(request, { ignoreVary: true });
  if (!kept) return fetch(request);
  try {
    const answer = await soon(fetch(request));
    return answer.status >= 500 ? kept : answer;
  } catch {
    return kept;
  }
}

/** What is promised, unless it takes too long. */
function soon(promised) {
  const tooLate = new Promise((_, reject) => setTimeout(() => reject(new Error("too late")), SOON_MS));
  return Promise.race([promised, tooLate]);
}
