"""Tables as sessions: CSV and Parquet by FastF1's column names go in where archives do, and bad ones are refused."""
import csv
import gzip
import json
import random
import unittest

import slipstream_process as sp

DUTCH = sp.SHARED / "data/race_telemetry/dutch_2025_race.parquet"
PREPARED = sp.SHARED / "oracle/mexico_2025_qualifying/prepared65_1_4_16.parquet"
PREPARED_HEAD = sp.SHARED / "oracle/mexico_2025_qualifying/prepared65_head500.csv"

HEAD = "SessionTime,Driver,DriverNumber,LapNumber,Speed,Throttle,Brake,LapTime"


def rows_of(driver, number, laps=3, rows=40):
    """Some laps of a driver at 4 Hz."""
    for lap in range(1, laps + 1):
        for row in range(rows):
            seconds = ((lap - 1) * rows + row) * 0.25
            yield f"{100 + seconds},{driver},{number},{lap},{100 + row},{row},{row % 7 == 0},{rows * 0.25}"


class Tables(sp.EndToEnd):
    def write(self, name, text):
        path = self.data / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def race(self, name="2024_toy_race.csv"):
        return self.write(name, "\n".join([HEAD, *rows_of("VER", 1), *rows_of("NOR", 4)]) + "\n")

    def succeed(self, *arguments):
        done = sp.run(*arguments, data=self.data / "store")
        self.assertEqual(done.returncode, 0, done.stderr)
        return done

    def json_of(self, *arguments):
        return json.loads(self.succeed(*arguments, "--json").stdout)


