#!/usr/bin/env bash
# fhir.resources 8.3.0 with fhir-core 1.1.12 (PyPI), R4B models.
# Guess: a document that is read and written again is the same, since FHIR counts the digits of a decimal and of an instant as part of its value.
# Seen: 7.00 comes back as 7.0, -00:00 as Z, and nine digits of a second as six, cut off and not rounded; none of it says so. A trailing
# zero that a scale or a laboratory gave is gone, and a signature over the bytes does not hold.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q fhir.resources==8.3.0 fhir-core==1.1.12
"$work/venv/bin/python" - <<'PY'
import re
from fhir.resources.R4B.observation import Observation

def again(element):
    text = '{"resourceType":"Observation","status":"final","code":{"text":"weight"},%s}' % element
    return Observation.model_validate_json(text).model_dump_json()

decimal = re.search(r'"value":([\d.]+)', again('"valueQuantity":{"value":7.00}')).group(1)
instant = re.search(r'"effectiveDateTime":"([^"]+)"', again('"effectiveDateTime":"2026-03-29T02:30:00.123456789+02:00"')).group(1)
zone = re.search(r'"effectiveDateTime":"([^"]+)"', again('"effectiveDateTime":"2026-03-29T02:30:00-00:00"')).group(1)
print("7.00 ->", decimal)
print("2026-03-29T02:30:00.123456789+02:00 ->", instant)
print("2026-03-29T02:30:00-00:00 ->", zone)
assert decimal == "7.0" and instant == "2026-03-29T02:30:00.123456+02:00" and zone.endswith("Z"), "the behaviour has changed"
PY
