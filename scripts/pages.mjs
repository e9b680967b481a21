// Times every page with ten years of data in it: wall time of a request on the same machine, when nothing was written since.
// Usage: node scripts/pages.mjs TEN_YEARS.zip [REQUESTS]   (the archive comes from the example ten_years; needs a dist build)

import { performance } from "node:perf_hooks";

const [archive, requests = "200"] = process.argv.slice(2);
if (!archive) {
  console.error("say where the ten years are: node scripts/pages.mjs TEN_YEARS.zip");
  process.exit(2);
}
process.env.CHARLEY_BIN ??= new URL("../target/dist/charley", import.meta.url).pathname;
const { Charley } = await import("../e2e/charley.mjs");

const NIGHTS = 3_650;
const DAY_MS = 86_400_000;

/** Ten years of answers: a cramp in one night of nine, one night of seven unknown. Rows of the table of entries. */
function nights() {
  const answered = Array.from({ length: NIGHTS }, (_, ago) => ago).filter((ago) => ago % 7 !== 3);
  return answered.map((ago, before) => {
    const at = new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS - ago * DAY_MS + 3 * 3_600_000);
    const night = new Date(at.getTime() - DAY_MS).toISOString().slice(0, 10);
    const id = `01900000-0000-7000-8000-${String(ago).padStart(12, "0")}`;
    const record = ago % 9 === 0
      ? { kind: "cramp", muscle: "calf", side: "left", duration_s: 90, pain: 6, during_workout: false, eased_by: [] }
      : { kind: "none" };
    const body = { id, occurred_at: { instant: at.toISOString(), offset_s: 0 }, recorded_at: at.toISOString(), source: "page", precision: "minutes", night, ...record };
    return { sequence: before + 1, id, kind: record.kind, night, occurred_ms: at.getTime(), recorded_ms: at.getTime(), retracted_ms: null, body };
  });
}

async function session(charley) {
  const entered = await fetch(charley.link, { redirect: "manual" });
  return entered.headers.getSetCookie().map((one) => one.split(";")[0]).join("; ");
}

const charley = await Charley.start();
try {
  const answered = nights();
  console.log(`# ${answered.length} answers, then the archive`);
  charley.fill(answered);
  charley.run("import", archive);
  charley.run("why");
  const cookie = await session(charley);
  const get = async (path) => {
    const from = performance.now();
    const answer = await fetch(charley.origin + path, { headers: { cookie } });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    return performance.now() - from;
  };
  const workout = (await (await fetch(`${charley.origin}/workouts`, { headers: { cookie } })).text()).match(/\/workouts\/[^"#?]+/)[0];
  for (const path of ["/", "/now", "/triage", "/why", "/calibration", "/trial", "/plan", "/diary", "/workouts", workout, "/medicines", "/report", "/evidence", "/settings", "/see", "/relief.html"]) {
    const first = await get(path).catch((error) => error);
    if (first instanceof Error) { console.log(`${path}: ${first.message}`); continue; }
    const times = [];
    for (let time = 0; time < Number(requests); time += 1) times.push(await get(path));
    times.sort((a, b) => a - b);
    const at = (share) => times[Math.min(times.length - 1, Math.floor(share * times.length))].toFixed(1);
    console.log(`${path.slice(0, 24).padEnd(24)} first ${first.toFixed(0)} ms, median ${at(0.5)}, p99 ${at(0.99)} ms`);
  }
} finally {
  await charley.stop();
}
