"""/api/v1/sessions/{key}/…: a session's tables over HTTP, against what the commands say of the same session."""
import csv
import io
import json
import unittest

import slipstream_process as sp

CHANNELS = ("speed", "rpm", "throttle")


class SessionTables(sp.EndToEnd):
    def setUp(self):
        super().setUp()
        sp.need_shared(self)
        done = sp.run("import", sp.MEXICO, data=self.data)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.server = self.up("mexico", "--paused")
        self.key = self.server.get("/api/v1/sessions").json()[0]["session_key"]

    def rows(self, resource):
        answer = self.server.get(f"/api/v1/sessions/{self.key}/{resource}")
        self.assertEqual(answer.status, 200, answer.body[:500])
        return answer.json()

    def exported(self, table, *options):
        path = self.data / f"{table}.json"
        done = sp.run("export", self.key, "--table", table, "-o", path, *options, data=self.data)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(path.read_text())

    def refused(self, resource, status, *words):
        answer = self.server.get(f"/api/v1/sessions/{self.key}/{resource}")
        self.assertEqual(answer.status, status, answer.body[:500])
        for word in words:
            self.assertIn(word, answer.json()["error"]["message"])

    def test_tables_say_what_the_exported_ones_say(self):
        laps = {(row["driver_id"], row["lap_number"]): row for row in self.rows("laps")}
        exported = self.exported("laps")
        self.assertEqual(len(laps), len(exported))
        for theirs in exported:
            ours = laps[theirs["Driver"], theirs["LapNumber"]]
            self.assertEqual([ours[name] for name in ("lap_time", "sector_2", "speed_st", "lap_start", "compound", "deleted")],
                             [theirs[name] for name in ("LapTime", "Sector2Time", "SpeedST", "LapStartTime", "Compound", "Deleted")])
        self.assertEqual(self.rows("laps?drivers=VER,4&lap=2")[0]["driver_number"], 4)
        results = self.rows("results")
        self.assertEqual([(row["position"], row["driver_id"], row["q3"]) for row in results[:1]], [(1, "NOR", 75.586)])
        self.assertEqual(len(self.rows("weather")), len(self.exported("weather")))
        self.assertEqual(len(self.rows("stints?drivers=VER")), len(self.exported("stints", "--drivers", "VER")))
        messages = self.rows("race-control")
        self.assertEqual([row["message"] for row in messages], [row["Message"] for row in self.exported("race_control")])
        for row in messages:
            self.assertEqual(row["driver_id"] is None, row["driver_number"] is None)

    def test_telemetry_is_chosen_and_reduced(self):
        whole = self.rows("telemetry?drivers=NOR&lap=6")
        self.assertGreater(len(whole), 500)
        self.assertEqual({row["lap_number"] for row in whole}, {6})
        self.assertTrue(all(row["brake"] in (0, 100, None) and row["drs"] in (0, 1, None) for row in whole))
        few = self.rows(f"telemetry?drivers=NOR&lap=6&points=100&channels={','.join(CHANNELS)}")
        self.assertLessEqual(len(few), 100)
        self.assertGreater(len(few), 50)
        self.assertEqual([few[0]["session_time"], few[-1]["session_time"]],
                         [whole[0]["session_time"], whole[-1]["session_time"]])
        self.assertNotIn("gear", few[0])
        for channel in CHANNELS:
            known = [row[channel] for row in whole if row[channel] is not None]
            kept = [row[channel] for row in few if row[channel] is not None]
            self.assertEqual((min(kept), max(kept)), (min(known), max(known)), channel)
        begin, end = whole[10]["session_time"], whole[20]["session_time"]
        clock = [f"{int(t // 3600)}:{int(t % 3600 // 60):02}:{t % 60:06.3f}" for t in (begin, end)]
        self.assertEqual(self.rows(f"telemetry?drivers=NOR&lap=6&from={clock[0]}&to={clock[1]}"), whole[10:21])
        self.assertEqual(self.rows(f"telemetry?drivers=NOR&lap=6&from={whole[10]['date']}&to={whole[20]['date']}"),
                         whole[10:21])

    def test_the_circuit_is_where_the_cars_are(self):
        circuit = self.rows("circuit")
        self.assertTrue(circuit["derived"])
        self.assertAlmostEqual(circuit["length_m"], 4304, delta=100)  # 4.304 km, as the organiser has it
        self.assertGreater(len(circuit["corners"]), 10)
        self.assertEqual(sorted(circuit["sector_ends_m"]), circuit["sector_ends_m"])
        places = [(row["x"], row["y"]) for row in self.rows("telemetry?drivers=VER&lap=2&channels=x,y") if row["x"] is not None]
        for x, y in places[::50]:
            nearest = min((x - at[0]) ** 2 + (y - at[1]) ** 2 for at in circuit["line"]) ** 0.5
            self.assertLess(nearest, 1000, "a car more than 100 m from the line")
        done = sp.run("import", sp.SPRINT, data=self.data)
        self.assertEqual(done.returncode, 0, done.stderr)
        other = next(row["session_key"] for row in self.server.get("/api/v1/sessions").json() if row["session_key"] != self.key)
        answer = self.server.get(f"/api/v1/sessions/{other}/circuit")
        self.assertEqual(answer.status, 404)
        self.assertIn("no positions", answer.json()["error"]["message"])

    def test_other_formats(self):
        laps = self.rows("laps?drivers=NOR")
        answer = self.server.get(f"/api/v1/sessions/{self.key}/laps?drivers=NOR&format=csv")
        self.assertEqual(answer.headers["Content-Disposition"], f"attachment; filename={self.key}_laps.csv")
        lines = list(csv.DictReader(io.StringIO(answer.body.decode())))
        self.assertEqual([line["lap_time"] for line in lines],
                         ["" if row["lap_time"] is None else f"{row['lap_time']:.15g}" for row in laps])
        answer = self.server.get(f"/api/v1/sessions/{self.key}/telemetry?drivers=NOR&lap=6&format=parquet")
        self.assertEqual((answer.body[:4], answer.body[-4:]), (b"PAR1", b"PAR1"))
        path = self.data / "lap.parquet"
        path.write_bytes(answer.body)
        described = sp.run("import", path, data=self.data)
        self.assertIn("session_time", described.stderr)  # it can be read: only its columns are not those of a session

    def test_bad_requests_say_what_is_wrong(self):
        self.refused("laps?drivers=XYZ", 400, "'drivers'", "XYZ", "VER")
        self.refused("laps?lap=0", 400, "'lap'")
        self.refused("telemetry", 400, "drivers=", "points=", "format=parquet")
        self.refused("laps?format=xml", 400, "'format'", "parquet")
        self.refused("telemetry?channels=speed,fuel", 400, "'channels'", "fuel", "throttle")
        self.refused("telemetry?from=noon", 400, "'from'", "noon")
        self.refused("telemetry?channels=speed&points=3", 400, "'points'", "4")
        self.assertEqual(self.server.get("/api/v1/sessions/no-such/laps").status, 404)
        self.assertEqual(self.server.get(f"/api/v1/sessions/{self.key}/nothing").status, 404)


if __name__ == "__main__":
    unittest.main()
