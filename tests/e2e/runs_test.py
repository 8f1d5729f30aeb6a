"""Finished runs are filed into the library, and SQL asks them."""
import json
import signal
import time
import unittest

import slipstream_process as sp

HEAD = "SessionTime,Driver,DriverNumber,LapNumber,Speed,Throttle,LapTime"


class Runs(sp.EndToEnd):
    def setUp(self):
        super().setUp()
        self.race = self.data / "2024_toy_race.csv"
        rows = [f"{100 + i * 0.25},{driver},{number},{1 + i // 40},{270 + i % 40},{i % 40},10"
                for driver, number in (("VER", 1), ("NOR", 4)) for i in range(120)]
        self.race.write_text("\n".join([HEAD, *rows]) + "\n")

    def json_of(self, *arguments, **settings):
        done = sp.run(*arguments, "--json", data=self.data, environment=settings)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def sql(self, query):
        return self.json_of("sql", query)

    def produce(self, **settings):
        return self.json_of("produce", self.race, "--speed", "max", "--from", "0", "--analyse", **settings)["run_id"]

    def wait_for_runs(self, count):
        sp.wait_for(lambda: len(self.json_of("sessions", "--runs")) == count, f"{count} filed runs")

    def test_views_are_there_before_there_is_a_run(self):
        for view, column in (("alerts", "rule"), ("predictions", "model_type"), ("races", "driver_name"), ("runs", "began"),
                             ("run_laps", "lap_time"), ("run_telemetry", "speed")):
            self.assertEqual(self.sql(f"SELECT {column} FROM {view}"), [])
        self.assertEqual(self.json_of("sessions", "--runs"), [])

    def test_up_files_what_it_has_played_to_the_end(self):
        self.json_of("import", self.race)
        server = self.up(self.race, "--speed", "max").wait_ready().wait_ended()
        self.wait_for_runs(1)
        ask = lambda query: server.request("/api/v1/sql", body={"query": query}).json()
        self.assertEqual(ask("SELECT session_key, telemetry_records, laps FROM runs"),
                         [{"session_key": "2024_toy_race", "telemetry_records": 240, "laps": 6}])
        # Twice the same cars: the second run is one of its own.
        request = {"session": "2024_toy_race", "speed": "max", "position": 0}
        self.assertLess(server.request("/api/v1/replay", "POST", request).status, 300)
        self.wait_for_runs(2)
        self.assertEqual(server.stop(), 130)
        openings = self.sql("SELECT run_id, count(*) AS n FROM alerts WHERE rule = 'high_speed' GROUP BY 1")
        self.assertEqual([row["n"] for row in openings], [6, 6])
        served = self.sql("SELECT DISTINCT driver_id, max(speed) AS top FROM run_telemetry GROUP BY 1 ORDER BY 1")
        self.assertEqual(served, [{"driver_id": "NOR", "top": 309}, {"driver_id": "VER", "top": 309}])
        self.assertEqual(self.json_of("sessions")[0]["runs"], 2)
        described = self.json_of("describe", "toy")
        self.assertEqual([run["telemetry_records"] for run in described["runs"]], [240, 240])

    def test_alerts_are_those_of_the_log(self):
        run = self.produce()
        messages = sp.run("topics", "tail", "f1-alerts", "--from", "start", "--no-follow", "--json", data=self.data).stdout.splitlines()
        opened = [json.loads(line)["value"] for line in messages]
        opened = [value["alert_id"] for value in map(lambda v: json.loads(v) if isinstance(v, str) else v, opened)
                  if value["state"] != "closed"]
        filed = self.sql("SELECT alert_id FROM alerts ORDER BY 1")
        self.assertEqual([row["alert_id"] for row in filed], sorted(opened))
        self.assertGreater(len(opened), 0)
        self.assertEqual(self.sql("SELECT DISTINCT run_id FROM alerts"), [{"run_id": run}])

    def test_only_the_newest_are_kept(self):
        runs = [self.produce(SLIPSTREAM_RUNS_KEPT="2") for _ in range(3)]
        self.assertEqual([run["run_id"] for run in self.json_of("sessions", "--runs")], runs[1:])
        self.produce(SLIPSTREAM_RUNS_KEPT="0")
        self.assertEqual(len(self.json_of("sessions", "--runs")), 2)

    def test_killed_at_any_time_no_half_run_is_seen(self):
        sp.need_shared(self)
        for after in (0.0, 0.1, 0.2, 0.4):
            server = self.up(sp.MEXICO, "--speed", "max", "--from", "start", "--duration", "900").wait_ready().wait_ended()
            if after == 0.0:
                sp.wait_for(lambda: list(self.data.glob("filing/*/*")) or list(self.data.glob("runs/*")), "a run that is being filed")
            time.sleep(after)
            server.stop(signal.SIGKILL)
            for folder in (self.data / "runs").glob("*"):
                self.assertEqual(sorted(file.name for file in folder.iterdir()),
                                 ["alerts.parquet", "laps.parquet", "run.json", "telemetry.parquet"])
            counted = self.sql("SELECT (SELECT sum(telemetry_records) FROM runs) AS said, (SELECT count(*) FROM run_telemetry) AS there")[0]
            self.assertEqual(counted["said"] or 0, counted["there"])
        self.produce()
        self.assertEqual(list((self.data / "filing").iterdir()), [])


if __name__ == "__main__":
    unittest.main()
