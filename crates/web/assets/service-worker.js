// Keeps one page for the night without a connection: relief, which holds nothing of anybody. Nothing else is ever kept.
const KEPT = "charley-relief-1";
const RELIEF = "/relief.html";

async function keep() {
  const answer = await fetch(RELIEF, { cache: "no-store" });
  if (answer.ok && !answer.redirected) await (await caches.open(KEPT)).put(RELIEF, answer);
}

self.addEventListener("install", (event) => event.waitUntil(keep().catch(() => {}).then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name !== KEPT) await caches.delete(name);
  await self.clients.claim();
})()));

self.addEventListener("fetch", (event) => {
  if (event.request.mode !== "navigate") return;
  const relief = () => caches.match(RELIEF).then((kept) => kept ?? Response.error());
  if (new URL(event.request.url).pathname === RELIEF) event.waitUntil(keep().catch(() => {}));
  event.respondWith(fetch(event.request).catch(relief));
});
