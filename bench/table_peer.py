"""What table_bench measures, in pandas: bench/table_peer.py SHARED. Run it in the oracle's environment (tests/oracle/run)."""

import os
import sys
import tempfile
import time

import pandas as pd


def best_ms(work, times=3):
    """The shortest of some runs, in wall milliseconds."""
    shortest = float("inf")
    for _ in range(times):
        begin = time.perf_counter()
        work()
        shortest = min(shortest, time.perf_counter() - begin)
    return round(shortest * 1000)


def main():
    race = os.path.join(sys.argv[1], "data/race_telemetry/dutch_2025_race.parquet")
    frame = pd.read_parquet(race)
    for name in frame.select_dtypes("timedelta"):
        frame[name] = frame[name].dt.total_seconds()
    with tempfile.TemporaryDirectory() as folder:
        csv = os.path.join(folder, "race.csv")
        frame.to_csv(csv, index=False)
        print("pandas read_parquet", best_ms(lambda: pd.read_parquet(race)), "ms")
        print("pandas read_csv", best_ms(lambda: pd.read_csv(csv)), "ms")


main()
