// Keeps the page that verifies licences, its files and the public keys on this device, so that a QR code is verified without a network too.
const kept = 'licence-check-1';
const shell = '/v/';
const keys = '/.well-known/licence-keys.json';

self.addEventListener('install', (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(kept).then((cache) => cache.addAll([shell, keys])));
});

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

// The page says which files it was made of.
self.addEventListener('message', (event) => {
  const { keep } = event.data;
  event.waitUntil(caches.open(kept).then((cache) => Promise.all(keep.map((url) => cache.add(url).catch(() => undefined)))));
});

/** The newest from the network, kept for when there is none. */
async function fresh(request, name) {
  const cache = await caches.open(kept);
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put(name, answer.clone());
    return answer;
  } catch (error) {
    const before = await cache.match(name);
    if (before) return before;
    throw error;
  }
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(fresh(request, shell));
  else if (pathname === keys) event.respondWith(fresh(request, keys));
  else if (pathname.startsWith('/assets/')) event.respondWith(caches.match(request).then((before) => before ?? fetch(request)));
});
