// What is recorded while Charley cannot be reached is kept in this browser and sent once it can: each entry under the id
// it was given here, so that it arrives once however often it is sent. What Charley does not take is kept too, and shown
// until the person says when it was, or deletes it.

const DATABASE = "charley-outbox";
const STORE = "waiting";
const EVERY_MS = 15000;
// Longest time for one entry: an address that does not answer is as good as none.
const SEND_MS = 20000;
// Longest time for this browser to keep one: after it the form goes its usual way, under the same id.
const KEEP_MS = 3000;
const SHOWN_AFTER_MS = 1000;
// Where the relief page keeps its cramps in this browser.
const RELIEF = "charley-relief";
const IS_UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
// Answers that are no refusal of the entry: no session, too slow, too many.
const TRY_LATER = [401, 408, 421, 425, 429];

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
const kept = async () => (await step("readonly", (store) => store.getAll())).sort((a, b) => (a.kept_at < b.kept_at ? -1 : 1));
const waiting = async () => (await kept()).filter((one) => !one.refused);

/** A random UUID, also where the connection is not trusted. */
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const text = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

const place = document.getElementById("outbox");
// Pages that are kept for later name no entry: each tap on them is another one.
for (const field of document.querySelectorAll("form[data-outbox] [name=id][value='']")) field.value = uuid();
const refused = document.getElementById("refused");
// Seconds by which the clock of this device is behind Charley's, as long as this page is open.
const behind_s = Math.round((Number(place.dataset.now) - Date.now()) / 1000);
let note = "";
// The entry that was tapped just now; none once its page has moved on to a question.
let asking = "";

/** Sends one entry. True: it needs no further sending, for it is recorded or refused. False: try later. */
async function send(entry) {
  const headers = { "content-type": "application/x-www-form-urlencoded", "x-charley-outbox": entry.kept_at, "x-charley-clock": new Date().toISOString() };
  if (entry.behind_s !== undefined) headers["x-charley-behind"] = entry.behind_s;
  if (entry.said) headers["x-charley-said"] = "1";
  const answer = await fetch(entry.action, { method: "POST", headers, body: entry.body, signal: AbortSignal.timeout(SEND_MS) });
  if (answer.status === 204) {
    note = "";
    await forget(entry.id);
    return true;
  }
  const ask = answer.headers.get("x-charley-ask");
  if (ask && entry.id === asking) {
    // The person is here and can say which is right; the address carries what was said.
    asking = "";
    await forget(entry.id);
    location.assign(ask);
    return true;
  }
  const why = await words(answer);
  if (answer.status >= 400 && answer.status < 500 && !TRY_LATER.includes(answer.status)) {
    // Charley's clock shows when it was, as far as this one can be set right by it.
    const off_ms = entry.behind_s ? 1000 * entry.behind_s : Date.parse(answer.headers.get("x-charley-now")) - Date.now();
    await keep({ ...entry, refused: why || `${answer.status}`, perhaps: new Date(Date.parse(entry.kept_at) + (off_ms || 0)).getTime() });
    refused.open = true;
    return true;
  }
  note = why;
  return false;
}

/** What the page of an error says. */
async function words(answer) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("main .lede")?.textContent.trim() ?? "";
}

async function show() {
  const all = await kept();
  const count = all.filter((one) => !one.refused).length;
  place.textContent = [count > 0 ? `${place.dataset.waiting}: ${count}` : "", note].filter(Boolean).join(". ");
  place.hidden = place.textContent === "";
  list(all.filter((one) => one.refused));
}

/** A moment as a field for date and time takes it. */
const local = (ms) => new Date(ms - 60000 * new Date(ms).getTimezoneOffset()).toISOString().slice(0, 16);

/** Shows what was refused. Rows that are there stay, with what was typed in them. */
function list(entries) {
  refused.hidden = entries.length === 0;
  refused.querySelector(".count").textContent = entries.length;
  const rows = refused.querySelector("ul");
  for (const row of [...rows.children]) if (!entries.some((one) => row.dataset.key === key(one))) row.remove();
  for (const one of entries) if (![...rows.children].some((row) => row.dataset.key === key(one))) rows.append(row(one));
}
const key = (entry) => `${entry.id} ${entry.refused}`;

