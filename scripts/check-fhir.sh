#!/usr/bin/env bash
# Reads what `charley report --fhir` writes with the Python package fhir.resources, and the table with Python's csv.
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
export CHARLEY_DATA=$folder/data CHARLEY_NOW='2026-11-23T09:00:00+01:00[Europe/Berlin]'
say() { "$charley" --no-input "$@" >/dev/null; }
say person set --born 1958-05 --sex female --timezone Europe/Berlin --condition none
say log medicine Atorvastatin 20 mg --from 2026-05-01
say log medicine Vytorin --from 2025-05-01 --until 2026-04-01
say log medicine '<b>Strange & "new"</b>' --from 2026-10-01
say log cramp calf left --at 2026-11-22T03:12 --for 2m --pain 7 --eased-by stretch
say log cramp foot --at 2026-11-19T02:00
say log cramp hamstrings right --during-workout --at 2026-11-18T17:40 --pain 4.5
for night in 2026-11-12 2026-11-13 2026-11-15 2026-11-20; do say log none --night $night; done
say log unsure --night 2026-11-16
for flags in "" --snomed; do
  "$charley" report --fhir "$folder/report.json" --csv "$folder/nights.csv" $flags 2>/dev/null
  "$venv/bin/python" scripts/check_fhir.py "$folder/report.json" "$folder/nights.csv"
done
