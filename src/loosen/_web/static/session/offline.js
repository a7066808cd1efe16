/** What holds the pages, pictures and scripts of a session, so that it can be opened without a connection. */
const KEPT = "loosen-session";

/** What this page has loaded of our own: its styles and scripts, with all that these took in. */
function loadedHere() {
  const loaded = performance.getEntriesByType("resource").map((one) => one.name);
  return [...new Set(loaded)].filter((name) => name.startsWith(`${location.origin}/static/`));
}

/** Have a worker serve what is kept where there is no connection, and keep all that a session needs. */
export async function keepForLater(worker, addresses) {
  if (!("serviceWorker" in navigator) || !("caches" in globalThis)) return;
  try {
    await navigator.serviceWorker.register(worker, { scope: "/session" });
    const kept = await caches.open(KEPT);
    await kept.addAll([...addresses, ...loadedHere()]);
  } catch {
    // the session itself needs none of it
  }
}

/** Have no session at hand without a connection any more: something has to be looked at first. */
export async function forgetKept() {
  await globalThis.caches?.delete(KEPT).catch(() => {});
}
