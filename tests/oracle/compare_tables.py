#!/usr/bin/env python3
"""Compares the tables that `slipstream export` and `prepare` write with FastF1's, column by column.

usage: compare_tables.py SLIPSTREAM SHARED [--differences N] [--only TABLE]
Needs pyarrow and pandas. Prints matched/compared per column. Ends with 1 if a row is missing or too many, or if a
column agrees in fewer rows than it must. What differs on purpose is in `EXCEPT`, each with its reason, and in
docs/fastf1-differences.md.
"""
import argparse
import pathlib
import subprocess
import sys
import tempfile

import pandas as pd

MEXICO = "mexico_2025_qualifying"
SESSIONS = {
    MEXICO: "archive/2025-10-25_Mexico_City_Grand_Prix_Qualifying",
    "azerbaijan_2018_race": "archive/2018-04-29_Azerbaijan_Grand_Prix_Race_timing_only",
    "miami_2025_sprint": "archive/2025-05-03_Miami_Grand_Prix_Sprint_timing_only",
    "miami_2025_race_recording": "recordings/Miami_Grand_Prix_Race_20250504_210213.data.txt",
    "miami_2025_qualifying_recording": "recordings/Miami_Grand_Prix_Qualifying_20250503_213930.data.txt",
}
# The oracle's README.
TOLERANCE = {"Speed": 1e-3, "RPM": 1e-2, "Throttle": 1e-3, "Distance": 1e-3, "RelativeDistance": 1e-6, "X": 1e-2,
             "Y": 1e-2, "Z": 5e-2, "DistanceToDriverAhead": 1e-3}
ALL, MOST, NEARLY_ALL = 1.0, 0.995, 0.999


class Rows:
    """Two tables with the columns that say which row is which, and how many rows of a column must agree."""

    def __init__(self, keys, required, except_=()):
        self.keys, self.required, self.except_ = keys, required, dict(except_)


EXCEPT = {
    "results": {"GridPosition": "FastF1 asks Ergast; the feed of a race says it, too"},
    # Who is ahead depends on the numbers of laps; numbered as FastF1 numbers them all rows agree.
    "miami_2025_qualifying_recording": dict.fromkeys(["DriverAhead", "DistanceToDriverAhead"],
                                                     "FastF1 numbers laps from where the recording begins"),
}


def missing(value):
    return value is None or value is pd.NaT or (isinstance(value, float) and value != value) or value is pd.NA


def plain(value):
    """A value as compared: missing is missing however it is spelt, texts without blanks around them."""
    if isinstance(value, str):
        value = value.strip()
        return None if value in ("", "nan", "None") else value
    return None if missing(value) else value


def agree(ours, theirs, tolerance):
    """Which rows of two columns agree."""
    if tolerance is not None:
        near = (ours.astype(float) - theirs.astype(float)).abs() <= tolerance
        return near | (ours.isna() & theirs.isna())
    if pd.api.types.is_timedelta64_dtype(ours) or pd.api.types.is_datetime64_any_dtype(ours):
        a, b = ours.astype(f"{ours.dtype.kind}8[ns]"), theirs.astype(f"{ours.dtype.kind}8[ns]")
        return (a == b) | (a.isna() & b.isna())
    if pd.api.types.is_float_dtype(ours) or pd.api.types.is_float_dtype(theirs):
        a, b = pd.to_numeric(ours), pd.to_numeric(theirs)
        return ((a - b).abs() < 1e-9) | (a.isna() & b.isna())
    if ours.dtype == theirs.dtype and not pd.api.types.is_object_dtype(ours):
        return ours == theirs
    a, b = ours.map(plain), theirs.map(plain)
    return pd.Series([x == y for x, y in zip(a, b)], index=ours.index)


