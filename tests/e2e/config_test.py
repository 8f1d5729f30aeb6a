"""Keys of CONTRACTS §5 by what they change, through the front door. Parsing and precedence: src/cli/tests."""
import json
import unittest

import slipstream_process as sp


class Configuration(sp.EndToEnd):
    def setUp(self):
        super().setUp()
        sp.need_shared(self)

    def config(self, text, name="c.yaml"):
        path = self.data / name
        path.write_text(text)
        return path

    def json_of(self, *arguments, **kwargs):
        done = sp.run(*arguments, "--json", data=self.data, **kwargs)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def produce(self, config, *more):
        return self.json_of("produce", sp.MEXICO, "--speed", "max", "--from", "lap 2", "--duration", "120", "--analyse",
                            "--config", config, *more)

    def test_topics_partitions_and_groups(self):
        config = self.config("kafka:\n  topics: {telemetry: t, alerts: a, predictions: p}\n"
                             "  partitions: {telemetry: 2, alerts: 1, predictions: 5}\n"
                             "  consumer_groups: {alert_processor: my-alerts}\n")
        self.produce(config)
        topics = {t["topic"]: len(t["partitions"]) for t in self.json_of("topics", "list", "--config", config)}
        self.assertEqual((topics["t"], topics["a"], topics["p"]), (2, 1, 5))
        groups = {g["group"] for g in self.json_of("topics", "describe", "t", "--config", config)["groups"]}
        self.assertEqual(groups, {"my-alerts"})

    def test_partitioning_by_roster_spreads_the_grid_evenly(self):
        self.produce(self.config("kafka: {partitioning: roster}\n"))
        described = self.json_of("topics", "describe", "f1-telemetry")
        counts = [p["end"] for p in described["partitions"]]
        self.assertLess(max(counts), 1.5 * min(counts))

    def test_missing_values_as_null(self):
        self.produce(self.config("telemetry: {missing: 'null'}\n"))
        done = sp.run("topics", "tail", "f1-telemetry", "--from", "start", "--no-follow", data=self.data)
        self.assertIn('"throttle":null', done.stdout)

    def test_the_default_session_of_the_pipelines_file(self):
        self.json_of("import", sp.MEXICO)
        config = self.config("race: {year: 2025, grand_prix: Mexico City Grand Prix, session: Qualifying}\n")
        report = self.json_of("produce", "--speed", "max", "--duration", "10", "--config", config)
        self.assertGreater(report["messages_sent"], 100)

    def test_addresses_buffers_and_alerts_of_the_bridges_file(self):
        config = self.config("bridge: {host: 0.0.0.0, port: 5001}\n"
                             "buffer: {max_points_per_driver: 1000, max_alerts: 3, metrics_window: 30}\n")
        server = self.up(sp.MEXICO, "--speed", "max", "--from", "lap 2", "--duration", "600", "--config", config)
        server.wait_ready().wait_ended()
        self.assertTrue(server.address.startswith("http://127.0.0.1:"))
        points = server.get("/query?target=NOR.speed&clock=event").json()[0]["datapoints"]
        self.assertLessEqual(len(points), 1000 + 512)
        sp.wait_for(lambda: len(server.get("/alerts?severity=low&limit=100").json()) >= 3, "alerts")
        self.assertLessEqual(len(server.get("/alerts?severity=low&limit=100").json()), 3)

    def test_the_bridges_rule_keys(self):
        fired = lambda text: self.json_of("rules", "test", sp.MEXICO, "--config", self.config(text))["rules"]
        usual = fired("")
        self.assertGreater(usual["wheel_spin"], 0)
        spin = "telemetry:\n  derived_metrics:\n    wheel_spin: "
        self.assertEqual(fired(spin + "{enabled: false}\n")["wheel_spin"], 0)
        self.assertLess(fired(spin + "{threshold: 2.0}\n")["wheel_spin"], usual["wheel_spin"])
        fixed = fired("telemetry:\n  calibrate: false\n")["wheel_spin"]
        self.assertGreater(fixed, 10 * usual["wheel_spin"])
        self.assertNotEqual(fired("telemetry:\n  calibrate: false\n  derived_metrics:\n    wheel_spin: "
                                  "{wheel_radius_m: 0.30}\n")["wheel_spin"], fixed)
        self.assertNotEqual(fired("telemetry:\n  calibrate: false\n  derived_metrics:\n    wheel_spin: "
                                  "{gear_ratios: {4: 9.0}}\n")["wheel_spin"], fixed)
        gears = "telemetry:\n  derived_metrics:\n    gear_anomalies: "
        off = fired(gears + "{enabled: false}\n")
        self.assertEqual((off["lugging"], off["over_rev"], off["gear_speed_mismatch"], off["rapid_shifts"]), (0, 0, 0, 0))
        self.assertGreater(fired(gears + "{rapid_shift_changes: 1}\n")["rapid_shifts"], usual["rapid_shifts"])
        self.assertGreater(fired(gears + "{rapid_shift_window: 20.0}\n")["rapid_shifts"], usual["rapid_shifts"])

    def test_environment_over_file_and_command_line_over_both(self):
        config = self.config("log: {level: nonsense}\n")
        self.assertEqual(sp.run("sessions", "--config", config, data=self.data).returncode, 2)
        environment = {"SLIPSTREAM_LOG_LEVEL": "warn"}
        self.assertEqual(sp.run("sessions", "--config", config, data=self.data, environment=environment).returncode, 0)
        self.assertEqual(sp.run("sessions", "--config", config, "--log-level", "info", data=self.data).returncode, 0)

    def test_an_unknown_key_is_a_warning_with_the_nearest(self):
        done = sp.run("sessions", "--config", self.config("htpp: {listen: x}\n"), data=self.data)
        self.assertEqual(done.returncode, 0)
        self.assertIn("http.listen", done.stderr)

    def test_rules_are_read_again_when_their_file_changes(self):
        rules = self.config("rules:\n  - {rule: fast, severity: high, predicate: speed_above, threshold: 1000}\n", "rules.yaml")
        server = self.up(sp.MEXICO, "--speed", "50", "--from", "lap 2", "--loop",
                         "--config", self.config(f"rules_file: {rules}\n")).wait_ready()
        self.assertEqual([r["name"] for r in server.get("/api/v1/rules").json()], ["fast"])
        rules.write_text("rules:\n  - {rule: moving, severity: low, predicate: speed_above, threshold: 10}\n")
        sp.wait_for(lambda: any(a["rule"] == "moving" for a in server.get("/alerts?severity=low").json()), "the new rule")

    def test_secrets_from_the_environment_open_a_foreign_address(self):
        config = self.config("http: {tokens: ['read:env:READER', 'control:env:WRITER']}\n")
        server = self.up(sp.MEXICO, "--speed", "10", "--config", config,
                         environment={"READER": "r-secret", "WRITER": "w-secret"}).wait_ready()
        self.assertNotIn("r-secret", server.stderr())
        self.assertEqual(server.get("/drivers").status, 200)


if __name__ == "__main__":
    unittest.main()
