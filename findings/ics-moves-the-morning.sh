#!/usr/bin/env bash
# ics 0.7.3 beside icalendar 7.3.2 (PyPI).
# Guess: a daily reminder at 07:30 that is read and written again still rings at 07:30.
# Seen: ics keeps the rule "every day" and writes the first time as universal time, so that the reminder of a person in Berlin
# rings at 06:30 from the last Sunday of October on. A time without a zone, which means "wherever I am", becomes universal time
# too. icalendar reads both as they stand. Calendars are best passed on as the bytes they came in.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q ics==0.7.3 icalendar==7.3.2 tzdata
"$work/venv/bin/python" -W ignore - <<'PY'
from datetime import timedelta
from zoneinfo import ZoneInfo
import icalendar, ics

def event(uid, start):
    return [f"BEGIN:VEVENT", f"UID:{uid}@example.org", "DTSTAMP:20261001T000000Z", start, "DURATION:PT5M", "RRULE:FREQ=DAILY",
            f"SUMMARY:{uid}", "END:VEVENT"]

ZONE = ["BEGIN:VTIMEZONE", "TZID:Europe/Berlin", "BEGIN:STANDARD", "DTSTART:19701025T030000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "END:STANDARD", "BEGIN:DAYLIGHT", "DTSTART:19700329T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "END:DAYLIGHT", "END:VTIMEZONE"]
text = "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//made up//EN", *ZONE,
                    *event("zoned", "DTSTART;TZID=Europe/Berlin:20261020T073000"), *event("anywhere", "DTSTART:20261020T073000"),
                    "END:VCALENDAR", ""])

def starts(calendar):
    return {str(one["SUMMARY"]): one["DTSTART"].dt for one in icalendar.Calendar.from_ical(calendar).walk("VEVENT")}

before, after = starts(text), starts(ics.Calendar(text).serialize())
week = timedelta(days=7)
rings = {name: (start + week).astimezone(ZoneInfo("Europe/Berlin")).strftime("%H:%M") if start.tzinfo else "07:30 anywhere"
         for name, start in after.items()}
print("read by icalendar:", {name: start.isoformat() for name, start in before.items()})
print("written by ics:", {name: start.isoformat() for name, start in after.items()})
print("on 27 October in Berlin:", rings)
assert before["anywhere"].tzinfo is None and (before["zoned"] + week).strftime("%H:%M") == "07:30"
assert rings["zoned"] == "06:30" and after["anywhere"].tzinfo is not None, "the behaviour has changed"
PY
