// Keeps what helps while Charley cannot be reached: relief, the warning signs, and a page that says so and takes an answer.
// None of it holds anything of anybody; nothing else is ever kept. VERSION and KEPT, the addresses, stand before this script.
const NAME = `charley-${VERSION}`;
const [RELIEF, SIGNS, AWAY] = KEPT;
// A page may take its time; an address behind which nobody answers within this time, twice, does not.
const PATIENCE_MS = 2500;
// What a kept page says may depend on where the person lives: it is taken anew by then.
const FRESH_MS = 24 * 3600 * 1000;

async function keep(paths) {
  const cache = await caches.open(NAME);
  await Promise.all(paths.map(async (path) => {
    const answer = await fetch(path, { cache: "no-store" });
    if (!answer.ok || answer.redirected) throw new Error(`${path}: ${answer.status}`);
    await cache.put(path, answer);
  }));
}

async function refresh() {
  const kept = await caches.match(RELIEF);
  const age_ms = Date.now() - Date.parse(kept?.headers.get("date"));
  if (!(age_ms < FRESH_MS)) await keep([RELIEF, SIGNS]);
}

// Whole or not at all: the one before stays until everything is there.
self.addEventListener("install", (event) => event.waitUntil(keep(KEPT).then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name !== NAME) await caches.delete(name);
  await self.clients.claim();
})()));

/** Fails once nobody answers a question that Charley answers at once. */
async function silence() {
  await new Promise((done) => setTimeout(done, PATIENCE_MS));
  await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) });
  return new Promise(() => {});
}

/** What a proxy says in place of Charley, which puts its own policy on every answer. */
const isOfProxy = (answer) => answer.status >= 502 && answer.status <= 504 && !answer.headers.has("content-security-policy");

const instead = (pathname) => pathname === RELIEF || /^\/now(\/|$)/.test(pathname) ? RELIEF : pathname.startsWith("/triage") ? SIGNS : AWAY;

async function page(request) {
  const { pathname } = new URL(request.url);
  try {
    const asked = fetch(request);
    // What was sent may have been written: its answer is waited for.
    const answer = await (request.method === "GET" ? Promise.race([asked, silence()]) : asked);
    if (!isOfProxy(answer)) return answer;
  } catch {
    // Nobody answers.
  }
  return (await caches.match(instead(pathname))) ?? Response.error();
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.mode === "navigate") {
    const answer = page(request);
    event.respondWith(answer);
    event.waitUntil(answer.then(refresh).catch(() => {}));
  } else if (origin === location.origin && pathname.startsWith("/assets/") && KEPT.includes(pathname)) {
    event.respondWith(caches.match(pathname).then((kept) => kept ?? fetch(request)));
  }
});
