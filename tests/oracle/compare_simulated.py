#!/usr/bin/env python3
"""FastF1 loads simulated archives without an error and finds the laps that we wrote.

usage: compare_simulated.py SLIPSTREAM DUMP_SESSION
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


def main():
    slipstream, dump_session = sys.argv[1:]
    errors = Errors()
    logging.getLogger("fastf1").addHandler(errors)
    good = True
    with tempfile.TemporaryDirectory(prefix="slipstream-") as folder:
        for number, (name, options) in enumerate(RACES.items()):
            archive = pathlib.Path(folder) / f"race-{number}"
            subprocess.run([slipstream, "simulate", *options, "-o", archive, "--quiet", "--data", folder], check=True,
                           stdout=subprocess.DEVNULL)
            errors.messages.clear()
            session = loaded(archive, errors)
            table = pathlib.Path(folder) / "laps.parquet"
            session.laps.to_parquet(table)
            good &= not errors.messages
            good &= compare_laps.compare(name, compare_laps.theirs(table), compare_laps.ours(dump_session, archive), 3)
            good &= telemetry_is_there(session)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
