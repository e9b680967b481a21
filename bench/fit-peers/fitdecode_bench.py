"""Speed of the Python reader fitdecode on the files named: reader, file, records, best seconds, records a second."""
import io
import os
import sys
import time

import fitdecode

for path in sys.argv[1:]:
    with open(path, "rb") as file:
        content = file.read()
    best, records = float("inf"), 0
    for _ in range(2):
        began = time.perf_counter()
        with fitdecode.FitReader(io.BytesIO(content)) as reader:
            records = sum(1 for m in reader if isinstance(m, fitdecode.FitDataMessage) and m.name == "record")
        best = min(best, time.perf_counter() - began)
    print(f"fitdecode,{os.path.basename(path)},{records},{best:.5f},{records / best:.0f}")
