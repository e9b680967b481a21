#!/usr/bin/env bash
# garmin-fit-sdk 21.218.0 (PyPI), the encoder that came with 2026.
# Guess: write_mesg() either writes a message or raises and writes nothing, so that a program may leave out what is refused and go on.
# Seen: definition, header and the values before the refused one stay in the stream. The next message is read as the rest of the
# refused one, the file has a right checksum and passes check_integrity(), and a summary holds numbers that nobody wrote. The
# value refused here, a float that is not a number, is what the decoder of the same package gives for an empty float field.
# Whoever copies files with both must check each value before the call, or throw the whole file away after a refusal.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q garmin-fit-sdk==21.218.0
"$work/venv/bin/python" - <<'PY'
from garmin_fit_sdk import Decoder, Encoder, Stream

FILE_ID, SESSION, RECORD, START = 0, 18, 20, 1_100_000_000
SUMMARY = {"mesg_num": SESSION, "timestamp": START, "sport": "running", "avg_heart_rate": 140}

def file(summary):
    """Ten records of a heart rate, with a summary after the fifth; and whether the summary was refused."""
    encoder, refused = Encoder(), False
    encoder.write_mesg({"mesg_num": FILE_ID, "type": "activity"})
    for second in range(10):
        if second == 5:
            try:
                encoder.write_mesg(summary)
            except ValueError:
                refused = True
        encoder.write_mesg({"mesg_num": RECORD, "timestamp": START + second, "heart_rate": 140 + second})
    return bytearray(encoder.close()), refused

def read(data):
    whole = Decoder(Stream.from_byte_array(data)).check_integrity()
    messages, errors = Decoder(Stream.from_byte_array(data)).read()
    rates = [record["heart_rate"] for record in messages["record_mesgs"]]
    return whole, rates, messages["session_mesgs"][0]["avg_heart_rate"], len(errors)

whole, refused = file(SUMMARY)
print("without the float:", "refused" if refused else "written", *read(whole))
assert not refused and read(whole) == (True, list(range(140, 150)), 140, 0)
broken, refused = file({"mesg_num": SESSION, "timestamp": START, "sport": "running", "avg_flow": float("nan"), "avg_heart_rate": 140})
said = read(broken)
print("with a float that is not a number:", "refused" if refused else "written", *said)
assert refused and said[0], "the behaviour has changed"
assert said[1] == list(range(140, 145)) and said[2] != 140, "the behaviour has changed"
PY
