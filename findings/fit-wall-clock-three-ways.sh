#!/usr/bin/env bash
# garmin-fit-sdk 21.218.0, fitdecode 0.11.0, fitparse 1.2.0 (PyPI): local_timestamp of the activity message, the only place where a
# FIT file tells the clock on the wall.
# Guess: all three give it as a date and time without a zone, so that its difference to timestamp is the offset from UTC.
# Seen, for 07:00:03 UTC on a wall two hours ahead: the decoder leaves a bare number of seconds since 31 December 1989, though it is asked to
# convert times; fitdecode gives 09:00:03 in UTC, an instant two hours late; fitparse gives 09:00:03 without a zone, and timestamp
# without one too. Sorted or stored as they come, the second is wrong by the offset and nothing tells.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q garmin-fit-sdk==21.218.0 fitdecode==0.11.0 fitparse==1.2.0
"$work/venv/bin/python" - <<'PY'
import io
from datetime import datetime, timedelta, timezone
import fitdecode, fitparse
from garmin_fit_sdk import Decoder, Encoder, Profile, Stream

end = datetime(2026, 5, 2, 7, 0, 3, tzinfo=timezone.utc)
number = Profile["mesg_num"]
encoder = Encoder()
encoder.on_mesg(number["FILE_ID"], {"type": "activity", "manufacturer": "development", "product": 1, "serial_number": 1, "time_created": end})
encoder.on_mesg(number["ACTIVITY"], {"timestamp": end, "local_timestamp": end + timedelta(hours=2), "num_sessions": 1, "type": "manual", "total_timer_time": 3.0})
data = bytes(encoder.close())

sdk = Decoder(Stream.from_byte_array(bytearray(data))).read(convert_datetimes_to_dates=True)[0]["activity_mesgs"][0]
frame = next(one for one in fitdecode.FitReader(io.BytesIO(data)) if isinstance(one, fitdecode.FitDataMessage) and one.name == "activity")
parsed = next(fitparse.FitFile(io.BytesIO(data)).get_messages("activity"))
walls = sdk["local_timestamp"], frame.get_value("local_timestamp"), parsed.get_value("local_timestamp")
stamps = sdk["timestamp"], frame.get_value("timestamp"), parsed.get_value("timestamp")
for name, wall, stamp in zip(("decoder", "fitdecode", "fitparse"), walls, stamps):
    print(f"{name}: local_timestamp {wall!r}, timestamp {stamp!r}")
seconds = int((datetime(2026, 5, 2, 9, 0, 3) - datetime(1989, 12, 31)).total_seconds())
assert walls == (seconds, end + timedelta(hours=2), datetime(2026, 5, 2, 9, 0, 3)), "the behaviour has changed"
assert stamps == (end, end, datetime(2026, 5, 2, 7, 0, 3)), "the behaviour has changed"
PY
