"""The race lab on a real Kafka: several servers and processors, and what becomes of races when one of them is killed."""
import collections
import json
import random
import signal
import time
import unittest

import cluster
import slipstream_process as sp

BETWEEN_KILLS_S = (0.5, 3)
# So that the partitions of a dead member soon have another one.
QUICK = "kafka: {properties: {session.timeout.ms: 6000, heartbeat.interval.ms: 500}}"


class Lab(cluster.OnKafka):
    def serve(self):
        """Each on a folder of its own, as on machines of their own."""
        data = self.data / f"server-{len(list(self.data.glob('server-*')))}"
        server = sp.Slipstream("serve", *self.on_kafka, data=data)
        self._stack.callback(server.close)
        return server.wait_ready()

    def topics(self):
        done = sp.run("topics", "create", *self.on_kafka, data=self.data)
        self.assertEqual(done.returncode, 0, done.stderr)

    def race(self, server, **more):
        reply = server.post("/api/v1/races", {"driver_name": "Lando Norris", **more})
        self.assertEqual(reply.status, 201, reply.body)
        return reply.json()["race_id"]

    def state(self, server, race):
        return next((each["state"] for each in server.get("/api/v1/races").json() if each["race_id"] == race), None)

    def told_averages(self, server, race):
        return {each["driver_name"]: each["average_speed"] for each in server.get(f"/api/race/{race}/avg-speeds").json()["avg_speeds"]}

    def test_a_race_on_one_server_is_seen_and_stopped_on_another(self):
        self.topics()
        here, there = self.serve(), self.serve()
        race = self.race(here)
        sp.wait_for(lambda: self.state(there, race) == "started", "the race on the other server")
        with sp.urllib.request.urlopen(f"{there.address}/api/positions/stream?race_id={race}", timeout=sp.PATIENCE_S) as stream:
            updates = (json.loads(line[6:])["data"]["timestamp"] for line in stream if line.startswith(b"data: "))
            seen = {next(updates) for _ in range(3)}
        self.assertEqual(len(seen), 3, "the race moves there")
        self.assertEqual(there.post(f"/api/race/{race}/stop").status, 200)
        self.assertEqual(self.state(there, race), "stopped")
        sp.wait_for(lambda: self.state(here, race) == "stopped", "the end where it ran")

    def test_a_race_goes_on_when_its_server_is_killed(self):
        self.topics()
        doomed, other = self.serve(), self.serve()
        race = self.race(doomed, duration=40, interval=0.5)
        sp.wait_for(lambda: self.state(other, race) == "started", "the race on the other server")
        doomed.process.send_signal(signal.SIGKILL)
        doomed.process.wait()
        sp.wait_for(lambda: self.state(other, race) == "finished", "the race to be driven to its end")
        self.assertIn(f"race {race} goes on here", other.stderr())

    def test_averages_are_exact_although_processors_are_killed(self):
        self.topics()
        config = self.data / "quick.yaml"
        config.write_text(QUICK)
        processors = [self.start("process", "--config", config, *self.on_kafka) for _ in range(2)]
        server = self.serve()
        races = [self.race(server, duration=25, interval=0.25, seed=seed) for seed in range(6)]
        lot = random.Random()
        while any(self.state(server, race) == "started" for race in races):
            time.sleep(lot.uniform(*BETWEEN_KILLS_S))
            victim = processors.pop(lot.randrange(len(processors)))
            victim.send_signal(signal.SIGKILL)
            victim.communicate()
            processors.append(self.start("process", "--config", config, *self.on_kafka))
        speeds = collections.defaultdict(list)
        for record in self.records("f1-driver-positions", *self.on_kafka):
            speeds[record["key"], record["value"]["driver_name"]].append(record["value"]["speed"])
        for race in races:
            expected = {driver: round(sum(of) / len(of), 3) for (key, driver), of in speeds.items() if key == race}
            self.assertEqual(len(expected), 10)
            with self.quoting(*processors):
                sp.wait_for(lambda: self.told_averages(server, race) == expected, f"the averages of {race}")


if __name__ == "__main__":
    unittest.main()
