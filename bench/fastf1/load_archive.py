"""Loads a live-timing archive from disk with an unmodified FastF1: the baseline of the decode figures.

    python load_archive.py ARCHIVE [--telemetry]     (needs fastf1==3.9.0)

--telemetry also merges every driver's telemetry over all laps (Laps.get_telemetry). Prints one JSON line.
"""
import argparse
import json
import pathlib
import resource
import sys
import time

import fastf1

sys.path.append(str(pathlib.Path(__file__).resolve().parents[2] / "tests/oracle"))
from fastf1_archive import open_archive  # noqa: E402

parser = argparse.ArgumentParser()
parser.add_argument("archive", type=pathlib.Path)
parser.add_argument("--telemetry", action="store_true")
arguments = parser.parse_args()

session = open_archive(arguments.archive)
begin = time.perf_counter()
session.load()
load_s = time.perf_counter() - begin
samples = 0
if arguments.telemetry:
    for driver in session.drivers:
        samples += len(session.laps.pick_drivers(driver).get_telemetry())
print(json.dumps({"fastf1": fastf1.__version__, "load_s": round(load_s, 3),
                  "total_s": round(time.perf_counter() - begin, 3), "laps": len(session.laps), "samples": samples,
                  "peak_rss_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)}))
