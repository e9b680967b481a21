// The live simulation: the server computes, this page draws what arrives and sends what is pressed.
const $ = (id) => document.getElementById(id);
const live = $("live"), raster = $("raster"), traces = $("traces");
const still = matchMedia("(prefers-reduced-motion: reduce)");
const SECONDS = 8, UNITS = Number(raster.dataset.units);
let source, id, speed = 1, blocked = false, due = false;
let pictures = [];
live.hidden = false;

const text = (name, value) => { $(name).textContent = value; };
const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function begin() {
  end();
  pictures = [];
  const query = new URLSearchParams({ seed: String(1 + Math.floor(Math.random() * 1000)), susceptibility: $("susceptibility").value });
  source = new EventSource(`/see/live?${query}`);
  source.addEventListener("begun", (event) => { id = event.data; blocked = false; ready(true); send({ do: "length", length_l0: $("length_l0").value }); conditions(); });
  source.onmessage = (event) => arrive(JSON.parse(event.data));
  source.onerror = () => { if (!id) text("say", "It did not start: three simulations may be running already. Close another page and try again."); else text("say", "The simulation has ended. Press Start for a new one."); end(); };
  text("begin", "Start anew");
}
function end() {
  source?.close();
  source = undefined;
  id = undefined;
  ready(false);
}
function ready(on) {
  for (const button of live.querySelectorAll("[data-do], #pause, #slow, #sound")) button.disabled = !on;
  if (on) { pace(1); press("block", false); }
}
const press = (name, on) => (live.querySelector(`[data-do=${name}]`) ?? $(name)).setAttribute("aria-pressed", String(on));

async function send(fields) {
  if (!id) return;
  const answer = await fetch(`/see/live/${id}`, { method: "POST", body: new URLSearchParams(fields) });
  if (answer.status === 410) end();
}
function conditions() {
  const fields = { do: "set" };
  for (const name of ["susceptibility", "pain", "core_c", "dehydration_percent", "spindle_gain", "tendon_organ_gain"]) fields[name] = $(name).value;
  send(fields);
}
function pace(to) {
  speed = to;
  $("pause").setAttribute("aria-pressed", String(to === 0));
  $("slow").setAttribute("aria-pressed", String(to === 0.2));
  if (id) send({ do: "speed", speed: String(to) });
}

function arrive(picture) {
  pictures.push(picture);
  while (pictures.length && picture.t_s - pictures[0].t_s > SECONDS) pictures.shift();
  if (picture.say) text("say", picture.say);
  text("r-time", `${picture.t_s.toFixed(1)} s`);
  text("r-units", picture.active ? `${picture.active} of ${UNITS}, ${picture.rate_pps.toFixed(0)} a second` : "none");
  text("r-force", `${picture.force_pct.toFixed(0)} % (${picture.force_n.toFixed(0)} N)`);
  text("r-length", picture.length_l0.toFixed(2));
  text("r-energy", `${picture.pcr_mmol_l.toFixed(0)} / ${picture.atp_mmol_l.toFixed(1)} mmol/L`);
  text("r-acid", `${picture.pi_mmol_l.toFixed(0)} mmol/L, ${picture.ph.toFixed(2)}`);
  text("r-potassium", `${picture.potassium_mmol_l.toFixed(1)} mmol/L`);
  text("state", picture.cramping ? "goes on by itself" : picture.active ? "firing" : "quiet");
  $("state").classList.toggle("likely", picture.cramping);
  play(picture.emg_uv);
  if (due) return;
  due = true;
  // Who wants less motion gets a still picture twice a second.
  if (still.matches) setTimeout(() => requestAnimationFrame(draw), 500);
  else requestAnimationFrame(draw);
}

function sized(canvas) {
  const ratio = devicePixelRatio || 1, box = canvas.getBoundingClientRect();
  const [w, h] = [Math.round(box.width * ratio), Math.round(box.height * ratio)];
  if (canvas.width !== w || canvas.height !== h) { canvas.width = w; canvas.height = h; }
  const pen = canvas.getContext("2d");
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, box.width, box.height);
  return [pen, box.width, box.height];
}

