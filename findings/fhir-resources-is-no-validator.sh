#!/usr/bin/env bash
# fhir.resources 8.3.0 with fhir-core 1.1.12 (PyPI), R4B models.
# Guess: what model_validate() takes is valid FHIR: required code lists, the length of an id, and the invariants of a type are checked.
# Seen: a status that is not in the required list ("done"), an id of 70 letters (64 at most), a period that ends before it begins (per-1)
# and a value beside the reason why it is absent (obs-6) are all taken. What is refused: a missing required element, an unknown
# key, a time without seconds or zone, an empty string.
# A document that passes is well-formed; that it is valid has to be tested by other means.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q fhir.resources==8.3.0 fhir-core==1.1.12
"$work/venv/bin/python" - <<'PY'
from fhir.resources.R4B.observation import Observation

def taken(**more):
    try:
        Observation.model_validate({"resourceType": "Observation", "status": "final", "code": {"text": "pain"}, **more})
        return True
    except ValueError:
        return False

loose = {
    "status outside the required list": taken(status="done"),
    "id of 70 letters": taken(id="A" * 70),
    "period that ends before it begins": taken(effectivePeriod={"start": "2026-03-29", "end": "2025-01-01"}),
    "value beside dataAbsentReason": taken(valueQuantity={"value": 7}, dataAbsentReason={"text": "unknown"}),
}
strict = {
    "time without zone": taken(effectiveDateTime="2026-03-29T02:30:00"),
    "unknown key": taken(pain=7),
    "empty string": taken(valueString=""),
}
for name, was in {**loose, **strict}.items():
    print(f"{name}: {'taken' if was else 'refused'}")
assert all(loose.values()) and not any(strict.values()), "the behaviour has changed"
PY
