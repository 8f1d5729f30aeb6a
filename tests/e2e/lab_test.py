"""The race lab through its routes, as the lab's own page uses them, and its records on the log."""
import json
import signal
import subprocess
import threading
import unittest
import urllib.request

import slipstream_process as sp

TEN = ["Lewis Hamilton", "Max Verstappen", "Charles Leclerc", "Carlos Sainz", "Lando Norris", "Oscar Piastri", "George Russell",
       "Fernando Alonso", "Lance Stroll", "Pierre Gasly"]


class Stream(threading.Thread):
    """The events of a race's stream as they come."""

    def __init__(self, address):
        super().__init__(daemon=True)
        self.answer = urllib.request.urlopen(address, timeout=sp.PATIENCE_S)
        self.events = []
        self.start()

    def run(self):
        try:
            for line in self.answer:
                if line.startswith(b"data: "):
                    self.events.append(json.loads(line[6:]))
        except OSError:
            pass  # the server has ended


class Lab(sp.EndToEnd):
    def start(self, server, driver="Lando Norris", **more):
        reply = server.post("/api/v1/races", {"driver_name": driver, **more})
        self.assertEqual(reply.status, 201, reply.body)
        return reply.json()["race_id"]

    def status(self, server, race):
        return server.get(f"/api/race/{race}/status").json()

    def wait_finished(self, server, race):
        sp.wait_for(lambda: self.status(server, race)["status"] == "finished", "the end of the race")

    def test_a_race_from_start_to_finish(self):
        server = self.up()
        self.assertEqual([driver["name"] for driver in server.get("/api/drivers").json()["drivers"]], TEN)
        race = self.start(server, duration=3, interval=0.25, seed=11)
        stream = Stream(f"{server.address}/api/positions/stream?race_id={race}")
        self.assertEqual(server.get(f"/api/race/{race}/positions").status, 404, "not finished")
        self.wait_finished(server, race)
        final = server.get(f"/api/race/{race}/positions").json()["positions"]
        order = [place["driver_name"] for place in final]
        self.assertEqual(sorted(order), sorted(TEN))
        self.assertEqual([place["position"] for place in final], list(range(1, 11)))
        self.assertLess(order.index("Lando Norris"), 3, "the podium")
        positions = lambda event: [place["driver_name"] for place in event["data"]["positions"]]
        sp.wait_for(lambda: stream.events and positions(stream.events[-1]) == order, "the final order on the stream")
        for event in stream.events:
            self.assertEqual(event["type"], "positions")
            self.assertEqual(event["data"]["race_id"], race)
            self.assertEqual(sorted(positions(event)), sorted(TEN))
        expected = self.expected_averages(race)
        told = lambda: {each["driver_name"]: each["average_speed"] for each in server.get(f"/api/race/{race}/avg-speeds").json()["avg_speeds"]}
        sp.wait_for(lambda: told() == expected, "the averages of all that was streamed")
        speeds = list(told().values())
        self.assertEqual(speeds, sorted(speeds, reverse=True), "fastest first")
        kept, = server.get("/api/v1/races").json()
        self.assertEqual((kept["state"], [place["driver_name"] for place in kept["result"]]), ("finished", order))
        schema = json.loads(server.get("/subjects/f1-driver-positions-value/versions/latest").json()["schema"])
        self.assertIn({"name": "timestamp", "type": "long", "logicalType": "timestamp-millis"}, schema["fields"], "a number for the lab's clients")

    def expected_averages(self, race):
        """AVG(speed) GROUP BY driver_name over the topic."""
        done = sp.run("topics", "tail", "f1-driver-positions", "--from", "start", "--no-follow", "--json", data=self.data)
        values = [record["value"] for record in map(json.loads, done.stdout.splitlines()) if record["key"] == race]
        self.assertEqual(len(values), 13 * 10, "an update at the start and twelve")
        speeds = lambda driver: [value["speed"] for value in values if value["driver_name"] == driver]
        return {driver: round(sum(speeds(driver)) / 13, 3) for driver in TEN}

    def test_stops_and_refuses(self):
        server = self.up()
        race = server.post("/api/race/start", {"driver_name": "Max Verstappen"}).json()
        self.assertEqual((race["driver_name"], race["status"]), ("Max Verstappen", "started"))
        self.assertEqual(self.status(server, race["race_id"])["status"], "in_progress")
        self.assertEqual(server.post(f"/api/race/{race['race_id']}/stop").status, 200)
        self.assertEqual(self.status(server, race["race_id"])["status"], "finished")
        over = server.post(f"/api/race/{race['race_id']}/stop")
        self.assertEqual((over.status, over.json()["message"]), (200, "The race is over already"))
        for path, body, status in (("/api/race/unknown/stop", None, 404),
                                   ("/api/race/start", {"driver_name": "Nobody"}, 400), ("/api/race/start", {"driver_name": 7}, 400),
                                   ("/api/race/start", {}, 400)):
            refused = server.post(path, body)
            self.assertEqual(refused.status, status, (path, body))
            self.assertTrue(refused.json()["detail"])
        self.assertEqual(server.get("/api/race/unknown/status").status, 404)

    def test_a_thousand_races_and_no_more(self):
        server = self.up()
        for _ in range(1000):
            self.start(server, duration=600)
        refused = server.post("/api/race/start", {"driver_name": "Max Verstappen"})
        self.assertEqual(refused.status, 429)
        self.assertIn("1000 races", refused.json()["detail"])

    def test_a_race_survives_a_kill(self):
        first = self.up()
        race = self.start(first, duration=40, interval=0.5)
        sp.wait_for(lambda: self.status(first, race)["progress"] > 0, "the race")
        first.process.send_signal(signal.SIGKILL)
        first.process.wait()
        second = self.up()
        sp.wait_for(lambda: any(each["race_id"] == race for each in second.get("/api/v1/races").json()), "the race in the log")
        stream = Stream(f"{second.address}/api/positions/stream?race_id={race}")
        first_seen = sp.wait_for(lambda: stream.events, "what was streamed before")[0]["data"]["timestamp"]
        sp.wait_for(lambda: stream.events[-1]["data"]["timestamp"] > first_seen, "the race to go on")
        self.wait_finished(second, race)
        kept, = second.get("/api/v1/races").json()
        self.assertEqual((kept["state"], len(kept["result"])), ("finished", 10))

    def test_results_outlive_the_log(self):
        race = json.loads(sp.run("race", "norris", "--duration", "2", "--interval", "0.25", "--json", data=self.data).stdout)
        places = sp.run("sql", "SELECT race_id, position, driver_name, average_speed FROM races ORDER BY position", "--json", data=self.data)
        self.assertEqual(json.loads(places.stdout), [{"race_id": race["race_id"], **{key: place[key] for key in ("position", "driver_name", "average_speed")}}
                                                     for place in race["result"]])
        for file in (self.data / "log.db", self.data / "log.db-wal", self.data / "log.db-shm"):
            file.unlink(missing_ok=True)
        server = self.up()
        kept, = server.get("/api/v1/races").json()
        self.assertEqual((kept["race_id"], kept["state"], len(kept["result"])), (race["race_id"], "finished", 10))

    def test_a_race_in_the_terminal(self):
        arguments = ("race", "norris", "--duration", "2", "--interval", "0.25", "--seed", "3")
        done = sp.run(*arguments, data=self.data)
        self.assertEqual(done.returncode, 0, done.stderr)
        lines = done.stdout.splitlines()
        self.assertEqual((lines[0], [int(line.split()[0]) for line in lines[1:]]), ("finished", list(range(1, 11))))
        told = json.loads(sp.run(*arguments, "--json", data=self.data).stdout)
        self.assertEqual((told["followed_driver"], told["state"]), ("Lando Norris", "finished"))
        order = [place["driver_name"] for place in told["result"]]
        self.assertTrue(all(name in line for name, line in zip(order, lines[1:])), "a seed repeats a race")
        self.assertTrue(all(280 <= place["average_speed"] <= 340 for place in told["result"]))
        for name, said in (("ri", "Lando Norris or Oscar Piastri"), ("senna", "nobody is called 'senna'")):
            refused = sp.run("race", name, data=self.data)
            self.assertEqual(refused.returncode, 2)
            self.assertIn(said, refused.stderr)

    def test_ctrl_c_stops_the_race(self):
        process = subprocess.Popen([sp.BINARY, "race", "norris", "--json", "--data", str(self.data)], stdout=subprocess.PIPE, text=True)
        started = lambda: "\"race\"" in sp.run("topics", "tail", "f1-session", "--from", "start", "--no-follow", data=self.data).stdout
        sp.wait_for(started, "the race")
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=sp.PATIENCE_S)
        self.assertEqual((process.returncode, json.loads(out)["state"]), (130, "stopped"))


if __name__ == "__main__":
    unittest.main()
