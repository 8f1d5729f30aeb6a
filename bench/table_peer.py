"""What table_bench measures, in pandas: bench/table_peer.py SHARED [TIMES]; run it where pandas and pyarrow are. The shortest of
TIMES runs each, in milliseconds."""

import json
import os
import sys
import tempfile
import time

import pandas as pd

TIMES = int(sys.argv[2]) if len(sys.argv) > 2 else 3


def best_ms(work):
    shortest = float("inf")
    for _ in range(TIMES):
        begin = time.perf_counter()
        work()
        shortest = min(shortest, time.perf_counter() - begin)
    return round(shortest * 1000, 1)


def main():
    race = os.path.join(sys.argv[1], "data/race_telemetry/dutch_2025_race.parquet")
    frame = pd.read_parquet(race)
    for name in frame.select_dtypes("timedelta"):
        frame[name] = frame[name].dt.total_seconds()
    with tempfile.TemporaryDirectory() as folder:
        csv = os.path.join(folder, "race.csv")
        frame.to_csv(csv, index=False)
        print(json.dumps({"read_parquet": best_ms(lambda: pd.read_parquet(race)),
                          "read_csv": best_ms(lambda: pd.read_csv(csv))}))


main()
