#!/usr/bin/env bash
# garmin-fit-sdk 21.218.0 (PyPI), merge_heart_rates (on by default): heart rate that a strap stored under water comes as `hr`
# messages after the records; the decoder writes it into the records.
# Guess: the record of second s gets the beat of second s, from the first to the last.
# Seen: 100 100 101 102 103 none for beats of 100 to 105: each record holds the mean of a value that is carried forward in steps of
# 250 ms, so it lags, and the last record is filled only when a beat comes after it. Where the anchor lacks the optional
# fractional_timestamp, one KeyError stands in the list of errors and no record gets any heart rate.
# Whoever sums a swim up from merged records loses its end, or all of it; the `hr` messages themselves are whole.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q garmin-fit-sdk==21.218.0
"$work/venv/bin/python" - <<'PY'
from datetime import datetime, timedelta, timezone
from garmin_fit_sdk import Decoder, Encoder, Profile, Stream

start = datetime(2026, 5, 2, 7, 0, tzinfo=timezone.utc)
number = Profile["mesg_num"]

def swim(last_beat, fraction):
    encoder = Encoder()
    encoder.on_mesg(number["FILE_ID"], {"type": "activity", "manufacturer": "development", "product": 1, "serial_number": 1, "time_created": start})
    for second in range(6):
        encoder.on_mesg(number["RECORD"], {"timestamp": start + timedelta(seconds=second), "distance": 1.5 * second})
    anchor = {"timestamp": start, "event_timestamp": [10.0], "filtered_bpm": [100]}
    encoder.on_mesg(number["HR"], {**anchor, "fractional_timestamp": 0.0} if fraction else anchor)
    for second in range(1, last_beat + 1):
        encoder.on_mesg(number["HR"], {"event_timestamp": [10.0 + second], "filtered_bpm": [100 + second]})
    messages, errors = Decoder(Stream.from_byte_array(bytearray(encoder.close()))).read()
    return [record.get("heart_rate") for record in messages["record_mesgs"]], errors, len(messages["hr_mesgs"])

same_end, one_more, no_fraction = swim(5, True), swim(6, True), swim(5, False)
print("beats to the last record:  ", *same_end)
print("one beat after it:         ", *one_more)
print("no fractional_timestamp:   ", *no_fraction)
assert same_end == ([100, 100, 101, 102, 103, None], [], 6), "the behaviour has changed"
assert one_more == ([100, 100, 101, 102, 103, 104], [], 7), "the behaviour has changed"
assert no_fraction[0] == [None] * 6 and repr(no_fraction[1]) == "[KeyError('fractional_timestamp')]", "the behaviour has changed"
PY
