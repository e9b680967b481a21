"""Reads FHIR documents and their tables as strangers would: fhir.resources (R4B), the profiles of the HL7 Symptoms guide, csv.

Usage: check_fhir.py FOLDER, which holds PERSON.json, PERSON.csv and PERSON.expected (counts) for each person. Exits with 1 at
the first fault.
"""

import csv
import json
import sys
from collections import Counter
from datetime import datetime, timezone
from pathlib import Path

from fhir.resources.R4B.bundle import Bundle

GUIDE = "http://hl7.org/fhir/uv/symptoms/StructureDefinition/"
# What the profiles of the guide (1.0.0) bind: input/fsh of HL7/fhir-symptoms-ig. Cardinalities 1..1 unless said otherwise.
PROFILES = {
    "SymptomObservation": {
        "code": ("http://loinc.org", "75325-1"),
        "category": ("http://hl7.org/fhir/uv/symptoms/CodeSystem/SymptomTemporary", "symptom"),
        "effective": {"effectiveDateTime", "effectivePeriod"},
        "value": "valueCodeableConcept",
        "forbidden": {"dataAbsentReason", "interpretation", "specimen", "device", "referenceRange"},
    },
    "SymptomAbsentObservation": {
        "code": ("http://loinc.org", "111551-8"),
        "category": None,
        "effective": {"effectiveDateTime", "effectivePeriod"},
        "value": "valueCodeableConcept",
        "forbidden": {"dataAbsentReason", "interpretation", "specimen", "device", "referenceRange"},
    },
    "AssessmentScaleObservation": {
        "code": ("http://loinc.org", "72514-3"),
        "category": ("http://terminology.hl7.org/CodeSystem/observation-category", "survey"),
        "effective": {"effectiveDateTime"},
        "value": "valueQuantity",
        "forbidden": {"hasMember"},
    },
}
COMPONENTS = {"104156-5": {"valueRatio", "valueCodeableConcept"}, "100753-3": {"valueCodeableConcept"}}
DURATION_UNITS = {"s", "min", "h", "d", "wk", "mo", "a"}


def codings(concept):
    return [(coding["system"], coding["code"]) for coding in concept.get("coding", [])]


def keys(element, stem):
    return {key for key in element if key.startswith(stem)}


def check_profile(one):
    """What a validator with the guide's package would ask of an Observation."""
    (url,) = one["meta"]["profile"]
    profile = PROFILES[url.removeprefix(GUIDE)]
    assert codings(one["code"]) == [profile["code"]], one["code"]
    if profile["category"]:
        found = [coding for category in one["category"] for coding in codings(category)]
        assert found.count(profile["category"]) == 1, found
    assert len(keys(one, "effective") & profile["effective"]) == 1 == len(keys(one, "effective")), keys(one, "effective")
    assert keys(one, "value") == {profile["value"]}, keys(one, "value")
    assert not profile["forbidden"] & set(one), profile["forbidden"] & set(one)
    assert one["performer"] == [one["subject"]], one["performer"]
    for component in one.get("component", []):
        ((system, code),) = codings(component["code"])
        assert system == "http://loinc.org" and keys(component, "value") <= COMPONENTS[code] and keys(component, "value")
        if "valueRatio" in component:
            assert component["valueRatio"]["denominator"]["unit"] in DURATION_UNITS


def check_codes(one):
    """Codes of ICD-10-CM only for a cramp, by muscle and sleep; pain in whole numbers."""
    codes = {code for system, code in codings(one.get("valueCodeableConcept", {})) if system.endswith("icd-10-cm")}
    words = one.get("valueCodeableConcept", {}).get("text", "")
    assert codes <= {"M62.831", "G47.62"}, codes
    assert "M62.831" not in codes or "calf" in words, words
    assert "G47.62" not in codes or "workout" not in words, words
    if "valueQuantity" in one:
        assert type(one["valueQuantity"]["value"]) is int, one["valueQuantity"]


def time_of(text):
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)


def check_times(value, made):
    """No time after the document was made, none more exact than a millisecond."""
    if isinstance(value, list):
        for one in value:
            check_times(one, made)
    if not isinstance(value, dict):
        return
    for key, inner in value.items():
        if key in {"end", "issued", "date", "dateAsserted", "effectiveDateTime"}:
            assert time_of(inner) <= made, (key, inner)
            assert len(inner.partition(".")[2].rstrip("Z").partition("+")[0].partition("-")[0]) <= 3, (key, inner)
        check_times(inner, made)


def refuses(text, change):
    """What the package must refuse, or its silence means nothing."""
    spoilt = json.loads(text)
    change(spoilt)
    try:
        Bundle.model_validate(spoilt)
    except ValueError:
        return True
    return False


def check(person):
    text = person.read_text(encoding="utf-8")
    bundle = Bundle.model_validate_json(text)
    document = json.loads(text)
    resources = [entry["resource"] for entry in document["entry"]]
    kinds = Counter(entry.resource.get_resource_type() for entry in bundle.entry)
    for one in resources:
        if one["resourceType"] == "Observation":
            check_profile(one)
            check_codes(one)
    check_times(document, time_of(document["timestamp"]))
    profiles = Counter(one["meta"]["profile"][0].rsplit("/", 1)[1] for one in resources if "meta" in one)
    counted = {**kinds, **profiles}
    expected = json.loads(person.with_suffix(".expected").read_text(encoding="utf-8"))
    for kind, count in expected.items():
        assert counted.get(kind, 0) == count, (person.stem, kind, counted)
    assert refuses(text, lambda spoilt: spoilt["entry"][0]["resource"].pop("title")), "a Composition without a title was read"
    with open(person.with_suffix(".csv"), encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["state"] for row in rows} <= {"cramp", "none", "unsure", ""}, rows
    print(f"FHIR document of {person.stem} read: {dict(kinds)}; {len(rows)} rows of the table")


for person in sorted(Path(sys.argv[1]).glob("*.json")):
    check(person)
