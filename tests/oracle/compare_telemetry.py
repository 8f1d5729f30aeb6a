#!/usr/bin/env python3
"""Compares our merged telemetry with FastF1's, channel by channel.

usage: compare_telemetry.py DUMP_SESSION SHARED
Needs pyarrow and pandas. FastF1 takes the feed's sentinels for values and draws its curves through them, so X, Y, Z
are compared away from them: what a wrong sample does to the curve dies away by 0.17 per sample, and MARGIN later it
is below the tolerance. All other channels are compared wherever ours are known. Ends with 1 if more than 0.1 % of a
channel's values differ by more than the tolerance that the oracle's README gives.
"""
import io
import subprocess
import sys

import pandas as pd

MARGIN = pd.Timedelta(seconds=4)
ALLOWED = 0.001
# ours, FastF1's, tolerance
CHANNELS = [
    ("speed", "Speed", 1e-3), ("rpm", "RPM", 1e-2), ("throttle", "Throttle", 1e-3),
    ("gear", "nGear", 0), ("drs", "DRS", 0), ("brake", "Brake", 0), ("source", "Source", 0),
    ("x", "X", 1e-2), ("y", "Y", 1e-2), ("z", "Z", 5e-2),
]
RECORDINGS = {
    "miami_2025_race_recording": "recordings/Miami_Grand_Prix_Race_20250504_210213.data.txt",
    "miami_2025_qualifying_recording": "recordings/Miami_Grand_Prix_Qualifying_20250503_213930.data.txt",
}
MEXICO = "archive/2025-10-25_Mexico_City_Grand_Prix_Qualifying"


def ours(dump, path):
    text = subprocess.run([dump, "telemetry", path], check=True, capture_output=True).stdout
    rows = pd.read_json(io.BytesIO(text), lines=True, dtype=False)
    rows["Date"] = pd.to_datetime(rows["date_ms"], unit="ms").astype("datetime64[ns]")
    rows["DriverNumber"] = rows["driver"].astype(str)
    return rows.drop(columns=["date_ms", "driver"])


def theirs(path):
    rows = pd.read_parquet(path)
    rows["DRS"] = rows["DRS"].isin([10, 12, 14]).astype(int)
    rows["Brake"] = rows["Brake"].astype(int) * 100
    return rows


def near_missing_position(rows):
    """Whether a row lies within MARGIN of one whose position FastF1 takes for the origin of the circuit."""
    near = pd.Series(False, index=rows.index)
    for _, car in rows.groupby("DriverNumber"):
        car = car.sort_values("Date")
        gone = car["Date"].where((car["Source"] == "pos") & (car["X"] == 0) & (car["Y"] == 0) & (car["Z"] == 0))
        since, until = car["Date"] - gone.ffill(), gone.bfill() - car["Date"]
        near[car.index] = (since < MARGIN) | (until < MARGIN)
    return near


def differing(rows, mine, other, tolerance, near):
    known = rows[mine].notna() & rows[other].notna()
    if mine in ("gear", "drs"):
        known &= rows[mine] >= 0
    if mine in ("x", "y", "z"):
        known &= ~near
    compared = rows[known]
    if tolerance == 0:
        return compared, compared[mine] != compared[other]
    return compared, (compared[mine] - compared[other]).abs() > tolerance


def compare(name, found, expected, channels, near_of):
    rows = found.merge(expected, on=["DriverNumber", "Date"], suffixes=("", "_theirs"))
    print(f"{name}: {len(expected)} rows of FastF1, {len(found)} of ours, {len(rows)} of the same instant")
    near = near_of(rows)
    good = True
    for mine, other, tolerance in channels:
        compared, wrong = differing(rows, mine, other, tolerance, near)
        worst = "" if tolerance == 0 else f"  largest difference {(compared[mine] - compared[other]).abs().max():.2g}"
        print(f"  {other:9} {len(compared) - wrong.sum():6}/{len(compared)}{worst}")
        for _, row in compared[wrong].head(3).iterrows():
            print(f"    car {row['DriverNumber']} {row['Date']}: FastF1 {row[other]}, ours {row[mine]}")
        good = good and len(compared) > 0 and wrong.mean() <= ALLOWED
    return good


def main():
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    dump, shared = sys.argv[1:]
    good = True
    for name, path in RECORDINGS.items():
        found = ours(dump, f"{shared}/data/{path}")
        expected = theirs(f"{shared}/oracle/{name}/merged.parquet")
        good = compare(f"{name}, merged", found, expected, CHANNELS, near_missing_position) and good

    found = ours(dump, f"{shared}/data/{MEXICO}")
    expected = theirs(f"{shared}/oracle/mexico_2025_qualifying/telemetry_1_4_16.parquet")
    expected = expected[expected["Source"] != "interpolation"]
    # FastF1 starts a curve of its own with each lap.
    inside = expected.groupby(["DriverNumber", "LapNumber"])["Date"]
    at_edge = (expected["Date"] - inside.transform("min") < MARGIN) | (inside.transform("max") - expected["Date"] < MARGIN)
    near = expected.assign(at_edge=at_edge | near_missing_position(expected))
    channels = CHANNELS + [("lap", "LapNumber", 0)]
    good = compare("mexico_2025_qualifying, lap by lap", found, near, channels, lambda rows: rows["at_edge"]) and good
    # Between car samples our distance grows with the speed of the next one; FastF1 draws a curve, which may
    # even run backwards under braking.
    at_car = near[near["Source"] == "car"]
    distance = [("distance", "Distance", 1e-3)]
    good = compare("mexico_2025_qualifying, at car samples", found, at_car, distance, lambda rows: rows["at_edge"]) and good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
