"""Makes the export of a Garmin account: FIT files in a zip in a zip, and nights of sleep as JSON. All of it is made up.

python3 scripts/garmin_export.py OUT.zip FILES NIGHTS [SECONDS_OF_A_FILE]
"""

import datetime
import io
import json
import random
import struct
import sys
import zipfile

FIT_EPOCH_S = 631_065_600
BEGAN_S = 1_600_000_000  # September 2020
DAY_S = 86_400


def crc(data, of=0):
    """The check sum of FIT (protocol, section 3.3.1)."""
    table = [0, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401, 0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400]
    for byte in data:
        for half in (byte & 15, byte >> 4):
            of = (of >> 4) ^ table[of & 15] ^ table[half]
    return of


def definition(local, message, fields):
    return bytes([0x40 | local, 0, 0]) + struct.pack("<HB", message, len(fields)) + b"".join(bytes(one) for one in fields)


def activity(start_s, seconds, dice):
    """A run with a heart rate, speed, distance, height and place each second."""
    at = start_s - FIT_EPOCH_S
    out = [definition(0, 0, [(0, 1, 0), (1, 2, 0x84), (4, 4, 0x86)]), struct.pack("<BBHI", 0, 4, 1, at),
           definition(1, 20, [(253, 4, 0x86), (0, 4, 0x85), (1, 4, 0x85), (2, 2, 0x84), (3, 1, 2), (5, 4, 0x86), (6, 2, 0x84)])]
    lat, lon, heart = 620_000_000 + dice.randrange(10_000_000), 160_000_000, 110
    for second in range(seconds):
        heart = max(90, min(185, heart + dice.choice((-1, 0, 0, 1))))
        speed = 2_600 + dice.randrange(300)
        out.append(struct.pack("<BIiiHBIH", 1, at + second, lat + 300 * second, lon, 2_700 + second % 90, heart, 275 * second, speed))
    out.append(definition(2, 18, [(253, 4, 0x86), (2, 4, 0x86), (7, 4, 0x86), (8, 4, 0x86), (9, 4, 0x86), (5, 1, 0)]))
    out.append(struct.pack("<BIIIIIB", 2, at + seconds, at, seconds * 1000, seconds * 1000, 275 * seconds, 1))
    body = b"".join(out)
    head = struct.pack("<BBHI4s", 14, 0x20, 2132, len(body), b".FIT")
    head += struct.pack("<H", crc(head))
    return head + body + struct.pack("<H", crc(head + body))


def night(day_s, dice):
    begins, hours = day_s + 22 * 3600 + dice.randrange(5400), 5.5 + 3 * dice.random()
    wall = lambda seconds: datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.0")
    asleep = int(hours * 3600)
    return {"sleepStartTimestampGMT": wall(begins), "sleepEndTimestampGMT": wall(begins + asleep + 900), "calendarDate": wall(day_s + DAY_S)[:10],
            "deepSleepSeconds": asleep // 5, "lightSleepSeconds": asleep // 2, "remSleepSeconds": asleep - asleep // 5 - asleep // 2, "awakeSleepSeconds": 900}


def main(out, files, nights, seconds=1_200):
    dice = random.Random(7)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as whole:
        for part in range(0, files, 1_000):
            inner = io.BytesIO()
            with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as zipped:
                for number in range(part, min(part + 1_000, files)):
                    zipped.writestr(f"me_{number}.fit", activity(BEGAN_S + number * DAY_S // 2 + dice.randrange(9_000), dice.randrange(seconds // 2, seconds * 3 // 2), dice))
            whole.writestr(f"DI_CONNECT/DI-Connect-Uploaded-Files/UploadedFiles_0-_Part{part // 1_000 + 1}.zip", inner.getvalue())
        for part in range(0, nights, 100):
            told = [night(BEGAN_S // DAY_S * DAY_S + number * DAY_S, dice) for number in range(part, min(part + 100, nights))]
            whole.writestr(f"DI_CONNECT/DI-Connect-Wellness/{part:05}_sleepData.json", json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
