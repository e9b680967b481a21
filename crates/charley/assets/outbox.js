// What is recorded while Charley cannot be reached is kept in this browser and sent once it can: each entry under the id
// it was given here, so that it arrives once however often it is sent.

const DATABASE = "charley-outbox";
const STORE = "waiting";
const EVERY_MS = 15000;
// Longest time for one entry: an address that does not answer is as good as none.
const SEND_MS = 20000;
const SHOWN_AFTER_MS = 1000;
// Where the relief page keeps its cramps in this browser.
const RELIEF = "charley-relief";
const IS_UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** One step in the database; gives what `work` asks for once it is safely on the disk. */
function step(mode, work) {
  return new Promise((done, fail) => {
    const open = indexedDB.open(DATABASE, 1);
    open.onupgradeneeded = () => open.result.createObjectStore(STORE, { keyPath: "id" });
    open.onerror = () => fail(open.error);
    open.onsuccess = () => {
      const transaction = open.result.transaction(STORE, mode, { durability: "strict" });
      const asked = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => { open.result.close(); done(asked.result); };
      transaction.onabort = transaction.onerror = () => { open.result.close(); fail(transaction.error); };
    };
  });
}
const keep = (entry) => step("readwrite", (store) => store.put(entry));
const forget = (id) => step("readwrite", (store) => store.delete(id));
const waiting = () => step("readonly", (store) => store.getAll());

/** A random UUID, also where the connection is not trusted. */
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const text = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** Sends one entry. True: it is recorded, or can never be. False: try later. */
async function send(entry) {
  const answer = await fetch(entry.action, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", "x-charley-outbox": entry.kept_at },
    body: entry.body,
    signal: AbortSignal.timeout(SEND_MS),
  });
  if (answer.status === 400 || answer.status === 422) {
    note = `One entry could not be taken. ${await words(answer)}`;
    return true;
  }
  note = answer.ok ? "" : await words(answer);
  return answer.status === 204;
}

/** What the page of an error says. */
async function words(answer) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("main .lede")?.textContent.trim() ?? "";
}

const place = document.getElementById("outbox");
let note = "";

async function show() {
  const count = (await waiting()).length;
  place.textContent = [count > 0 ? `Waiting to be sent: ${count}` : "", note].filter(Boolean).join(". ");
  place.hidden = place.textContent === "";
}

let running = null;
let queued = null;
/** Sends what waits, oldest first; one pass at a time. Whoever asks during a pass waits for the next one, which sees what was kept meanwhile. */
function flush() {
  if (running === null) {
    running = pass().finally(() => { running = null; });
    return running;
  }
  queued ??= running.then(() => { queued = null; return flush(); });
  return queued;
}

/** One pass over what waits, in one tab at a time. */
async function pass() {
  const all = async () => {
    const entries = (await waiting()).sort((a, b) => (a.kept_at < b.kept_at ? -1 : 1));
    for (const entry of entries) {
      if (!(await send(entry))) break;
      await forget(entry.id);
    }
  };
  try {
    await (navigator.locks ? navigator.locks.request(DATABASE, all) : all());
  } catch {
    // Not reachable: they stay where they are.
  } finally {
    await show();
  }
}

/** Takes a form's entry: kept first, sent next. */
async function take(form, button) {
  const fields = new FormData(form, button);
  const entry = { id: fields.get("id"), action: form.action, kept_at: new Date().toISOString() };
  entry.body = new URLSearchParams(fields).toString();
  await keep(entry);
  // The next tap on the same page is another entry, but for the one cramp that the relief page is about.
  if (!form.dataset.outbox) form.querySelector("[name=id]").value = uuid();
  else button.disabled = true;
  form.dispatchEvent(new Event("kept"));
  const slow = setTimeout(show, SHOWN_AFTER_MS);
  await flush();
  clearTimeout(slow);
  const left = (await waiting()).some((one) => one.id === entry.id);
  if (!left && note === "") location.assign(form.dataset.then ?? (fields.get("back") === "diary" ? "/diary" : "/"));
}

/** Cramps that relief.html kept in this browser, without a server, are entries like all others. */
async function adopt() {
  const kept = JSON.parse(localStorage.getItem(RELIEF) ?? "[]");
  if (kept.length === 0) return;
  // Named before they are kept, so that a page that is closed half-way sends none of them twice.
  for (const one of kept) if (!IS_UUID.test(one.id)) one.id = uuid();
  localStorage.setItem(RELIEF, JSON.stringify(kept));
  for (const one of kept) {
    const since_ms = Date.parse(one.at);
    const body = new URLSearchParams({ id: one.id, since: Math.floor(since_ms / 1000), muscle: one.muscle, side: "unknown", window: "night", go: "over" });
    await keep({ id: one.id, action: "/cramps", kept_at: new Date(since_ms + 1000 * one.duration_s).toISOString(), body: body.toString() });
  }
  localStorage.removeItem(RELIEF);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-outbox]")) return;
  // Some forms have a button that records and others that only lead on.
  if (form.dataset.outbox && form.dataset.outbox !== event.submitter?.value) return;
  event.preventDefault();
  // Where the browser keeps nothing, the form goes its usual way.
  take(form, event.submitter).catch(() => {
    delete form.dataset.outbox;
    form.requestSubmit(event.submitter);
  });
});
addEventListener("online", flush);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && flush());
setInterval(async () => { if ((await waiting()).length > 0) await flush(); }, EVERY_MS);
adopt().catch(() => {}).then(show).then(flush).catch(() => {});

if (isSecureContext && "serviceWorker" in navigator) {
  navigator.serviceWorker.register("/service-worker.js").catch(() => {});
}
