#!/usr/bin/env bash
# Reads what `charley report --fhir` writes, for persons of many kinds, with the Python package fhir.resources and by the
# profiles of the HL7 Symptoms guide, and the table with Python's csv.
# Usage: scripts/check-fhir.sh CHARLEY [VENV]. Without Python or the package it says so; with CI=true that is a failure.
set -euo pipefail
cd "$(dirname "$0")/.."
charley=$1 venv=${2:-${CARGO_TARGET_DIR:-$PWD/target}/fhir-venv}
missing() { echo "$1"; [ "${CI:-}" = true ] && exit 1; exit 0; }
command -v python3 >/dev/null || missing "the FHIR check needs Python 3: left out"
if ! "$venv/bin/python" -c 'import fhir.resources' 2>/dev/null; then
  python3 -m venv "$venv" 2>/dev/null && "$venv/bin/pip" install --quiet --disable-pip-version-check 'fhir.resources==8.3.0' \
    || missing "the FHIR check needs fhir.resources (pip install fhir.resources==8.3.0): left out"
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/out"
export CHARLEY_NOW='2026-11-23T09:00:00+01:00[Europe/Berlin]'
say() { "$charley" --no-input "$@" >/dev/null; }
# A new person with an empty diary.
person() { name=$1; export CHARLEY_DATA=$folder/$1; }
# The document and the table of the person, and how many of each kind there must be.
written() {
  "$charley" report --fhir "$folder/out/$name.json" --csv "$folder/out/$name.csv" "${@:2}" 2>/dev/null || [ $? -eq 4 ]
  printf '%s\n' "$1" >"$folder/out/$name.expected"
}

person usual
say person set --born 1958-05 --sex female --timezone Europe/Berlin --condition none
say log medicine Atorvastatin 20 mg --from 2026-05-01
say log medicine Vytorin --from 2025-05-01 --until 2026-04-01
say log medicine '<b>Strange & "new"</b>' --from 2026-10-01
say log cramp calf left --at 2026-11-22T03:12 --for 2m --pain 7 --eased-by stretch
say log cramp foot --at 2026-11-19T02:00
say log cramp hamstrings right --during-workout --at 2026-11-18T17:40 --pain 4.5
for night in 2026-11-12 2026-11-13 2026-11-15 2026-11-20; do say log none --night $night; done
say log unsure --night 2026-11-16
usual='{"SymptomObservation": 4, "SymptomAbsentObservation": 4, "AssessmentScaleObservation": 2,
  "Composition": 1, "Patient": 1, "Observation": 10, "MedicationStatement": 3}'
written "$usual"
name=usual-snomed; written "$usual" --snomed

person nothing-said
say person set --units metric
written '{"Composition": 1, "Patient": 1, "Observation": 0, "MedicationStatement": 0}'

person minor-without-medicine
say person set --born 2014-03 --sex male --timezone Europe/Berlin
say log medicine none --from 2026-01-01
say log cramp calf both --at 2026-11-23T08:59:30 --for 5m --pain 10
say log none --night 2026-11-21
written '{"SymptomObservation": 2, "SymptomAbsentObservation": 1, "MedicationStatement": 0}'

person medicine-will-end
say person set --born 1950-01 --timezone Europe/Berlin
say log medicine furosemide --from 2026-11-01 --until 2027-02-01
say log medicine magnesium --from 2026-11-01 --until 2026-11-23
say log none
written '{"SymptomObservation": 0, "SymptomAbsentObservation": 1, "MedicationStatement": 2}'

# Ten years: an export of three thousand nights is restored.
person to-export
say person set --born 1960-01 --timezone Europe/Berlin
say log none
"$charley" data export "$folder/export" >/dev/null 2>&1
python3 - "$folder/export" <<'PYTHON'
import datetime, json, pathlib, sys
folder, rows = pathlib.Path(sys.argv[1]), []
for ago in range(2, 3652):
    night = datetime.date(2026, 11, 23) - datetime.timedelta(days=ago)
    if ago % 9 == 4:
        continue
    at = f"{night + datetime.timedelta(days=1)}T03:12:00.123456Z"
    one = f"0190a5b0-0000-7000-8000-{ago:012}"
    cramp = {"kind": "cramp", "muscle": ["calf", "foot", "hip", "other"][ago % 4], "side": "left", "pain": ago % 11,
             "duration_s": 90, "during_workout": ago % 35 == 3}
    record = cramp if ago % 7 == 3 else {"kind": "none"}
    ms = int(datetime.datetime.fromisoformat(at).timestamp() * 1000)
    rows.append({"sequence": len(rows) + 1, "id": one, "kind": record["kind"], "night": str(night), "occurred_ms": ms,
                 "recorded_ms": ms, "retracted_ms": None, "body": {"id": one, "occurred_at": {"instant": at, "offset_s": 0},
                 "recorded_at": at, "source": "page", "precision": "minutes", "night": str(night), **record}})
(folder / "entry.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
(folder / "person.jsonl").write_text("")
# As an export of 0.1.0 was: no log of operations from which the entries would follow, no manifest.
for newer in ("operation.jsonl", "manifest.json"):
    (folder / newer).unlink(missing_ok=True)
PYTHON
person ten-years
say data restore "$folder/export"
# 3650 nights, of which one in nine is unknown, one in seven brought a cramp and one in 35 in a workout.
written '{"SymptomObservation": 465, "SymptomAbsentObservation": 2780, "AssessmentScaleObservation": 464}'

"$venv/bin/python" scripts/check_fhir.py "$folder/out"
