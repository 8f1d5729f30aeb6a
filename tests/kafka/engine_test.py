"""`--engine kafka` on a real broker does what the embedded engine does, and Kafka's own tools read what it wrote."""
import json
import unittest

import cluster
import slipstream_process as sp

PART = ("--speed", "max", "--duration", "240")


class Engine(cluster.OnKafka):
    def written(self):
        """How many records of telemetry and how many alerts this part of the session makes."""
        data = self.data / "written"
        done = sp.run("produce", sp.MEXICO, *PART, "--analyse", data=data)
        self.assertEqual(done.returncode, 0, done.stderr)
        topics = json.loads(sp.run("topics", "list", "--json", data=data).stdout)
        records = {topic["topic"]: topic["records"] for topic in topics}
        return records["f1-telemetry"], records["f1-alerts"]

    def told(self, name, counts, *engine):
        """What the server tells once it has played and taken in everything."""
        server = self.up(sp.MEXICO, *PART, *engine, data=self.data / name).wait_ready().wait_ended()

        def taken_in():
            stats = server.get("/stats").json()
            return (stats["messages_received"], stats["alerts_received"]) == counts

        sp.wait_for(taken_in, f"{counts} telemetry messages and alerts; {server.get('/stats').body}")
        alerts = server.get("/api/v1/alerts?limit=1000").json()
        state = server.get("/api/v1/live/state").json()
        return {"points": server.get("/query?target=VER.speed&clock=event").json(),
                "alerts": sorted((alert["driver_id"], alert["rule"], alert["started_at"]) for alert in alerts),
                "tower": [(car["driver_id"], car.get("position")) for car in state["timing"]]}

    def test_it_does_what_the_embedded_engine_does(self):
        counts = self.written()
        self.assertGreater(counts[1], 0)
        self.assertLess(counts[1], 1000, "all alerts fit into one answer")
        embedded = self.told("embedded", counts)
        ours = self.told("kafka", counts, *self.on_kafka)
        for what, expected in embedded.items():
            self.assertEqual(ours[what], expected, what)

    def test_kafkas_console_consumer_reads_the_telemetry(self):
        produced = sp.run("produce", sp.MEXICO, *PART, *self.on_kafka, data=self.data)
        self.assertEqual(produced.returncode, 0, produced.stderr)
        lines = cluster.kafka("run", "console-consumer", "--bootstrap-server", self.address, "--topic", "f1-telemetry", "--from-beginning",
                              "--max-messages", "200", "--formatter-property", "print.key=true").splitlines()
        records = [line.split("\t", 1) for line in lines]
        self.assertEqual(len(records), 200)
        for key, value in records:
            message = json.loads(value)
            self.assertEqual(key, message["driver_id"])
            self.assertIn("speed", message)

    def test_no_cluster_is_a_clear_error(self):
        done = sp.run("topics", "list", "--engine", "kafka", "--bootstrap-servers", "127.0.0.1:1", data=self.data)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("127.0.0.1:1): is Kafka running there?", done.stderr)


if __name__ == "__main__":
    unittest.main()
