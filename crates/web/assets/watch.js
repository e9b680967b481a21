// A page that waits for something to happen elsewhere: asks again, and shows itself anew once its state has changed.
const EVERY_MS = 2000;
const mark = (page) => page.querySelector("[data-watch]")?.dataset.watch;
const shown = mark(document);
const busy = () => document.activeElement?.matches("input:not([type=radio])");

async function look() {
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mark(page) !== shown && !busy()) return location.reload();
  } catch {
    // Not reachable just now: the next look may be luckier.
  }
  setTimeout(look, EVERY_MS);
}
if (shown !== undefined) setTimeout(look, EVERY_MS);