function draw() {
  due = false;
  if (!pictures.length) return;
  const now = pictures.at(-1).t_s;
  const [pen, w, h] = sized(raster);
  const x = (t) => w * (1 - (now - t) / SECONDS);
  pen.fillStyle = color("--ember");
  for (const picture of pictures) for (const [before, unit] of picture.impulses)
    pen.fillRect(x(picture.t_s - before / 1000), h - (h * (unit + 1)) / UNITS, 1.5, Math.max(1.5, h / UNITS));
  const [ink, width, height] = sized(traces);
  const third = height / 3;
  const label = (name, place) => { ink.fillStyle = color("--quiet"); ink.font = "12px system-ui"; ink.fillText(name, 2, place * third + 12); };
  ink.lineWidth = 1;
  ink.strokeStyle = color("--sky");
  ink.beginPath();
  const most = Math.max(200, ...pictures.flatMap((picture) => picture.emg_uv.map(Math.abs)));
  for (const picture of pictures) {
    // The highest and the lowest of each five samples: what a screen can show.
    for (let at = 0; at < picture.emg_uv.length; at += 5) {
      const part = picture.emg_uv.slice(at, at + 5);
      const t = picture.t_s - (picture.emg_uv.length - at) / 2000;
      ink.moveTo(x(t), third / 2 - (Math.max(...part) / most) * third * 0.45);
      ink.lineTo(x(t), third / 2 - (Math.min(...part) / most) * third * 0.45 + 0.5);
    }
  }
  ink.stroke();
  label(`EMG, up to ${(most / 1000).toFixed(1)} mV`, 0);
  line(ink, x, 1, third, (picture) => picture.force_pct / Math.max(20, ...pictures.map((one) => one.force_pct)), "--ember");
  label("Force", 1);
  line(ink, x, 2, third, (picture) => (picture.length_l0 - 0.5) / 0.9, "--leaf");
  label("Length", 2);
}
function line(ink, x, place, third, of, name) {
  ink.strokeStyle = color(name);
  ink.lineWidth = 2;
  ink.beginPath();
  for (const picture of pictures) ink.lineTo(x(picture.t_s), (place + 1) * third - 4 - of(picture) * (third - 22));
  ink.stroke();
}

let sound, ahead = 0;
function play(samples) {
  if (!sound || sound.state !== "running" || speed !== 1) return;
  // Four times as many samples as were computed: browsers do not play slower ones.
  const buffer = sound.createBuffer(1, samples.length * 4, 8000), data = buffer.getChannelData(0);
  for (let at = 0; at < data.length; at += 1) data[at] = Math.max(-1, Math.min(1, samples[at >> 2] / 600));
  const player = sound.createBufferSource();
  player.buffer = buffer;
  player.connect(sound.destination);
  ahead = Math.max(ahead, sound.currentTime + 0.05);
  player.start(ahead);
  ahead += buffer.duration;
}

$("begin").addEventListener("click", begin);
$("pause").addEventListener("click", () => pace(speed === 0 ? 1 : 0));
$("slow").addEventListener("click", () => pace(speed === 0.2 ? 1 : 0.2));
$("sound").addEventListener("click", async () => {
  if (sound?.state === "running") await sound.suspend();
  else { sound ??= new AudioContext(); await sound.resume(); }
  press("sound", sound.state === "running");
});
live.addEventListener("click", (event) => {
  const what = event.target.closest("[data-do]")?.dataset.do;
  if (!what) return;
  const fields = { do: what };
  if (what === "stimulate") fields.rate_hz = $("rate_hz").value;
  if (what === "contract") fields.effort_percent = $("effort_percent").value;
  if (what === "block") { blocked = !blocked; fields.do = blocked ? "block" : "open"; press("block", blocked); }
  send(fields);
});
$("inputs").addEventListener("input", (event) => text(`${event.target.id}-now`, event.target.value));
$("inputs").addEventListener("change", (event) => {
  const name = event.target.id;
  if (name === "length_l0") send({ do: "length", length_l0: event.target.value });
  else if (name !== "rate_hz" && name !== "effort_percent") conditions();
});
addEventListener("pagehide", end);