def compare(title, ours, theirs, rows, shown):
    ours, theirs = ours.copy(), theirs.copy()
    both = ours.merge(theirs, on=rows.keys, how="outer", suffixes=("", "|theirs"), indicator=True)
    common = both[both["_merge"] == "both"]
    print(f"{title}: {len(theirs)} rows of FastF1, {len(ours)} of ours, {len(common)} the same")
    good = len(common) == len(theirs) == len(ours)
    for _, row in both[both["_merge"] != "both"].head(shown).iterrows():
        who = "ours" if row["_merge"] == "left_only" else "FastF1"
        print(f"    only {who}: " + ", ".join(f"{key} {row[key]}" for key in rows.keys))
    if len(common) == 0:
        return good and len(theirs) == 0
    for column in theirs.columns:
        if column in rows.keys:
            continue
        if column not in ours.columns:
            print(f"  {column:22} is not ours")
            good = False
            continue
        same = agree(common[column], common[f"{column}|theirs"], TOLERANCE.get(column))
        share = same.mean()
        note = rows.except_.get(column, "")
        print(f"  {column:22} {same.sum():7}/{len(common)} {share:8.3%}{'  ' + note if note and share < 1 else ''}")
        good = good and (bool(note) or share >= rows.required)
        for _, row in common[~same].head(shown).iterrows():
            place = ", ".join(f"{key} {row[key]}" for key in rows.keys)
            print(f"    {place}: FastF1 {row[f'{column}|theirs']!r}, ours {row[column]!r}")
    return good


class Comparison:
    def __init__(self, options, folder):
        self.options, self.folder, self.good = options, pathlib.Path(folder), True

    def table(self, command, session, *arguments):
        path = self.folder / "table.parquet"
        subprocess.run([self.options.slipstream, command, f"{self.options.shared}/data/{SESSIONS[session]}", "-o", path,
                        "--quiet", "--data", self.folder / "data", *arguments], check=True)
        return pd.read_parquet(path)

    def export(self, session, table, *arguments):
        return self.table("export", session, "--table", table, *arguments)

    def oracle(self, session, name):
        return pd.read_parquet(f"{self.options.shared}/oracle/{session}/{name}.parquet")

    def check(self, title, ours, theirs, rows):
        self.good = compare(title, ours, theirs, rows, self.options.differences) and self.good

    def samples(self, session):
        for name in ("car_data", "pos_data"):
            ours, theirs = self.export(session, name), self.oracle(session, name)
            self.check(f"{session}, {name}", ours, theirs, Rows(["DriverNumber", "Date"], ALL))

    def laps(self, session):
        ours, theirs = self.export(session, "laps"), self.oracle(session, "laps")
        if session.endswith("_recording"):
            ours = numbered_from_one(ours)
        # FastF1's column of truth values has no unknown; and where it knows no tyres it counts a stint all the same.
        ours["FreshTyre"] = ours["FreshTyre"].map(lambda fresh: fresh is True)
        unknown = theirs["Compound"].map(plain).isna()
        theirs["FreshTyre"] = theirs["FreshTyre"].astype(bool) & ~unknown
        theirs["Stint"] = theirs["Stint"].mask(unknown & theirs["TyreLife"].isna())
        self.check(f"{session}, laps", ours, theirs, Rows(["DriverNumber", "LapNumber"], MOST))

    def telemetry(self, session, name, *arguments):
        ours, theirs = self.export(session, "telemetry", *arguments), self.oracle(session, name)
        if session.endswith("_recording"):
            numbers = numbered_from_one(self.export(session, "laps"), keep=True)
            ours = ours.merge(numbers[["DriverNumber", "LapNumber", "was"]], left_on=["DriverNumber", "LapNumber"],
                              right_on=["DriverNumber", "was"], suffixes=("|was", ""))
        rows = Rows(["DriverNumber", "LapNumber", "Date"], NEARLY_ALL, EXCEPT.get(session, {}))
        self.check(f"{session}, telemetry", ours, theirs, rows)

    def session_wide(self, session):
        for name, oracle, keys in (
            ("weather", "weather_data", ["Time"]),
            ("race_control", "race_control_messages", ["Time", "Message"]),
            ("track_status", "track_status", ["Time"]),
            ("session_status", "session_status", ["Time", "Status"]),
            ("results", "results", ["DriverNumber"]),
        ):
            if not pathlib.Path(f"{self.options.shared}/oracle/{session}/{oracle}.parquet").exists():
                continue
            ours, theirs = self.export(session, name), self.oracle(session, oracle)
            if session.endswith("_recording") and name == "track_status":
                ours, theirs = ours[1:], theirs[1:]  # the state at the beginning: it is of no known time
            self.check(f"{session}, {name}", ours, theirs, Rows(keys, ALL, EXCEPT.get(name, {})))
            if name == "results":
                same = list(ours["DriverNumber"]) == list(theirs["DriverNumber"])
                print(f"  order of the drivers {'agrees' if same else 'differs'}")
                self.good = self.good and same

    def prepared(self):
        ours = self.table("prepare", MEXICO, "--compat", "fastf1-pipeline", "--drivers", "VER,NOR,LEC")
        theirs = self.oracle(MEXICO, "prepared65_1_4_16")
        same = list(ours.columns) == list(theirs.columns)
        print(f"prepared table: {len(ours.columns)} columns of ours, {len(theirs.columns)} of the existing pipeline, "
              f"{'the same in the same order' if same else 'not the same'}")
        self.good = self.good and same
        self.check("prepared table", ours, theirs, Rows(["DriverID", "Date"], NEARLY_ALL))
        self.corrected()

    def corrected(self):
        """What the default does better; all facts about the session that FastF1's tables confirm."""
        table = self.table("prepare", MEXICO, "--drivers", "VER,NOR,LEC")
        laps = self.oracle(MEXICO, "laps").set_index(["Driver", "LapNumber"])
        ends = table.groupby(["Driver", "LapNumber"])
        facts = {
            "no value of a sentinel": table["Throttle"].max() <= 100,
            "weather in every row": table["AirTemp"].notna().all() and table["TrackTemp"].notna().all(),
            "time within the lap": (table["Time"] >= pd.Timedelta(0)).all() and table["Time"].max() < pd.Timedelta("12min"),
            "distance within the lap": table["Distance"].max() < 6000,
            "distance never runs backwards": (ends["Distance"].diff().dropna() >= -1e-9).all(),
            "lap times of FastF1": (ends["LapTime"].first().dropna() == laps["LapTime"].reindex(ends["LapTime"].first().dropna().index)).all(),
            "session time never runs backwards": table["SessionTime"].is_monotonic_increasing,
        }
        for fact, holds in facts.items():
            print(f"  corrected: {fact}: {'yes' if holds else 'NO'}")
            self.good = self.good and bool(holds)


