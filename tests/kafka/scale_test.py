"""Scaled out on a real Kafka: several producers of one run, several processors, several servers."""
import collections
import signal
import unittest

import cluster
import slipstream_process as sp

PART = ("--speed", "20", "--duration", "120")


class SeveralOnKafka(cluster.OnKafka):
    def produce_in_parts(self, run, count, *options):
        return [self.start("produce", sp.MEXICO, *PART, "--run", run, "--part", f"{number}/{count}", *options, *self.on_kafka)
                for number in range(1, count + 1)]

    def serve(self, *options):
        server = sp.Slipstream("serve", *options, *self.on_kafka, data=self.data)
        self._stack.callback(server.close)
        return server


class ScaledOut(SeveralOnKafka):
    def reference(self, run):
        """What one process makes of the same part of the session."""
        telemetry, alerts = self.undisturbed(run, *PART[2:])
        messages = self.records("f1-session", data=self.data / "embedded")
        return telemetry, collections.Counter(record["value"]["message_type"] for record in messages), alerts

    def test_four_producers_processors_and_servers_do_the_work_of_one(self):
        run = "four-of-each"
        telemetry, session, alerts = self.reference(run)
        self.assertGreater(len(alerts), 0)
        processors = [self.start("process", *self.on_kafka) for _ in range(4)]
        sharing = [self.serve("--share", "viewers") for _ in range(4)]
        whole = self.serve()

        def shares():
            return [server.get("/stats").json()["consumers"]["store"]["share"] for server in sharing]

        sp.wait_for(lambda: sorted(p for share in shares() for p in share["partitions"]) == [0, 1, 2, 3] and
                    all(len(share["partitions"]) == 1 for share in shares()), "one partition for each server")
        sp.wait_for(lambda: whole.get("/stats").json()["consumers"].get("processors", {}).get("members") == 4, "four processors")
        for producer in self.produce_in_parts(run, 4):
            self.finish(producer)
        self.wait_processed()

        written = collections.Counter(record["key"] for record in self.records("f1-telemetry", *self.on_kafka))
        self.assertEqual(written, telemetry, "records of each driver")
        told = collections.Counter(record["value"]["message_type"] for record in self.records("f1-session", *self.on_kafka))
        for kind in ("lap", "race_control", "stint", "weather"):
            self.assertEqual(told[kind], session[kind], kind)
        self.assert_alerts(run, alerts)

        total = sum(telemetry.values())
        sp.wait_for(lambda: whole.get("/stats").json()["messages_received"] == total, "everything at the server that does not share")
        sp.wait_for(lambda: sum(server.get("/stats").json()["messages_received"] for server in sharing) == total, "everything at the others")
        drivers = [driver for share in shares() for driver in share["drivers"]]
        self.assertEqual(sorted(drivers), sorted(telemetry), "each driver at one server")
        for server, share in zip(sharing, shares()):
            for driver in share["drivers"]:
                self.assertGreater(len(server.get(f"/query?target={driver}.speed").json()[0]["datapoints"]), 0)
        for processor in processors:
            processor.send_signal(signal.SIGTERM)
            processor.communicate(timeout=sp.PATIENCE_S)
            self.assertEqual(processor.returncode, 130)
        sp.wait_for(lambda: whole.get("/stats").json()["consumers"]["processors"]["members"] == 0, "the processors to be missed")
        self.assertIn("no processor is running", whole.stderr())


class Steering(SeveralOnKafka):
    def test_a_server_steers_the_producers_of_a_run_elsewhere(self):
        run = "steered"
        server = self.serve()
        refused = server.request("/api/v1/replay", "PATCH", {"paused": True})
        self.assertEqual(refused.status, 409, refused.body)
        producers = self.produce_in_parts(run, 2, "--from", "start")
        sp.wait_for(lambda: server.get("/stats").json()["run_id"] == run, "the run")
        answer = server.request("/api/v1/replay", "PATCH", {"paused": True})
        self.assertEqual(answer.status, 200, answer.body)
        self.assertEqual(answer.json()["state"], "paused")
        begin = answer.json()["position"]
        answer = server.request("/api/v1/replay", "PATCH", {"position": begin - 5, "speed": "max", "paused": False})
        self.assertEqual(answer.status, 200, answer.body)
        self.assertEqual(answer.json()["to"], begin - 5)
        for producer in producers:
            self.finish(producer)
        records = self.records("f1-telemetry", *self.on_kafka)
        drivers = collections.defaultdict(set)
        for record in records:
            drivers[record["value"]["run_id"]].add(record["key"])
        newest = server.get("/stats").json()["run_id"]
        self.assertNotEqual(newest, run)
        self.assertEqual(len(drivers[newest]), 20, "both producers went on in one run")
        refused = server.request("/api/v1/replay", "POST", {"session": "2025-10-25_mexico-city_qualifying"})
        self.assertEqual(refused.status, 409)


if __name__ == "__main__":
    unittest.main()
