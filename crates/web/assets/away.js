// The page in place of one that could not be had: it keeps an answer, says so, and looks until Charley answers again.
const EVERY_MS = 5000;
// Longest time for that question.
const PATIENCE_MS = 4000;
const MORNING_H = 4;
const id = (name) => document.getElementById(name);
const hour = new Date().getHours();
// Dark in the night, whatever light the device is set to.
if (hour < 6 || hour >= 22) document.documentElement.dataset.light = "night";

// The night that is asked about, in words; Charley dates the answer by the time at which it is kept.
const ended = new Date();
if (hour < MORNING_H) ended.setDate(ended.getDate() - 1);
const began = new Date(ended);
began.setDate(ended.getDate() - 1);
const day = (date) => date.toLocaleDateString(document.documentElement.lang, { weekday: "long" });
id("night").textContent = `${day(began)} ${id("night").dataset.to} ${day(ended)}`;

for (const form of document.querySelectorAll("form[data-outbox]")) {
  form.dataset.what = `${form.dataset.what} ${id("night").textContent}`;
  form.addEventListener("kept", () => {
    id("ask").hidden = true;
    id("taken").hidden = false;
    id("taken").focus();
  });
}

let asking = false;
async function look() {
  if (asking) return;
  asking = true;
  const answer = await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => null);
  asking = false;
  if (!answer?.ok) return;
  id("back").hidden = false;
  // What waits is sent by the outbox, which listens to this.
  dispatchEvent(new Event("online"));
}
id("again").hidden = false;
// As at first: what was sent by a form is asked about by the browser, and sent then.
id("again").onclick = () => location.reload();
addEventListener("online", (event) => event.isTrusted && look());
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look());
setInterval(look, EVERY_MS);
look();