def numbered_from_one(laps, keep=False):
    """FastF1 counts from 1 where a recording begins, we from the lap that the car is on."""
    laps = laps.sort_values(["DriverNumber", "LapNumber"]).copy()
    if keep:
        laps["was"] = laps["LapNumber"]
    laps["LapNumber"] = laps.groupby("DriverNumber").cumcount() + 1.0
    return laps


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("slipstream")
    arguments.add_argument("shared")
    arguments.add_argument("--differences", type=int, default=2, help="differing rows shown per column")
    arguments.add_argument("--only", default="", help="samples, laps, telemetry, wide or prepared")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        comparison = Comparison(options, folder)
        wanted = lambda part: options.only in ("", part)
        for session in SESSIONS:
            has_telemetry = session == MEXICO or session.endswith("_recording")
            if wanted("samples") and has_telemetry:
                comparison.samples(session)
            if wanted("laps"):
                comparison.laps(session)
            if wanted("wide"):
                comparison.session_wide(session)
            if wanted("telemetry") and session == MEXICO:
                comparison.telemetry(session, "telemetry_1_4_16", "--drivers", "1,4,16")
            elif wanted("telemetry") and has_telemetry:
                comparison.telemetry(session, "telemetry")
        if wanted("prepared"):
            comparison.prepared()
    return 0 if comparison.good else 1


if __name__ == "__main__":
    sys.exit(main())
