/**
 * Lets the page of a QR code open without a network the next time: a service worker keeps it with the files it is made of. What goes wrong
 * is no matter: the page works as it is.
 */
export async function keepForOffline(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  try {
    await navigator.serviceWorker.register('/licence-check.js', { scope: '/v/' });
    const { active } = await navigator.serviceWorker.ready;
    const here = `${location.origin}/assets/`;
    const keep = performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .filter((name) => name.startsWith(here));
    active?.postMessage({ keep: [...new Set(keep)] });
  } catch {
    // Private windows and old browsers keep nothing.
  }
}
