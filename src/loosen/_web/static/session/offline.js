/** What holds the pages, pictures and scripts of a session, so that it can be opened without a connection. */
export const KEPT = "loosen-session";

/** Have a worker serve what is kept where there is no connection, and keep all that a session needs. */
export async function keepForLater(worker, addresses) {
  if (!("serviceWorker" in navigator) || !("caches" in globalThis)) return;
  try {
    await navigator.serviceWorker.register(worker, { scope: "/session", type: "module" });
    const kept = await caches.open(KEPT);
    await kept.addAll(addresses);
  } catch {
    // the session itself needs none of it
  }
}
