// The sliders of a plan: each move asks for the part of the page that answers it. Without this the form has its button Update.

const form = document.getElementById("turn");
const turned = document.getElementById("turned");
const print = document.getElementById("print");
let asking = false;
let again = false;

/** Asks for the answer to what the form says now: one question at a time, the last one always. */
async function ask() {
  again = asking;
  if (asking) return;
  asking = true;
  try {
    const answer = await fetch(`/plan/turned?${new URLSearchParams(new FormData(form))}`);
    if (answer.ok) {
      turned.innerHTML = await answer.text();
      const way = turned.querySelector("#turned-way > figure");
      if (way) document.querySelector("#way figure.chart").replaceWith(way);
      turned.querySelector("#turned-way")?.remove();
      document.dispatchEvent(new Event("charted"));
    }
  } catch {
    // Not reachable: what stands there stays.
  }
  asking = false;
  if (again) ask();
}

function move(slider) {
  const now = document.getElementById(`${slider.id}-now`);
  now.value = Number((slider.value * now.dataset.factor).toFixed(now.dataset.digits));
  if (slider.id === "drink_ml_h") document.getElementById("drink_set").checked = true;
  ask();
}

if (form) {
  document.getElementById("update").hidden = true;
  form.addEventListener("input", ({ target }) => (target.type === "range" ? move(target) : ask()));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const step = event.submitter?.value ?? "";
    const slider = document.getElementById(step.slice(0, -1));
    if (!slider) return;
    if (step.endsWith("+")) slider.stepUp(); else slider.stepDown();
    move(slider);
  });
}
// A browser that prints nothing of what is folded prints the whole card.
addEventListener("beforeprint", () => document.querySelectorAll(".wrist details").forEach((one) => { one.open = true; }));
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}
