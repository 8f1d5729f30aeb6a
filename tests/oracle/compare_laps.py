#!/usr/bin/env python3
"""Compares our laps with FastF1's, column by column.

usage: compare_laps.py DUMP_SESSION SHARED [--differences N] [SESSION…]
Needs pyarrow and pandas. Ends with 1 if a column of a session agrees in fewer laps than it must.
"""
import argparse
import json
import subprocess
import sys

import pandas as pd

SESSIONS = {
    "mexico_2025_qualifying": "archive/2025-10-25_Mexico_City_Grand_Prix_Qualifying",
    "azerbaijan_2018_race": "archive/2018-04-29_Azerbaijan_Grand_Prix_Race_timing_only",
    "miami_2025_sprint": "archive/2025-05-03_Miami_Grand_Prix_Sprint_timing_only",
    "miami_2025_race_recording": "recordings/Miami_Grand_Prix_Race_20250504_210213.data.txt",
    "miami_2025_qualifying_recording": "recordings/Miami_Grand_Prix_Qualifying_20250503_213930.data.txt",
}
# Share of laps that must agree. FastF1 invents laps for cars that retired on the track; those are left out.
REQUIRED = 0.995


def ms(seconds):
    return None if seconds is None else round(seconds * 1000)


def ours(dump, path):
    laps = {}
    for line in subprocess.run([dump, "laps", path], check=True, capture_output=True, text=True).stdout.splitlines():
        lap = json.loads(line)
        sectors, speeds = lap.get("sectors") or [None] * 3, lap.get("speeds", {})
        laps[str(lap["driver_number"]), lap["lap_number"]] = {
            "Time": ms(lap["lap_end"]),
            "LapTime": ms(lap.get("lap_time")),
            "LapStartTime": ms(lap.get("lap_start")),
            "PitInTime": ms(lap.get("pit_in")),
            "PitOutTime": ms(lap.get("pit_out")),
            "Sector1Time": ms(sectors[0]), "Sector2Time": ms(sectors[1]), "Sector3Time": ms(sectors[2]),
            "SpeedI1": speeds.get("i1"), "SpeedI2": speeds.get("i2"),
            "SpeedFL": speeds.get("fl"), "SpeedST": speeds.get("st"),
            "Compound": lap.get("compound"), "TyreLife": lap.get("tyre_life"),
            "FreshTyre": lap.get("fresh_tyre"), "Stint": lap.get("stint"),
            "TrackStatus": lap.get("track_status"), "Position": lap.get("position"),
            "IsPersonalBest": lap.get("personal_best"), "Deleted": lap.get("deleted"),
            "DeletedReason": lap.get("deleted_reason") or "", "IsAccurate": lap.get("accurate"),
        }
    return laps


def theirs(path):
    laps = {}
    for row in pd.read_parquet(path).to_dict("records"):
        if row["FastF1Generated"]:
            continue
        lap = {}
        for name, value in row.items():
            if value is None or (not isinstance(value, str) and pd.isna(value)):
                lap[name] = None
            elif isinstance(value, pd.Timedelta):
                lap[name] = round(value.value / 1e6)
            else:
                lap[name] = value.strip() if isinstance(value, str) else value
        lap["DeletedReason"] = lap["DeletedReason"] or ""
        if lap["Compound"] in ("nan", ""):  # unknown, which FastF1's columns of text and truth cannot say
            lap["Compound"] = lap["FreshTyre"] = None
        if lap["TyreLife"] is None and lap["Compound"] is None:
            lap["Stint"] = None
        laps[row["DriverNumber"], int(row["LapNumber"])] = lap
    return laps


def numbered_from_one(laps):
    """FastF1 counts from 1 where a recording begins, we from the lap that the car is on."""
    renumbered, count = {}, {}
    for car, number in sorted(laps):
        count[car] = count.get(car, 0) + 1
        renumbered[car, count[car]] = laps[car, number]
    return renumbered


def differs(column, expected, found):
    if column == "FreshTyre" and expected is False:
        return found is True  # a column of truth values has no unknown
    return expected != found


def compare(name, expected, found, shown):
    common = sorted(expected.keys() & found.keys())
    print(f"{name}: {len(expected)} laps of FastF1, {len(found)} of ours, {len(common)} of the same number")
    for key in sorted(expected.keys() - found.keys()):
        print(f"  only FastF1: car {key[0]} lap {key[1]}")
    for key in sorted(found.keys() - expected.keys()):
        print(f"  only ours:   car {key[0]} lap {key[1]}")
    good = len(common) >= REQUIRED * max(len(expected), len(found))
    for column in next(iter(found.values())):
        wrong = [key for key in common if differs(column, expected[key][column], found[key][column])]
        share = 1 - len(wrong) / len(common)
        good = good and share >= REQUIRED
        print(f"  {column:15} {len(common) - len(wrong):4}/{len(common)} {share:7.2%}")
        for key in wrong[:shown]:
            print(f"    car {key[0]} lap {key[1]}: FastF1 {expected[key][column]!r}, ours {found[key][column]!r}")
    return good


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("dump_session")
    arguments.add_argument("shared")
    arguments.add_argument("sessions", nargs="*")
    arguments.add_argument("--differences", type=int, default=3, help="differing laps shown per column")
    options = arguments.parse_args()
    good = True
    for name in options.sessions or SESSIONS:
        found = ours(options.dump_session, f"{options.shared}/data/{SESSIONS[name]}")
        if name.endswith("_recording"):
            found = numbered_from_one(found)
        expected = theirs(f"{options.shared}/oracle/{name}/laps.parquet")
        good = compare(name, expected, found, options.differences) and good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
