"""`export` and `prepare` as a user calls them; that the values are right is tests/oracle's business."""
import csv
import json
import unittest

import slipstream_process as sp

TABLES = ("car_data", "pos_data", "telemetry", "laps", "stints", "results", "weather", "race_control", "track_status",
          "session_status")


class ExportedTables(sp.EndToEnd):
    def setUp(self):
        super().setUp()
        sp.need_shared(self)

    def run_command(self, *arguments):
        return sp.run(*arguments, data=self.data)

    def succeed(self, *arguments):
        done = self.run_command(*arguments)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done

    def rows(self, *arguments):
        path = self.data / "table.csv"
        self.succeed(*arguments, "-o", path)
        with path.open(newline="") as file:
            return list(csv.DictReader(file))

    def test_each_table_of_a_recording_is_written(self):
        for table in TABLES:
            path = self.data / f"{table}.json"
            told = json.loads(self.succeed("export", sp.RACE_RECORDING, "--table", table, "-o", path, "--json").stdout)
            written = json.loads(path.read_text())
            self.assertEqual(told["rows"], len(written), table)
            if written:
                self.assertEqual(told["columns"], len(written[0]), table)

    def test_laps_of_a_driver_are_seconds_in_csv(self):
        laps = self.rows("export", sp.SPRINT, "--table", "laps", "--drivers", "nor")
        self.assertEqual({lap["Driver"] for lap in laps}, {"NOR"})
        timed = [float(lap["LapTime"]) for lap in laps if lap["LapTime"]]
        self.assertTrue(timed and all(60 < time < 600 for time in timed), timed)
        one = self.rows("export", sp.SPRINT, "--table", "laps", "--drivers", "NOR", "--lap", "3")
        self.assertEqual([lap["LapNumber"] for lap in one], ["3"])

    def test_a_source_without_telemetry_invents_none(self):
        self.assertEqual(self.rows("export", sp.SPRINT, "--table", "telemetry"), [])
        done = self.run_command("prepare", sp.SPRINT, "-o", self.data / "x.parquet")
        self.assertEqual(done.returncode, 2)
        self.assertIn("no telemetry", done.stderr)
        self.assertFalse((self.data / "x.parquet").exists())

    def test_prepared_table_is_within_laps_or_as_the_existing_pipeline_has_it(self):
        corrected = self.rows("prepare", sp.RACE_RECORDING, "--drivers", "1")
        self.assertEqual(len(corrected[0]), 72)
        self.assertTrue(all(float(row["Time"]) >= 0 for row in corrected))
        pipeline = self.rows("prepare", sp.RACE_RECORDING, "--drivers", "1", "--compat", "fastf1-pipeline")
        self.assertNotIn("AirTemp", pipeline[0])
        self.assertEqual(list(pipeline[0])[:5],
                         ["Date", "SessionTime", "DriverAhead", "DistanceToDriverAhead", "Time"])

    def test_wrong_words_are_answered_with_the_right_ones(self):
        for arguments, told in (
            (("export", sp.SPRINT, "--table", "lap", "-o", "x.csv"), "race_control"),
            (("export", sp.SPRINT, "--table", "laps", "-o", "x.xls"), ".parquet"),
            (("export", sp.SPRINT, "--table", "laps", "--drivers", "XYZ", "-o", "x.csv"), "NOR"),
            (("export", sp.SPRINT, "--table", "laps", "--lap", "99", "-o", "x.csv"), "last one"),
            (("prepare", sp.SPRINT, "--compat", "old", "-o", "x.csv"), "fastf1-pipeline"),
            (("prepare", sp.RACE_RECORDING, "-o", self.data / "no folder/x.csv"), "no folder"),
        ):
            done = self.run_command(*arguments)
            self.assertEqual(done.returncode, 2, f"{arguments}: {done.stderr}")
            self.assertIn(told, done.stderr, arguments)


if __name__ == "__main__":
    unittest.main()
