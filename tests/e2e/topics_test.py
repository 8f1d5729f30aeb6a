"""What is on the log, as the page's Stream view asks for it."""
import json
import unittest

import slipstream_process as sp

OURS = ["driver-avg-speed", "f1-alerts", "f1-control", "f1-dead-letter", "f1-driver-positions", "f1-predictions", "f1-schemas", "f1-session",
        "f1-state", "f1-telemetry"]


class Topics(sp.EndToEnd):
    def topics(self):
        answer = self.server.get("/api/v1/topics")
        self.assertEqual(answer.status, 200, answer.body)
        return {topic["topic"]: topic for topic in answer.json()["topics"]}

    def messages(self, topic, query=""):
        answer = self.server.get(f"/api/v1/topics/{topic}/messages{query}")
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json()["messages"]

    def tail(self, topic, *arguments):
        """Records as `topics tail` prints them."""
        done = sp.run("topics", "tail", topic, "--no-follow", "--json", *arguments, data=self.data)
        self.assertEqual(done.returncode, 0, done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def test_topics_and_messages_of_a_running_session(self):
        self.server = self.up("--speed", "5").wait_ready()
        self.assertTrue(all("records_per_second" not in topic for topic in self.topics().values()), "nothing is known at the first look")
        growing = lambda: self.topics()["f1-telemetry"].get("records_per_second", 0) > 0
        sp.wait_for(growing, "a rate")
        topics = self.topics()
        self.assertEqual(list(topics), OURS)
        telemetry = topics["f1-telemetry"]
        self.assertEqual((len(telemetry["partitions"]), telemetry["key"], telemetry["value"]), (4, {"format": "text"}, {"format": "json"}))
        self.assertEqual(telemetry["records"], sum(part["end"] - part["begin"] for part in telemetry["partitions"]))
        self.assertGreater(telemetry["bytes"], 0)

        self.server.request("/api/v1/replay", method="PATCH", body={"paused": True})
        sp.wait_for(lambda: self.server.get("/api/v1/replay").json()["state"] == "paused", "a pause")
        detail = lambda: self.server.get("/api/v1/topics/f1-telemetry").json()
        read_all = lambda: [(group["group"], group["lag"], group["members"]) for group in detail()["groups"]] == [("slipstream-analytics", 0, 1)]
        sp.wait_for(read_all, "the processor to have read all")
        part = next(part["partition"] for part in detail()["partitions"] if part["records"] > 5)
        shown = self.messages("f1-telemetry", f"?limit=5&partition={part}")
        printed = [record for record in self.tail("f1-telemetry", "--from", "-5") if record["partition"] == part]
        for record in printed:
            del record["topic"]
        self.assertEqual(shown, printed[::-1], "newest first, and as the command shows them")
        newest = self.messages("f1-telemetry")
        self.assertEqual(len(newest), 20)
        times = [message["timestamp"] for message in newest]
        self.assertEqual(times, sorted(times, reverse=True))

    def test_values_with_schemas(self):
        self.server = self.up("--paused").wait_ready()
        started = self.server.post("/api/v1/races", {"driver_name": "Lando Norris", "duration": 2, "interval": 0.25})
        race = started.json()["race_id"]
        sp.wait_for(lambda: self.server.get(f"/api/race/{race}/status").json()["status"] == "finished", "the end of the race")
        decoded = lambda: self.topics()["driver-avg-speed"]["value"].get("format") == "json_schema"
        sp.wait_for(decoded, "the averages")
        topics = self.topics()
        value = topics["f1-driver-positions"]["value"]
        self.assertEqual((value["format"], value["subject"], value["version"]), ("avro", "f1-driver-positions-value", 1))
        version = self.server.get(f"/subjects/{value['subject']}/versions/{value['version']}").json()
        self.assertEqual(version["id"], value["schema_id"])
        message = self.messages("f1-driver-positions", "?limit=1")[0]
        self.assertEqual((message["key"], message["value"]["race_id"], message["value_schema_id"]), (race, race, version["id"]))
        self.assertEqual(message["headers"]["run_id"], race)
        average = self.messages("driver-avg-speed", "?limit=1")[0]
        self.assertEqual((average["key"]["race_id"], average["key_format"]), (race, "avro"))
        self.assertIn("avg_speed", average["value"])
        groups = lambda: self.server.get("/api/v1/topics/f1-driver-positions").json()["groups"]
        sp.wait_for(lambda: [group["lag"] for group in groups()] == [0], "the averages to have read all positions")

    def test_another_process_that_only_reads(self):
        writer = self.up("--paused").wait_ready()
        writer.post("/api/race/start", {"driver_name": "Lando Norris"})
        self.server = sp.Slipstream("serve", data=self.data)
        self.addCleanup(self.server.close)
        sp.wait_for(lambda: self.topics()["f1-driver-positions"]["records"] > 0, "positions")
        self.assertEqual(self.messages("f1-driver-positions")[0]["value_format"], "avro")
        self.assertEqual(self.topics()["f1-driver-positions"]["value"]["version"], 1)

    def test_refusals(self):
        self.server = self.up("--paused")
        for path, status, word in (("/none", 404, "none"), ("/none/messages", 404, "none"), ("/f1-session/messages?partition=7", 404, "7"),
                                   ("/f1-session/messages?limit=201", 400, "200"), ("/f1-session/messages?limit=no", 400, "limit")):
            refused = self.server.get(f"/api/v1/topics{path}")
            self.assertEqual(refused.status, status, (path, refused.body))
            self.assertIn(word, refused.json()["error"]["message"])
        self.assertEqual(self.server.post("/api/v1/topics", {}).status, 405)


if __name__ == "__main__":
    unittest.main()
