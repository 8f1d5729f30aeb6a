"""docs/python.md: its commands and its Python are run as shown, in their order; and what both libraries read has its types."""
import contextlib
import io
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

import pandas as pd
import polars as pl

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "e2e"))
import slipstream_process as sp  # noqa: E402

BLOCK = re.compile(r"```(console|python)\n(.*?)```", re.S)
DURATIONS = ["Time", "LapTime", "PitInTime", "PitOutTime", "Sector1Time", "LapStartTime"]


class Guide(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        sp.need_shared(unittest.TestCase())
        cls.folder = tempfile.TemporaryDirectory(prefix="slipstream-")
        cls.addClassCleanup(cls.folder.cleanup)
        cls.addClassCleanup(os.chdir, os.getcwd())
        os.chdir(cls.folder.name)
        cls.printed, names = io.StringIO(), {}
        for kind, text in BLOCK.findall((sp.ROOT / "docs/python.md").read_text()):
            if kind == "python":
                with contextlib.redirect_stdout(cls.printed):
                    exec(text, names)
                continue
            for line in text.replace(sp.MEXICO.name, str(sp.MEXICO)).splitlines():
                command = line.removeprefix("$ slipstream ")
                subprocess.run([sp.BINARY, *command.split(), "--data", "data"], check=True, stderr=subprocess.PIPE)

    def test_it_prints_what_it_promises(self):
        printed = self.printed.getvalue()
        self.assertIn("NOR   0 days 00:01:15.586000", printed)
        self.assertIn("Norris leads by 0.262 s", printed)
        self.assertIn("1m 15s 586ms", printed)

    def test_durations_are_durations(self):
        laps, same = pd.read_parquet("laps.parquet"), pl.read_parquet("laps.parquet")
        for column in DURATIONS:
            self.assertEqual(str(laps[column].dtype), "timedelta64[ns]", column)
            self.assertEqual(same.schema[column], pl.Duration("ns"), column)
            self.assertEqual(same[column].null_count(), laps[column].isna().sum(), column)
        self.assertEqual(str(laps["LapStartDate"].dtype)[:10], "datetime64")
        self.assertEqual(same["LapTime"].min(), laps["LapTime"].min().to_pytimedelta())

    def test_what_polars_wrote_is_a_session(self):
        done = subprocess.run([sp.BINARY, "describe", "2025_my_qualifying.parquet", "--json"], check=True, capture_output=True)
        self.assertIn(b'"source": "table"', done.stdout)
        written = pl.read_parquet("2025_my_qualifying.parquet")
        subprocess.run([sp.BINARY, "export", "2025_my_qualifying.parquet", "--table", "telemetry", "-o", "again.parquet"],
                       check=True, stderr=subprocess.PIPE)
        again = pl.read_parquet("again.parquet")
        self.assertEqual(again.height, written.height)
        one = ["SessionTime", "Speed", "RPM", "X", "Distance"]
        for driver, number in written.select("Driver", "DriverNumber").unique().iter_rows():
            self.assertTrue(again.filter(pl.col("DriverNumber") == number).select(one).equals(
                written.filter(pl.col("Driver") == driver).select(one)), driver)


if __name__ == "__main__":
    unittest.main()
