"""Loads a live-timing archive from disk with an unmodified FastF1: the baseline of the decode figures.

    python load_archive.py ARCHIVE [--telemetry] [--prepared FILE]     (needs fastf1==3.9.0)

--telemetry also merges every driver's telemetry over all laps (Laps.get_telemetry). --prepared makes of it the table of
docs/prepared-table.md, in the steps of the pipeline that exports it, and writes it as zstd Parquet. Prints one JSON line.
"""
import argparse
import json
import pathlib
import resource
import sys
import time

import pandas as pd

import fastf1

sys.path.append(str(pathlib.Path(__file__).resolve().parents[2] / "tests/oracle"))
from fastf1_archive import open_archive  # noqa: E402

parser = argparse.ArgumentParser()
parser.add_argument("archive", type=pathlib.Path)
parser.add_argument("--telemetry", action="store_true")
parser.add_argument("--prepared", type=pathlib.Path)
arguments = parser.parse_args()

session = open_archive(arguments.archive)
begin = time.perf_counter()
session.load()
load_s = time.perf_counter() - begin
samples = 0
if arguments.prepared:
    fields = ["LapNumber", "LapTime", *(f"Sector{i}{kind}" for kind in ("Time", "SessionTime") for i in (1, 2, 3)),
              "LapStartTime", "LapStartDate", "Time", "PitOutTime", "PitInTime", "IsPersonalBest", "Compound", "TyreLife",
              "FreshTyre", "Stint", "TrackStatus", "Position", "Deleted", "DeletedReason"]
    tables = []
    for driver in session.results["Abbreviation"]:
        laps = session.laps.pick_drivers(driver)
        telemetry = pd.DataFrame(laps.get_telemetry())
        telemetry["DriverID"] = telemetry["Driver"] = driver
        for _, lap in laps.iterrows():
            if pd.isna(lap["LapStartTime"]) or pd.isna(lap["Time"]):
                continue
            inside = (telemetry["SessionTime"] >= lap["LapStartTime"]) & (telemetry["SessionTime"] <= lap["Time"])
            for field in fields:
                if pd.isna(lap[field]):
                    continue
                if isinstance(lap[field], pd.Timedelta):
                    telemetry.loc[inside, f"{field}_seconds"] = lap[field].total_seconds()
                telemetry.loc[inside, field] = lap[field]
        tables.append(telemetry)
    table = pd.concat(tables, ignore_index=True).sort_values("SessionTime")
    table["SessionTime_seconds"] = table["SessionTime"].dt.total_seconds()
    results = session.results[["Abbreviation", "DriverNumber", "FullName", "FirstName", "LastName", "TeamName", "GridPosition",
                               "Position", "Points", "Status", "Q1", "Q2", "Q3"]]
    table = table.merge(pd.DataFrame(results).rename(columns={"Abbreviation": "DriverID"}), on="DriverID", how="left")
    for column in table.select_dtypes("timedelta").columns:
        table[column] = table[column].dt.total_seconds()
    table.to_parquet(arguments.prepared, compression="zstd")
    samples = len(table)
if arguments.telemetry:
    for driver in session.drivers:
        samples += len(session.laps.pick_drivers(driver).get_telemetry())
print(json.dumps({"fastf1": fastf1.__version__, "load_s": round(load_s, 3),
                  "total_s": round(time.perf_counter() - begin, 3), "laps": len(session.laps), "samples": samples,
                  "peak_rss_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)}))