class TablesAsSessions(Tables):
    def test_from_import_to_replay(self):
        race = self.race()
        imported = self.json_of("import", race)[0]
        self.assertEqual(imported["key"], "2024_toy_race")
        self.assertEqual(imported["source"], "table")
        self.assertEqual(imported["records"], 240)
        self.assertTrue(self.json_of("import", race)[0]["was_there"])
        race.unlink()  # the library has its own copy
        described = self.json_of("describe", "toy")
        self.assertEqual([driver["laps"] for driver in described["drivers"]], [3, 3])
        produced = self.json_of("produce", "2024 toy race", "--speed", "max", "--from", "0")
        self.assertEqual(produced["messages_sent"] > 240, True)
        counts = self.json_of("rules", "test", "toy")
        self.assertEqual(counts["records"], 240)

    def test_its_tables_are_those_of_any_session(self):
        race = self.race()
        laps = self.data / "laps.csv"
        self.succeed("export", race, "--table", "laps", "--drivers", "VER", "-o", laps)
        with open(laps, newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual([(row["Driver"], row["DriverNumber"], row["LapTime"]) for row in rows], [("VER", "1", "10")] * 3)
        self.assertEqual({row["Compound"] + row["Deleted"] + row["IsPersonalBest"] for row in rows}, {""})
        weather = self.data / "weather.csv"
        done = self.succeed("export", race, "--table", "weather", "-o", weather)
        self.assertIn("nothing for the table weather", done.stderr)
        self.assertEqual(len(weather.read_text().splitlines()), 1)
        prepared = self.data / "prepared.csv"
        self.succeed("prepare", race, "-o", prepared)
        self.assertEqual(len(prepared.read_text().splitlines()), 1 + 240)
        self.assertEqual(self.json_of("import", prepared)[0]["records"], 240)

    def test_sql_asks_it_beside_others(self):
        self.succeed("import", self.race())
        asked = "SELECT Driver, count(*) AS laps, min(LapTime) AS best, count(Compound) AS tyres FROM laps GROUP BY 1 ORDER BY 1"
        expected = [{"Driver": driver, "laps": 3, "best": 10, "tyres": 0} for driver in ("NOR", "VER")]
        self.assertEqual(self.json_of("sql", asked), expected)
        self.assertEqual(self.json_of("sql", "SELECT count(*) AS n, max(Speed) AS top FROM telemetry"), [{"n": 240, "top": 139}])
        self.assertEqual(self.json_of("sql", "SELECT count(*) AS n FROM weather"), [{"n": 0}])

    def test_codes_are_enough_to_tell_drivers_apart(self):
        lines = self.race().read_text().replace(",DriverNumber", "").replace("VER,1,", "VER,").replace("NOR,4,", "NOR,")
        race = self.write("2024_toy_sprint.csv", lines)
        described = self.json_of("describe", race)
        self.assertEqual([driver["driver_id"] for driver in described["drivers"]], ["VER", "NOR"])
        self.assertNotIn("driver_number", described["drivers"][0])
        self.assertIn("car numbers", described["missing_topics"])
        server = self.up(race, "--speed", "max").wait_ready().wait_ended()
        self.assertEqual(sorted(driver["driver_id"] for driver in server.get("/drivers").json()), ["NOR", "VER"])
        laps = server.get("/api/v1/live/state?laps=all").json()["laps"]
        self.assertEqual(len(laps), 6, "each driver's own")

    def test_up_serves_a_table(self):
        server = self.up(self.race(), "--speed", "max").wait_ready().wait_ended()
        drivers = server.get("/drivers").json()
        self.assertEqual(sorted(driver["driver_id"] for driver in drivers), ["NOR", "VER"])

    def test_compressed_csv(self):
        plain = self.race()
        packed = self.write("other_2024_toy_race.csv.gz", gzip.compress(plain.read_bytes()))
        self.assertEqual(self.json_of("describe", packed)["records"], 240)

    def test_what_a_table_lacks_is_said(self):
        done = self.succeed("describe", self.race())
        for what in ("rpm", "weather", "UTC"):
            self.assertIn(what, done.stdout)

    def test_describe_says_what_a_data_scientist_asks(self):
        described = self.json_of("describe", self.race())
        channels = {channel["channel"]: channel for channel in described["channels"]}
        speed = channels["speed"]
        self.assertEqual([speed[key] for key in ("min", "q1", "median", "q3", "max", "mean")],
                         [100, 109.75, 119.5, 129.25, 139, 119.5])
        self.assertEqual(channels["rpm"]["missing"], 240)
        pairs = {tuple(pair["channels"]): pair["value"] for pair in described["correlations"]}
        self.assertAlmostEqual(pairs["speed", "throttle"], 1)
        self.assertIsNone(pairs["speed", "rpm"])
        self.assertEqual(described["drivers"][0]["record_rate_hz"], 4)
        self.assertEqual(described["gaps"]["count"], 0)


class RealTables(Tables):
    def setUp(self):
        super().setUp()
        sp.need_shared(self)

    def test_the_dutch_race(self):
        described = self.json_of("describe", DUTCH)
        self.assertEqual(described["key"], "2025_dutch_race")
        self.assertEqual(described["repeated_rows"], 1344)
        self.assertEqual(described["records"] + described["repeated_rows"] + described["empty_rows"], 837025)
        self.assertEqual(len(described["drivers"]), 20)
        self.assertEqual(max(driver["laps"] for driver in described["drivers"]), 72)
        self.assertEqual(described["missing_values"].get("throttle"), 1)

    def test_tables_of_fastf1_come_out_as_they_went_in(self):
        telemetry = sp.SHARED / "oracle/mexico_2025_qualifying/telemetry_1_4_16.parquet"
        for session, rows in ((telemetry, 79528), (PREPARED, 79416), (DUTCH, 837025)):
            written = self.json_of("export", session, "--table", "telemetry", "-o", self.data / "telemetry.parquet")
            self.assertEqual(written["rows"], rows)
            self.assertEqual(self.json_of("prepare", session, "-o", self.data / "prepared.parquet")["rows"], rows)
        self.succeed("import", PREPARED)
        results = self.json_of("sql", "SELECT Abbreviation, Position, Q3 FROM results ORDER BY Position")
        self.assertEqual(results[0], {"Abbreviation": "NOR", "Position": 1, "Q3": 75.586})
        self.assertEqual([row["Position"] for row in results], [1, 2, 5])

    def test_the_existing_pipelines_export_is_paced_by_its_own_time(self):
        record = self.json_of("describe", PREPARED, "--record", "5000")
        self.assertIn("date", record)
        described = self.json_of("describe", PREPARED)
        self.assertEqual(described["records"], 79416)
        self.assertGreater(described["end"] - described["begin"], 3000)
        self.assertLess(described["car_sample_rate_hz"], 5)
        self.assertGreater(described["missing_values"]["throttle"], 8143)
        produced = self.json_of("produce", PREPARED, "--speed", "100", "--from", "lap 2", "--duration", "100")
        self.assertAlmostEqual(produced["duration_seconds"], 1, delta=0.5)

    def test_csv_and_parquet_of_the_existing_pipeline_agree(self):
        head = self.json_of("describe", PREPARED_HEAD, "--record", "0")
        whole = self.json_of("describe", PREPARED, "--record", "0")
        for key in ("session_time", "speed", "driver", "driver_number", "lap_number", "compound"):
            self.assertEqual(head[key], whole[key], key)


class BadTables(Tables):
    def refuse(self, path, *parts):
        done = sp.run("describe", path, data=self.data / "store")
        self.assertEqual(done.returncode, 2, done.stdout + done.stderr)
        for part in (path.name, *parts):
            self.assertIn(part, done.stderr)
        again = sp.run("import", path, data=self.data / "store")
        self.assertEqual(again.returncode, 2, again.stderr)
        self.assertEqual(self.json_of("sessions"), [])

    def test_without_a_needed_column(self):
        self.refuse(self.write("t.csv", "Time,Speed\n1,2\n"), "SessionTime", "FastF1")

    def test_wrong_types(self):
        text = self.race().read_text().replace(",139,", ",quick,", 1)
        self.refuse(self.write("t.csv", text), "t.csv:41", "Speed", "'quick'")

    def test_empty(self):
        self.refuse(self.write("t.csv", b""), "empty")
        self.refuse(self.write("t.parquet", b""), "empty")

    def test_csv_that_is_called_parquet(self):
        self.refuse(self.write("t.parquet", self.race().read_bytes()), "no Parquet", ".csv")

    def test_noise(self):
        self.refuse(self.write("t.csv", random.Random(7).randbytes(10_000)))
        self.refuse(self.write("t.parquet", b"PAR1" + random.Random(7).randbytes(10_000)), "damaged or cut off")

    def test_two_drivers_with_one_number(self):
        self.refuse(self.write("t.csv", self.race().read_text().replace("NOR,4", "NOR,1")), "DriverNumber", "two drivers")

    def test_laps_that_overlap(self):
        lines = self.race().read_text().splitlines()
        lines[45], lines[35] = lines[35], lines[45]
        self.refuse(self.write("t.csv", "\n".join(lines) + "\n"), "row ", "LapNumber", "overlap")

    def test_times_that_go_back(self):
        lines = self.race().read_text().splitlines()
        lines[5], lines[6] = lines[6], lines[5]
        self.refuse(self.write("t.csv", "\n".join(lines) + "\n"), "row 6", "SessionTime", "sort the table")

    def test_missing_cells_are_counted_and_the_rest_is_used(self):
        lines = self.race().read_text().splitlines()
        lines[10] = lines[10].replace(lines[10].split(",")[0], "", 1)
        done = self.succeed("describe", self.write("t.csv", "\n".join(lines) + "\n"), "--json")
        self.assertEqual(json.loads(done.stdout)["records"], 239)
        self.assertEqual(json.loads(done.stdout)["damaged_lines"], 1)
        self.assertIn("row 10, column SessionTime", done.stderr)

    def test_a_truncated_parquet(self):
        sp.need_shared(self)
        whole = DUTCH.read_bytes()
        self.refuse(self.write("t.parquet", whole[:len(whole) // 2]), "damaged or cut off")


if __name__ == "__main__":
    unittest.main()
