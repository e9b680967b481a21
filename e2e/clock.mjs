// The clock of the browser suite: Charley, the pages and the made-up diary all live at one moment, whatever hour it is here.
//
// CHARLEY_MOMENT names another, with its zone, as in 2026-03-29T03:30:00+02:00[Europe/Berlin]; from there time goes on.

const NOON = "2026-11-23T12:00:00+00:00[UTC]";
const DAY_MS = 24 * 3_600_000;

const [, start, zone] = /^(.+)\[(.+)\]$/.exec(process.env.CHARLEY_MOMENT ?? NOON);
const began = performance.now();

/** Whether this is the usual moment of the suite, and none of the odd ones. */
export const isNoon = () => process.env.CHARLEY_MOMENT === undefined;

/** The zone in which the made-up person lives. */
export const ZONE = zone;

/** The time it is. */
export function now() {
  return new Date(Date.parse(start) + performance.now() - began);
}

/** The same as Charley takes it; a walk through many days names its own moment. */
export function spoken(moment = now()) {
  return `${moment.toISOString()}[${zone}]`;
}

/** What the clock on the wall shows: date and hour. */
function wall() {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", hourCycle: "h23" })
    .formatToParts(now());
  const part = (type) => parts.find((one) => one.type === type).value;
  return { date: `${part("year")}-${part("month")}-${part("day")}`, hour: Number(part("hour")) };
}

/** A night as the date of its evening: 0 is the one that began yesterday, 1 the one before. */
export function night(ago) {
  return new Date(Date.parse(wall().date) - (ago + 1) * DAY_MS).toISOString().slice(0, 10);
}

/** Whether the night that began yesterday is over; before four in the morning nobody can say that it was quiet. */
export function isMorning() {
  return wall().hour >= 4;
}

/** Whether a cramp of this minute is asked about at once; between ten and five its questions wait. */
export function isDay() {
  return wall().hour >= 5 && wall().hour < 22;
}
