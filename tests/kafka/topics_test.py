"""What the page's Stream view asks for, on a real broker: without joining a group, and without waiting for a broker that is away."""
import os
import signal
import time
import unittest

import cluster
import slipstream_process as sp


class Topics(cluster.OnKafka):
    def topics(self):
        answer = self.server.get("/api/v1/topics")
        self.assertEqual(answer.status, 200, answer.body)
        return {topic["topic"]: topic for topic in answer.json()["topics"]}

    def messages(self, topic, query=""):
        answer = self.server.get(f"/api/v1/topics/{topic}/messages{query}")
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json()["messages"]

    def groups(self):
        return set(cluster.kafka("run", "groups", "--bootstrap-server", self.address, "--list").split())

    def wait_read(self, topic):
        """Until every group of the topic has read all of it."""
        groups = lambda: self.server.get(f"/api/v1/topics/{topic}").json()["groups"]
        sp.wait_for(lambda: groups() and all(group["lag"] == 0 for group in groups()), f"{topic} to be read")
        return {group["group"]: group for group in groups()}

    def test_topics_groups_and_messages(self):
        cluster.kafka("run", "topics", "--bootstrap-server", self.address, "--create", "--topic", "somebody-elses")
        self.server = self.up("--speed", "5", *self.on_kafka).wait_ready()
        race = self.server.post("/api/v1/races", {"driver_name": "Lando Norris", "duration": 3, "interval": 0.25}).json()["race_id"]
        sp.wait_for(lambda: self.topics()["f1-telemetry"].get("records_per_second", 0) > 0, "a rate")
        sp.wait_for(lambda: self.server.get(f"/api/race/{race}/status").json()["status"] == "finished", "the end of the race")
        self.server.request("/api/v1/replay", method="PATCH", body={"paused": True})
        groups = self.wait_read("f1-telemetry")
        self.assertEqual(groups["slipstream-analytics"]["members"], 1)
        self.wait_read("f1-driver-positions")
        before = self.groups()

        decoded = lambda: self.topics()["driver-avg-speed"]["value"].get("format") == "json_schema"
        sp.wait_for(decoded, "the averages")
        topics = self.topics()
        self.assertNotIn("somebody-elses", topics)
        self.assertEqual(self.server.get("/api/v1/topics/somebody-elses/messages").status, 404)
        self.assertNotIn("bytes", topics["f1-telemetry"])
        value = topics["f1-driver-positions"]["value"]
        self.assertEqual((value["format"], value["subject"], value["version"]), ("avro", "f1-driver-positions-value", 1))
        configuration = self.server.get("/api/v1/topics/driver-avg-speed").json()["configuration"]
        self.assertEqual((configuration["cleanup_policy"], configuration["replication_factor"]), ("compact", 1))

        # Between these records are the ends of transactions, which take offsets too.
        for topic in ("f1-driver-positions", "driver-avg-speed", "f1-telemetry"):
            printed = [record for record in self.records(topic, *self.on_kafka) if record["partition"] == 0]
            for record in printed:
                del record["topic"]
            self.assertEqual(self.messages(topic, "?limit=10&partition=0"), printed[:-11:-1], topic)
        self.assertEqual(self.groups(), before, "a look joins no group")

        broker = int((self.cluster / "1" / "pid").read_text().split()[0])
        os.kill(broker, signal.SIGKILL)
        sp.wait_for(lambda: self.server.get("/api/v1/topics").status == 503, "the broker's absence to be told")
        self.assertIn("error", self.server.get("/api/v1/topics/f1-session").json())
        asked = time.monotonic()
        self.assertEqual(self.server.get("/healthz").status, 200)
        self.assertLess(time.monotonic() - asked, 2, "others are answered meanwhile")
        cluster.kafka("up", "--brokers", "1", "--data", self.cluster)
        sp.wait_for(lambda: self.server.get("/api/v1/topics").status == 200, "the broker's return")


if __name__ == "__main__":
    unittest.main()
