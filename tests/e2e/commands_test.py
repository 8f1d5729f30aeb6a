"""The commands of CONTRACTS §4 on the embedded engine, as a user calls them."""
import json
import signal
import unittest

import slipstream_process as sp


class Commands(sp.EndToEnd):
    def setUp(self):
        super().setUp()
        sp.need_shared(self)

    def succeed(self, *arguments):
        done = sp.run(*arguments, data=self.data)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def test_library_from_import_to_remove(self):
        self.assertIn("2025-10-25_mexico-city_qualifying", self.succeed("import", sp.MEXICO))
        sessions = json.loads(self.succeed("sessions", "--json"))
        self.assertEqual([s["key"] for s in sessions], ["2025-10-25_mexico-city_qualifying"])
        described = json.loads(self.succeed("describe", "mexico", "--json"))
        self.assertGreater(described["records"], 300000)
        self.assertEqual(len(described["drivers"]), 20)
        record = json.loads(self.succeed("describe", "mexico", "--record", "100000", "--json"))
        self.assertEqual(record["message_type"], "telemetry")
        self.succeed("remove", "2025-10-25_mexico-city_qualifying")
        self.assertEqual(json.loads(self.succeed("sessions", "--json")), [])

    def test_produce_consume_and_topics(self):
        report = json.loads(self.succeed("produce", sp.MEXICO, "--speed", "max", "--from", "lap 2", "--duration", "120",
                                         "--json"))
        self.assertGreater(report["messages_sent"], 10000)
        topics = {t["topic"]: t for t in json.loads(self.succeed("topics", "list", "--json"))}
        telemetry = topics["f1-telemetry"]["records"]
        self.assertEqual(len(topics["f1-telemetry"]["partitions"]), 4)
        self.assertEqual(telemetry + topics["f1-session"]["records"], report["messages_sent"])
        consumed = json.loads(self.succeed("consume", "--timeout", "1", "--json"))
        self.assertEqual(consumed["messages_processed"], telemetry)
        again = json.loads(self.succeed("consume", "--timeout", "1", "--json"))
        self.assertEqual(again["messages_processed"], 0)
        described = json.loads(self.succeed("topics", "describe", "f1-telemetry", "--json"))
        self.assertEqual(sum(g["lag"] for g in described["groups"]), 0)
        tailed = self.succeed("topics", "tail", "f1-telemetry", "--from", "start", "--key", "VER", "--max-messages", "3",
                              "--no-follow", "--json").splitlines()
        self.assertEqual([json.loads(line)["key"] for line in tailed], ["VER"] * 3)

    def test_three_drivers_take_as_long_and_send_less(self):
        every = json.loads(self.succeed("produce", sp.MEXICO, "--speed", "100", "--from", "lap 2", "--duration", "100",
                                        "--json"))
        three = json.loads(self.succeed("produce", sp.MEXICO, "--speed", "100", "--from", "lap 2", "--duration", "100",
                                        "--drivers", "VER,NOR,LEC", "--json"))
        self.assertLess(three["messages_sent"], every["messages_sent"] / 3)
        self.assertAlmostEqual(three["duration_seconds"], every["duration_seconds"], delta=0.5)

    def test_rules(self):
        self.assertIn("high_speed", self.succeed("rules", "check"))
        counts = json.loads(self.succeed("rules", "test", sp.MEXICO, "--json"))
        self.assertGreater(counts["rules"]["high_speed"], 50)

    def test_doctor(self):
        done = sp.run("doctor", data=self.data)
        self.assertIn("data directory", done.stdout + done.stderr)

    def test_every_command_explains_itself(self):
        for command in ("up", "produce", "consume", "topics", "import", "fetch", "sessions", "describe", "remove", "export", "prepare", "rules", "race", "bench", "doctor"):
            done = sp.run(command, "--help")
            self.assertEqual(done.returncode, 0, command)
            self.assertIn("Example", done.stdout, command)

    def test_recording_and_timing_only_archive_play(self):
        for path in (sp.RACE_RECORDING, sp.SPRINT):
            report = json.loads(self.succeed("produce", path, "--speed", "max", "--json"))
            self.assertGreater(report["messages_sent"], 1000, path)

    def test_a_stop_signal_ends_cleanly(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            server = self.up(sp.MEXICO, "--speed", "10").wait_ready()
            self.assertEqual(server.stop(number), 130)


if __name__ == "__main__":
    unittest.main()
