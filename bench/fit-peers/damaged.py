"""Damages FIT files in three ways and compares how many records fitdecode and Charley still read.

usage: damaged.py FILE.fit...   (with fitdecode installed, from the root of the repository)
Exit status 1 when Charley read fewer records of any file.
"""
import io
import pathlib
import random
import re
import subprocess
import sys
import tempfile

import fitdecode

COPIES = 45


def damage(content: bytes, way: int) -> bytes:
    broken = bytearray(content)
    if way == 0:
        return bytes(broken[: random.randrange(20, len(broken))])
    if way == 1:
        for _ in range(random.randint(1, 3)):
            broken[random.randrange(len(broken))] = random.randrange(256)
        return bytes(broken)
    at = random.randrange(14, len(broken))
    del broken[at : at + random.randint(1, 40)]
    return bytes(broken)


def fitdecode_records(content: bytes) -> int:
    count = 0
    try:
        with fitdecode.FitReader(io.BytesIO(content)) as reader:
            for message in reader:
                count += isinstance(message, fitdecode.FitDataMessage) and message.name == "record"
    except Exception:  # whatever it stops at, what it gave before counts
        pass
    return count


def charley_records(paths: list[str]) -> dict[str, int]:
    command = ["cargo", "run", "-q", "-p", "charley-import", "--example", "facts", "--", *paths]
    records, path = dict.fromkeys(paths, 0), None
    for line in subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines():
        path = next((p for p in [line.split(": ")[0]] if p in records), path)
        for number in re.findall(r"FileFacts \{ records: (\d+)", line):
            records[path] += int(number)
    return records


def main() -> int:
    random.seed(5)
    theirs = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in map(pathlib.Path, sys.argv[1:]):
            for copy in range(COPIES):
                broken = damage(name.read_bytes(), copy % 3)
                path = pathlib.Path(folder, f"{name.stem}-{copy}.fit")
                path.write_bytes(broken)
                theirs[str(path)] = fitdecode_records(broken)
        ours = charley_records(list(theirs))
    fewer = [path for path in theirs if ours[path] < theirs[path]]
    more = sum(ours[path] > theirs[path] for path in theirs)
    print(f"{len(theirs)} damaged files: more records than fitdecode in {more}, as many in "
          f"{len(theirs) - more - len(fewer)}, fewer in {len(fewer)}")
    return bool(fewer)


if __name__ == "__main__":
    sys.exit(main())
