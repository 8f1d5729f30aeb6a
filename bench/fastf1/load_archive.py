"""Loads a live-timing archive from disk with an unmodified FastF1: the baseline of the decode figures.

    python load_archive.py ARCHIVE [--telemetry]     (needs fastf1==3.9.0)

--telemetry also merges every driver's telemetry over all laps (Laps.get_telemetry). Only the page fetch is replaced
(files instead of the network); Ergast answers nothing and there is no cache. Prints one JSON line.
"""
import argparse
import json
import logging
import pathlib
import resource
import time
import types

import fastf1
import pandas as pd
from fastf1 import _api, core, events

parser = argparse.ArgumentParser()
parser.add_argument("archive", type=pathlib.Path)
parser.add_argument("--telemetry", action="store_true")
arguments = parser.parse_args()
logging.getLogger("fastf1").setLevel(logging.ERROR)


class Files:
    """Stands for FastF1's request cache: every page is a file of the archive."""

    @staticmethod
    def requests_get(urls, **_):
        path = arguments.archive / urls[0].rsplit("/", 1)[1]
        if not path.exists():
            return types.SimpleNamespace(status_code=404, content=b"")
        content = path.read_bytes()
        if content.count(b"\r\n") == 0:
            content = content.replace(b"\n", b"\r\n")
        return types.SimpleNamespace(status_code=200, content=content)


_api.Cache = Files
core.Session._drivers_results_from_ergast = lambda *_, **__: None

first_line = (arguments.archive / "SessionInfo.jsonStream").read_bytes().decode("utf-8-sig").splitlines()[0]
info = json.loads(first_line[12:])
date = pd.Timestamp(info["StartDate"])
event = events.Event({"EventName": info["Meeting"]["Name"], "EventDate": date.normalize(), "EventFormat": "conventional",
                      "RoundNumber": 1, "F1ApiSupport": True, "Country": "", "Location": "", "OfficialEventName": "",
                      **{f"Session{i}": info["Name"] if i == 4 else f"None {i}" for i in range(1, 6)},
                      **{f"Session{i}Date": date for i in range(1, 6)},
                      **{f"Session{i}DateUtc": date for i in range(1, 6)}}, year=date.year)
session = core.Session(event, info["Name"], f1_api_support=True)

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
