// Relief with a clock: time, vibration, a voice on demand, the screen kept awake, help at ten minutes. The page works without.
const root = document.querySelector("[data-elapsed]");
const timer = document.getElementById("timer");
const said = document.getElementById("said");
const steps = document.getElementById("steps");
const ten = document.getElementById("ten");
const opened = performance.now() - 1000 * Number(root.dataset.elapsed);
const helpAfter = Number(root.dataset.helpAfter);
const flagsBy = Number(root.dataset.flagsBy);
const text = (id) => document.getElementById(id)?.textContent ?? "";
// A phone shakes only for a page that was touched; the taps before this page count.
const buzz = (how) => navigator.userActivation?.hasBeenActive !== false && navigator.vibrate?.(how);
let last = -1;
let over = false;

function tick() {
  const s = Math.floor((performance.now() - opened) / 1000);
  if (s === last || over) return;
  const from = last;
  last = s;
  timer.textContent = `${Math.floor(s / 60)}:${String(s % 60).padStart(2, "0")}`;
  // Heard every fifteen seconds, not every one.
  if (s % 15 === 0) said.textContent = timer.textContent;
  if (steps && !steps.hidden && s > 0 && s % 10 === 0) buzz(40);
  if (s >= flagsBy - 15) document.getElementById("check")?.classList.add("large");
  if (ten && s >= helpAfter && ten.hidden) {
    ten.hidden = false;
    steps.hidden = true;
    if (from >= 0) {
      ten.querySelector("h2").focus();
      buzz([300, 150, 300]);
      speak(ten.textContent);
    }
  }
}

const aloud = document.getElementById("aloud");
const wanted = () => sessionStorage.getItem("charley-aloud") === "1";
function speak(words) {
  if (!wanted() || !("speechSynthesis" in window)) return;
  speechSynthesis.cancel();
  const said = new SpeechSynthesisUtterance(words);
  said.lang = document.documentElement.lang;
  speechSynthesis.speak(said);
}
if (aloud && "speechSynthesis" in window) {
  aloud.hidden = false;
  const show = () => aloud.setAttribute("aria-pressed", String(wanted()));
  aloud.addEventListener("click", () => {
    sessionStorage.setItem("charley-aloud", wanted() ? "0" : "1");
    if (!wanted()) speechSynthesis.cancel();
    show();
    speak(`${text("do")} ${text("how")}`);
  });
  show();
  speak(`${text("do")} ${text("how")}`);
}

// Once the cramp is kept the clock stands, also where Charley cannot be reached.
document.querySelector("form.lower")?.addEventListener("kept", () => { over = true; });

async function stayAwake() {
  // Only in a secure context, and only while the page is seen; the steps do not depend on it.
  if (document.visibilityState === "visible") await navigator.wakeLock?.request("screen").catch(() => undefined);
}
document.addEventListener("visibilitychange", stayAwake);
stayAwake();
buzz(40);
tick();
setInterval(tick, 250);
