#!/usr/bin/env bash
# garmin-fit-sdk 21.218.0 beside fitdecode 0.11.0 (PyPI), expand_components (on by default).
# Guess: where a record holds a coarse field and its enhanced twin, each is given as it was recorded.
# Seen: both expand the whole breaths of respiration_rate (15) into enhanced_respiration_rate. The decoder replaces the 15.5 that was
# recorded there; fitdecode holds the field twice, 15 and 15.5, and get_value() gives the first. The decoder gives 15.5 with
# expand_components=False (and merge_heart_rates=False, which needs it).
# Whoever looks at breathing during a night or a climb sees steps of one breath a minute that no watch made.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q garmin-fit-sdk==21.218.0 fitdecode==0.11.0
"$work/venv/bin/python" - <<'PY'
import io
from datetime import datetime, timezone
import fitdecode
from garmin_fit_sdk import Decoder, Encoder, Profile, Stream

start = datetime(2026, 5, 2, 7, 0, tzinfo=timezone.utc)
encoder = Encoder()
encoder.on_mesg(Profile["mesg_num"]["FILE_ID"], {"type": "activity", "manufacturer": "development", "product": 1, "serial_number": 1, "time_created": start})
encoder.on_mesg(Profile["mesg_num"]["RECORD"], {"timestamp": start, "respiration_rate": 15, "enhanced_respiration_rate": 15.5})
data = bytes(encoder.close())

def sdk(**options):
    messages, errors = Decoder(Stream.from_byte_array(bytearray(data))).read(**options)
    assert errors == []
    return messages["record_mesgs"][0]["enhanced_respiration_rate"]

record = next(frame for frame in fitdecode.FitReader(io.BytesIO(data)) if isinstance(frame, fitdecode.FitDataMessage) and frame.name == "record")
twice = [field.value for field in record.fields if field.name == "enhanced_respiration_rate"]
seen = sdk(), sdk(expand_components=False, merge_heart_rates=False), record.get_value("enhanced_respiration_rate"), twice
print("recorded 15.5; decoder:", seen[0], "- without expansion:", seen[1], "- fitdecode:", seen[2], "of", twice)
assert seen == (15, 15.5, 15, [15, 15.5]), "the behaviour has changed"
PY