function row(entry) {
  const made = refused.querySelector("template").content.firstElementChild.cloneNode(true);
  const at = (name) => made.querySelector(name);
  const [kept_ms, field] = [Date.parse(entry.kept_at), at("input")];
  made.dataset.key = key(entry);
  at(".what").textContent = entry.what ?? "";
  at(".kept").textContent = Number.isNaN(kept_ms) ? "" : new Date(kept_ms).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
  at(".why").textContent = entry.refused;
  if (!Number.isNaN(entry.perhaps)) field.value = local(entry.perhaps);
  at(".send").onclick = async () => {
    const said_ms = Date.parse(field.value);
    if (Number.isNaN(said_ms)) return field.focus();
    // What was not changed keeps its seconds.
    const moment = field.value === local(entry.perhaps) ? entry.perhaps : said_ms;
    const { refused: _, perhaps: __, ...mended } = entry;
    await keep({ ...mended, kept_at: new Date(moment).toISOString(), said: true });
    await flush();
  };
  at(".delete").onclick = async (event) => {
    const { sure } = event.currentTarget.dataset;
    if (sure) {
      event.currentTarget.textContent = sure;
      delete event.currentTarget.dataset.sure;
      return;
    }
    await forget(entry.id);
    await show();
  };
  return made;
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
    for (const entry of await waiting()) if (!(await send(entry))) break;
  };
  try {
    await (navigator.locks ? navigator.locks.request(DATABASE, all) : all());
  } catch {
    // Not reachable: they stay where they are.
  } finally {
    await show();
  }
}

/** The entry of a form. */
function entryOf(form, button) {
  const fields = new FormData(form, button);
  const what = form.dataset.outbox ? form.dataset.what : `${form.dataset.what}: ${button.textContent.trim()}`;
  const entry = { id: fields.get("id"), action: form.action, what, kept_at: new Date().toISOString(), body: new URLSearchParams(fields).toString() };
  return place.dataset.now > 0 ? { ...entry, behind_s } : entry;
}

/** Sends an entry that is kept, and goes on where it was taken. */
async function onward(form, button, entry) {
  // The next tap on the same page is another entry, but for the one cramp that the relief page is about.
  if (!form.dataset.outbox) form.querySelector("[name=id]").value = uuid();
  else button.disabled = true;
  asking = entry.id;
  form.dispatchEvent(new Event("kept"));
  const slow = setTimeout(show, SHOWN_AFTER_MS);
  await flush();
  clearTimeout(slow);
  const left = (await kept()).some((one) => one.id === entry.id);
  const back = new URLSearchParams(entry.body).get("back") === "diary" ? "/diary" : "/";
  if (!left && asking !== "" && note === "") go(form.dataset.then ?? back);
}

/** Goes to an address of ours, also where only its place on this page is another: what was recorded shows once it is read anew. */
function go(address) {
  const to = new URL(address, location.href);
  if (to.pathname !== location.pathname || to.search !== location.search || to.hash === "") return location.assign(to);
  history.replaceState(null, "", to);
  location.reload();
}

/** Cramps that relief.html kept in this browser, without a server, are entries like all others. */
async function adopt() {
  const cramps = JSON.parse(localStorage.getItem(RELIEF) ?? "[]");
  if (cramps.length === 0) return;
  // Named before they are kept, so that a page that is closed half-way sends none of them twice.
  for (const one of cramps) if (!IS_UUID.test(one.id)) one.id = uuid();
  localStorage.setItem(RELIEF, JSON.stringify(cramps));
  for (const one of cramps) {
    const over_ms = Date.parse(one.at) + 1000 * one.duration_s;
    const body = new URLSearchParams({ id: one.id, lasted: one.duration_s, muscle: one.muscle, side: "unknown", window: "night", go: "over" });
    // A time that cannot be read is asked for like one that cannot be right.
    const kept_at = Number.isNaN(over_ms) ? "" : new Date(over_ms).toISOString();
    await keep({ id: one.id, action: "/cramps", what: one.name ?? one.muscle, kept_at, body: body.toString() });
  }
  localStorage.removeItem(RELIEF);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-outbox]")) return;
  // Some forms have a button that records and others that only lead on.
  if (form.dataset.outbox && form.dataset.outbox !== event.submitter?.value) return;
  event.preventDefault();
  const button = event.submitter;
  const entry = entryOf(form, button);
  const late = new Promise((_, fail) => setTimeout(fail, KEEP_MS));
  Promise.race([keep(entry), late]).then(
    () => onward(form, button, entry).catch(() => {}),
    // Where the browser keeps nothing, the form goes its usual way.
    () => { delete form.dataset.outbox; form.requestSubmit(button); },
  );
});
addEventListener("online", flush);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && flush());
setInterval(async () => { if ((await waiting()).length > 0) await flush(); }, EVERY_MS);
adopt().catch(() => {}).then(show).then(flush).catch(() => {});

if (isSecureContext && "serviceWorker" in navigator) {
  navigator.serviceWorker.register("/service-worker.js").catch(() => {});
}
