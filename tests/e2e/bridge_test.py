"""Every route of the Grafana bridge (CONTRACTS §3.1) on a real session."""
import json
import os
import unittest

import slipstream_process as sp


class Bridge(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.case = sp.EndToEnd("run")
        sp.need_shared(cls.case)
        cls.case.setUp()
        cls.server = cls.case.up(sp.MEXICO, "--speed", "max", "--from", "lap 2", "--duration", "600")
        cls.server.wait_ready().wait_ended()

    @classmethod
    def tearDownClass(cls):
        cls.case.doCleanups()

    def get(self, path, **kwargs):
        return self.server.get(path, **kwargs)

    def post(self, path, body):
        return self.server.request(path, method="POST", body=body)

    def test_health(self):
        answer = self.get("/")
        self.assertEqual(answer.status, 200)
        self.assertEqual(answer.json()["status"], "ok")
        self.assertIn("version", answer.json())

    @unittest.skipIf(os.environ.get("SLIPSTREAM_PAGE") == "OFF", "this build has no page")
    def test_a_browser_gets_the_page(self):
        answer = self.get("/", headers={"Accept": "text/html,application/xhtml+xml"})
        self.assertIn("text/html", answer.headers["Content-Type"])
        self.assertIn(b"<title>Slipstream</title>", answer.body)

    def test_search_lists_metrics_and_drivers(self):
        for names in (self.get("/search").json(), self.post("/search", {}).json()):
            self.assertIn("speed", names)
            self.assertIn("VER.speed", names)
            self.assertIn("NOR.gap", names)

    def test_drivers_have_the_bridges_fields(self):
        drivers = self.get("/drivers").json()
        self.assertEqual(len(drivers), 20)
        fields = {"driver_id", "timestamp", "speed", "rpm", "gear", "drs"}
        ver = next(d for d in drivers if d["driver_id"] == "VER")
        self.assertLessEqual(fields, set(ver))

    def test_query_by_post_and_get_agree(self):
        posted = self.post("/query?clock=event", {"targets": [{"target": "VER.speed"}]}).json()
        got = self.get("/query?target=VER.speed&clock=event").json()
        self.assertEqual(posted, got)
        self.assertEqual(posted[0]["target"], "VER.speed")
        points = posted[0]["datapoints"]
        self.assertGreater(len(points), 3000)
        values = [value for value, _ in points if value is not None]
        self.assertTrue(all(0 <= value < 400 for value in values))
        times = [at for _, at in points]
        self.assertEqual(times, sorted(times))

    def test_query_reduces_and_keeps_extremes(self):
        every = self.post("/query", {"targets": [{"target": "VER.speed"}]}).json()[0]["datapoints"]
        few = self.post("/query", {"targets": [{"target": "VER.speed"}], "maxDataPoints": 100}).json()[0]["datapoints"]
        self.assertLessEqual(len(few), 100)
        numbers = lambda points: [value for value, _ in points if value is not None]
        self.assertEqual(max(numbers(every)), max(numbers(few)))
        self.assertEqual(min(numbers(every)), min(numbers(few)))

    def test_event_clock_is_the_sessions_own_utc(self):
        points = self.get("/query?target=VER.speed&clock=event").json()[0]["datapoints"]
        self.assertTrue(all(1761425000000 < at < 1761432000000 for _, at in points), points[:2])

    def test_all_drivers_of_a_metric(self):
        series = self.post("/query", {"targets": [{"target": "gear"}]}).json()
        self.assertEqual(len(series), 20)

    def test_an_empty_range_is_empty(self):
        answer = self.post("/query", {"targets": [{"target": "VER.speed"}],
                                      "range": {"from": "2001-01-01T00:00:00Z", "to": "2001-01-02T00:00:00Z"}})
        self.assertEqual(answer.json()[0]["datapoints"], [])

    def test_query_flat(self):
        rows = self.get("/query_flat/speed?drivers=VER,HAM&clock=event").json()
        self.assertGreater(len(rows), 100)
        self.assertTrue(all(set(row) <= {"time", "speed_VER", "speed_HAM"} for row in rows))
        self.assertEqual(rows, self.post("/query_flat/speed?drivers=VER,HAM&clock=event", {}).json())

    def test_annotations_work_once_alerts_exist(self):
        self.assertGreater(len(self.get("/alerts").json()), 0)
        answer = self.post("/annotations", {"range": {"from": "2001-01-01T00:00:00Z", "to": "2100-01-01T00:00:00Z"},
                                            "annotation": {"name": "alerts"}})
        self.assertEqual(answer.status, 200)
        self.assertTrue(all({"time", "title", "text", "tags"} <= set(item) for item in answer.json()))

    def test_tags(self):
        self.assertEqual({key["text"] for key in self.post("/tag-keys", {}).json()}, {"driver", "metric", "severity"})
        self.assertIn("VER", {value["text"] for value in self.post("/tag-values", {"key": "driver"}).json()})

    def test_metrics_as_json_and_for_prometheus(self):
        self.assertIsInstance(self.get("/metrics").json(), (dict, list))
        text = self.get("/metrics", headers={"Accept": "text/plain"}).body.decode()
        self.assertIn("# TYPE slipstream_", text)
        for path in ("/metrics", "/metric-payload-options", "/variable"):
            self.assertEqual(self.post(path, {}).status, 200, path)

    def test_alerts_and_their_filters(self):
        alerts = self.get("/alerts?limit=5000").json()
        self.assertTrue(all({"timestamp", "severity", "driver_id", "alert_type", "description"} <= set(a) for a in alerts))
        high = self.get("/alerts?severity=high&driver=VER").json()
        self.assertTrue(all(a["severity"] == "high" and a["driver_id"] == "VER" for a in high))
        summary = self.get("/alerts/summary").json()
        self.assertEqual(set(summary["counts"]), {"high", "medium", "low"})
        self.assertLessEqual(len(summary["recent"]), 10)

    def test_stats_count_what_was_sent(self):
        stats = self.get("/stats").json()
        self.assertTrue(stats["running"])
        self.assertEqual(stats["drivers_count"], 20)
        self.assertGreater(stats["messages_received"], 50000)
        self.assertLessEqual({"alerts_received", "uptime_seconds", "messages_per_second", "wheel_spin_by_driver",
                              "gear_anomalies"}, set(stats))

    def test_errors_say_what_is_wrong(self):
        self.assertEqual(self.get("/no/such/route").status, 404)
        wrong = self.server.request("/query", method="DELETE")
        self.assertEqual(wrong.status, 405)
        self.assertIn("POST", wrong.headers["Allow"])
        broken = self.post("/query", b'{"targets": [')
        self.assertEqual(broken.status, 400)
        self.assertIn("byte", broken.json()["error"]["message"])
        typed = self.post("/query", {"targets": [{"target": 7}]})
        self.assertEqual(typed.status, 400)
        self.assertIn("target", typed.json()["error"]["message"])
        self.assertEqual(self.post("/query", b" " * (1 << 20) + b"{}").status, 413)

    def test_gzip(self):
        answer = self.get("/query?target=VER.speed", headers={"Accept-Encoding": "gzip"})
        self.assertEqual(answer.headers["Content-Encoding"], "gzip")

    def test_a_foreign_host_or_origin_is_refused(self):
        self.assertEqual(self.get("/drivers", headers={"Host": "evil.example"}).status, 403)
        refused = self.server.request("/api/v1/replay", method="PATCH", body={"paused": True},
                                      headers={"Origin": "http://evil.example"})
        self.assertEqual(refused.status, 403)
        form = self.server.request("/api/v1/replay", method="PATCH", body=b"paused=true",
                                   headers={"Content-Type": "application/x-www-form-urlencoded"})
        self.assertEqual(form.status, 403)

    def test_openapi_names_the_routes(self):
        document = self.get("/api/v1/openapi.json").json()
        self.assertEqual(document, self.get("/openapi.json").json())
        self.assertIn("/api/v1/live/stream", document["paths"])
        self.assertTrue(json.dumps(document))


if __name__ == "__main__":
    unittest.main()
