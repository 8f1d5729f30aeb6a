#!/usr/bin/env python3
"""FastF1 loads simulated archives without an error and finds the laps that we wrote.

usage: compare_simulated.py SLIPSTREAM DUMP_SESSION [RACE…]
Needs fastf1==3.9.0. Ends with 1 if it does not, or where the laps differ.
"""
import logging
import pathlib
import subprocess
import sys
import tempfile

import compare_laps
from fastf1_archive import open_archive

RACES = {
    "a race with stops": ["--laps", "24", "--seed", "4"],
    "a short race on another circuit": ["--circuit", "pocket", "--laps", "12", "--cars", "8", "--seed", "5"],
}


class Errors(logging.Handler):
    def __init__(self):
        super().__init__(logging.ERROR)
        self.messages = []

    def emit(self, record):
        self.messages.append(record.getMessage())


def loaded(archive, errors):
    session = open_archive(archive)
    session.load()
    for message in errors.messages:
        print(f"  FastF1: {message}")
    return session


def telemetry_is_there(session):
    """Every timed lap has car data and positions."""
    for _, lap in session.laps.pick_accurate().groupby("DriverNumber").head(1).iterlaps():
        telemetry = lap.get_telemetry()
        if len(telemetry) < 100 or not 250 < telemetry["Speed"].max() < 360 or telemetry["X"].isna().any():
            print(f"  telemetry of car {lap['DriverNumber']} lap {lap['LapNumber']:.0f} is not right")
            return False
    return True


def compare(slipstream, dump_session, name):
    errors = Errors()
    logging.getLogger("fastf1").addHandler(errors)
    with tempfile.TemporaryDirectory(prefix="slipstream-") as folder:
        archive, table = pathlib.Path(folder) / "race", pathlib.Path(folder) / "laps.parquet"
        subprocess.run([slipstream, "simulate", *RACES[name], "-o", archive, "--quiet", "--data", folder], check=True,
                       stdout=subprocess.DEVNULL)
        session = loaded(archive, errors)
        session.laps.to_parquet(table)
        same = compare_laps.compare(name, compare_laps.theirs(table), compare_laps.ours(dump_session, archive), 3)
        return not errors.messages and same and telemetry_is_there(session)


def main():
    slipstream, dump_session, *names = sys.argv[1:]
    if names:
        return 0 if all(compare(slipstream, dump_session, name) for name in names) else 1
    # Each in a process of its own: what FastF1 makes of tyres depends on what it loaded before.
    return max(subprocess.run([sys.executable, __file__, slipstream, dump_session, name]).returncode for name in RACES)


if __name__ == "__main__":
    sys.exit(main())
