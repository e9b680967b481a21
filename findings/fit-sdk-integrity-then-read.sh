#!/usr/bin/env bash
# garmin-fit-sdk 21.218.0 (PyPI): check_integrity() leaves the stream at its end, and read() with the same decoder then gives
# no message and no error. A program that checks before it reads takes a good workout for an empty one.
# Guess: read() gives the same messages whether or not the file was checked before.
# Seen: {} and [] after the check; two records without it, or with a new Stream.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q garmin-fit-sdk==21.218.0
"$work/venv/bin/python" - <<'PY'
from datetime import datetime, timedelta, timezone
from garmin_fit_sdk import Decoder, Encoder, Profile, Stream

start = datetime(2026, 5, 2, 7, 0, tzinfo=timezone.utc)
number = Profile["mesg_num"]
encoder = Encoder()
encoder.on_mesg(number["FILE_ID"], {"type": "activity", "manufacturer": "development", "product": 1, "serial_number": 1, "time_created": start})
for second in range(2):
    encoder.on_mesg(number["RECORD"], {"timestamp": start + timedelta(seconds=second), "heart_rate": 120})
data = bytearray(encoder.close())

plain, _ = Decoder(Stream.from_byte_array(data)).read()
checked = Decoder(Stream.from_byte_array(data))
whole = checked.check_integrity()
after, errors = checked.read()
print("read at once:", len(plain["record_mesgs"]), "records")
print("checked:", whole, "- then read:", after, "errors:", errors)
assert len(plain["record_mesgs"]) == 2 and whole is True
assert after == {} and errors == [], "the behaviour has changed"
PY
