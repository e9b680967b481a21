"""Reads a FHIR document and its table as strangers would: fhir.resources (R4B) and csv. Exits with 1 at the first fault."""

import csv
import json
import sys
from collections import Counter

from fhir.resources.R4B.bundle import Bundle

document, table = sys.argv[1:3]
with open(document, encoding="utf-8") as file:
    text = file.read()
bundle = Bundle.model_validate_json(text)
kinds = Counter(entry.resource.get_resource_type() for entry in bundle.entry)
profiles = Counter(
    entry["resource"]["meta"]["profile"][0].rsplit("/", 1)[1]
    for entry in json.loads(text)["entry"]
    if "meta" in entry["resource"]
)
expected = {"SymptomObservation": 4, "SymptomAbsentObservation": 4, "AssessmentScaleObservation": 2}
assert dict(profiles) == expected, profiles
assert kinds == {"Composition": 1, "Patient": 1, "Observation": 10, "MedicationStatement": 3}, kinds

# What the package must refuse, or its silence means nothing.
spoilt = json.loads(text)
spoilt["entry"][2]["resource"].pop("code")
try:
    Bundle.model_validate(spoilt)
except ValueError:
    pass
else:
    raise AssertionError("an Observation without a code was read")

with open(table, encoding="utf-8", newline="") as file:
    rows = list(csv.DictReader(file))
assert {row["state"] for row in rows} == {"cramp", "none", "unsure", ""}, rows
print(f"FHIR document read: {dict(kinds)}; {len(rows)} rows of the table")
