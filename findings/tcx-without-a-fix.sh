#!/usr/bin/env bash
# tcxreader 0.4.11 (PyPI).
# Guess: duration, mean heart rate and distance of a TCX file come from the same trackpoints, and a treadmill run has a duration.
# Seen: by default trackpoints without a position are dropped from times and heart rate, but the distance is that of the lap: a run
# that loses its fix after 10 of 30 minutes reads 540 s, 100 bpm and 2,900 m (19 km/h) where 1,740 s and 153 bpm were recorded.
# A run indoors has no start, no heart rate and lasts 0 s over its 2,900 m. only_gps=False gives all of it.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q tcxreader==0.4.11
"$work/venv/bin/python" - "$work" <<'PY'
import sys
from tcxreader.tcxreader import TCXReader

def point(minute, heart, metres, fix):
    position = "<Position><LatitudeDegrees>52.1</LatitudeDegrees><LongitudeDegrees>13.4</LongitudeDegrees></Position>" if fix else ""
    return (f"<Trackpoint><Time>2026-03-28T09:{minute:02d}:00Z</Time>{position}<DistanceMeters>{metres}</DistanceMeters>"
            f"<HeartRateBpm><Value>{heart}</Value></HeartRateBpm></Trackpoint>")

def read(name, points, **options):
    path = f"{sys.argv[1]}/{name}.tcx"
    with open(path, "w") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?><TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2">'
                   '<Activities><Activity Sport="Running"><Id>2026-03-28T09:00:00Z</Id><Lap StartTime="2026-03-28T09:00:00Z"><TotalTimeSeconds>1740</TotalTimeSeconds>'
                   '<DistanceMeters>2900</DistanceMeters><Calories>10</Calories><Intensity>Active</Intensity><TriggerMethod>Manual</TriggerMethod>'
                   f'<Track>{points}</Track></Lap></Activity></Activities></TrainingCenterDatabase>')
    run = TCXReader().read(path, **options)
    return len(run.trackpoints), run.start_time and run.start_time.minute, run.duration, run.distance, run.hr_avg and round(run.hr_avg)

tunnel = "".join(point(minute, 100 if minute < 10 else 180, 100 * minute, minute < 10) for minute in range(30))
indoors = "".join(point(minute, 150, 100 * minute, False) for minute in range(30))
seen = {
    "fix lost after 10 minutes": read("tunnel", tunnel),
    "the same, only_gps=False": read("tunnel", tunnel, only_gps=False),
    "indoors": read("indoors", indoors),
}
for name, values in seen.items():
    print(f"{name}: points, first minute, seconds, metres, bpm =", *values)
assert list(seen.values()) == [(10, 0, 540.0, 2900.0, 100), (30, 0, 1740.0, 2900.0, 153), (0, None, 0, 2900.0, None)], "the behaviour has changed"
PY
