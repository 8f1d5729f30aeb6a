"""The SQL of flink/ on a real Flink, against a real Kafka, compared with the embedded engine and with the same records
counted here. One cluster for all: the races and the session are written to it once."""
import collections
import datetime
import json
import math
import os
import pathlib
import re
import shlex
import subprocess
import sys
import unittest
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/kafka"))
import cluster  # noqa: E402
import slipstream_process as sp  # noqa: E402

FLINK = ROOT / "flink"
CONFLUENT = FLINK / "confluent"
# Long enough for a whole window wherever it begins.
RACES = [{"driver_name": "Lando Norris", "duration": 24, "interval": 0.5, "seed": 5},
         {"driver_name": "Max Verstappen", "duration": 12, "interval": 0.25, "seed": 6}]
# A race of a few minutes in which much goes wrong.
SIMULATED = ("--circuit", "pocket", "--laps", "8", "--seed", "16", "--incidents", "10")
# More than the watermark lags behind: what is older than that before the end has to be there.
DELAY_MS = 1_500


def tool(name, *arguments, **environment):
    done = subprocess.run([ROOT / "tools" / name, *map(str, arguments)], capture_output=True, text=True, timeout=5 * sp.PATIENCE_S,
                          env={**os.environ, **environment})
    if done.returncode != 0:
        raise AssertionError(f"tools/{name} {arguments}: {done.stdout}{done.stderr}")
    return done.stdout.strip()


def milliseconds(text):
    return round(datetime.datetime.fromisoformat(text).timestamp() * 1000)


def key_schema():
    """Of driver-avg-speed, as the program registers it."""
    text = re.search(r"kAverageKeySchema =(.*?);", (ROOT / "src/lab/schemas.hpp").read_text(), re.S).group(1)
    return json.loads("".join(re.findall(r'R"\((.*?)\)"', text)))


def query(file):
    """The INSERT of a file without its comments, as one line."""
    text = re.sub(r"--.*", "", file.read_text())
    return " ".join(text[text.index("INSERT INTO"):].split())


class FlinkSql(cluster.OnKafka):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shared_data = cls.cluster / "slipstream"
        cls.server = sp.Slipstream("serve", *cls.on_kafka, data=cls.shared_data)
        cls.addClassCleanup(cls.server.close)
        cls.server.wait_ready()
        cls.races = [cls.start_race(cls.server, race) for race in RACES]
        cls.flink = cls.cluster / "flink"
        cls.addClassCleanup(tool, "flink", "down", "--data", cls.flink)
        tool("flink", "up", "--port", "0", "--data", cls.flink)
        cls.page = tool("flink", "address", "--data", cls.flink)

    @staticmethod
    def start_race(server, race):
        reply = server.post("/api/v1/races", race)
        assert reply.status == 201, reply.body
        return reply.json()["race_id"]

    def wait_raced(self, server=None, races=None):
        server, races = server or self.server, races or self.races
        for race in races:
            sp.wait_for(lambda: server.get(f"/api/race/{race}/status").json()["status"] == "finished", "the end of the race")

    # Flink

    def request(self, path, method="GET"):
        with urllib.request.urlopen(urllib.request.Request(self.page + path, method=method), timeout=sp.PATIENCE_S) as reply:
            return json.load(reply)

    def running(self):
        return [job["id"] for job in self.request("/jobs")["jobs"] if job["status"] not in ("CANCELED", "FAILED", "FINISHED")]

    def cancel_jobs(self):
        for job in self.running():
            self.request(f"/jobs/{job}?mode=cancel", "PATCH")
        sp.wait_for(lambda: not self.running(), "the jobs to end")

    def start_job(self, name):
        """As the README says."""
        commands = [shlex.split(line[2:]) for line in (FLINK / "README.md").read_text().splitlines() if line.startswith("$ tools/flink sql")]
        command, = (command for command in commands if command[-1] == f"flink/{name}.sql")
        self.run_sql(*(ROOT / file for file in command[2:]))

    def run_sql(self, *files, registry=None):
        self.addCleanup(self.cancel_jobs)
        tool("flink", "sql", *files, "--data", self.flink, KAFKA_BOOTSTRAP_SERVERS=self.address,
             SCHEMA_REGISTRY_URL=registry or self.server.address)

    def wait_until(self, condition, what):
        """Fails with what Flink says of its jobs."""
        try:
            return sp.wait_for(condition, what)
        except AssertionError as failure:
            for job in self.running():
                failure.add_note(json.dumps(self.request(f"/jobs/{job}/exceptions")["exceptionHistory"]["entries"])[:3000])
            raise

    # What is on the topics

    def tail(self, topic, registry=None, engine=None):
        environment = {"SCHEMA_REGISTRY_URL": registry} if registry else {}
        engine = self.on_kafka if engine is None else engine
        done = sp.run("topics", "tail", topic, "--from", "start", "--no-follow", "--json", *engine, data=self.data, environment=environment)
        self.assertEqual(done.returncode, 0, done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def results(self, topic):
        """The values there are; none before the job has made the topic."""
        topics = json.loads(sp.run("topics", "list", "--json", *self.on_kafka, data=self.data).stdout)
        if topic not in (each["topic"] for each in topics):
            return []
        return [record["value"] for record in self.tail(topic) if "value" in record]

    def updates(self, topic="f1-driver-positions", registry=None):
        """The rows of each race and driver, in order."""
        rows = collections.defaultdict(list)
        for record in self.tail(topic, registry):
            rows[record["key"], record["value"]["driver_name"]].append(record["value"])
        return rows

    def averages(self, updates):
        return {key: sum(row["speed"] for row in rows) / len(rows) for key, rows in updates.items()}

    def newest_averages(self, topic, **where):
        return {(record["key"]["race_id"], record["key"]["driver_name"]): record["value"]["avg_speed"] for record in self.tail(topic, **where)}

    def told(self, server, race):
        """The averages as the lab's page gets them."""
        return {(race, each["driver_name"]): each["average_speed"] for each in server.get(f"/api/race/{race}/avg-speeds").json()["avg_speeds"]}

    # average.sql

    def test_average(self):
        subject = "driver-avg-speed-key"
        ours = self.server.post(f"/subjects/{subject}/versions", {"schema": json.dumps(key_schema())}).json()
        embedded = self.up("--paused")
        same_race = self.start_race(embedded, RACES[1])
        self.start_job("average")
        self.wait_raced()
        updates = self.updates()
        self.assertEqual({race for race, _ in updates}, set(self.races))
        self.assertEqual([len(rows) for rows in updates.values()], 20 * [49])
        expected = self.averages(updates)
        # In the order of the rows a sum is the same in any language.
        self.wait_until(lambda: self.newest_averages("driver-avg-speed") == expected, f"the averages {expected}")
        self.wait_raced(embedded, [same_race])
        same = {(same_race, driver): kmh for (race, driver), kmh in expected.items() if race == self.races[1]}
        self.wait_until(lambda: self.newest_averages("driver-avg-speed", engine=()) == same, "the same averages by the embedded engine")
        for race in self.races:
            rounded = {key: round(kmh, 3) for key, kmh in expected.items() if key[0] == race}
            self.wait_until(lambda: self.told(self.server, race) == rounded, "the averages at the server")
        record = self.tail("driver-avg-speed")[0]
        self.assertEqual((record.get("value_schema_id"), list(record["value"])), (None, ["avg_speed"]), "JSON without a frame")
        self.assertEqual((record["key_schema_id"], self.server.get(f"/subjects/{subject}/versions").json()), (ours["id"], [1]), "Flink's key is ours")

    def test_average_in_avro_with_a_registry_elsewhere(self):
        """And with the configuration for Confluent Cloud: the topic's name there, and no averages but Flink's."""
        folder = self.cluster / "registry"
        self.addCleanup(tool, "registry", "down", "--data", folder)
        tool("registry", "up", "--port", "0", "--data", folder)
        registry = tool("registry", "address", "--data", folder)
        config = self.data / "elsewhere.yaml"
        # Races of its own: it would take over those of the other server, whose positions it does not see.
        config.write_text("kafka: {topics: {positions: positions-elsewhere, session: session-elsewhere}}\n")
        server = self.up("--paused", "--config", config, "--config", CONFLUENT / "slipstream.yaml", *self.on_kafka,
                         environment={"SCHEMA_REGISTRY_URL": registry})
        race = self.start_race(server.wait_ready(), {"driver_name": "Lance Stroll", "duration": 5, "interval": 0.5})
        text = "".join((FLINK / name).read_text() for name in ("tables.sql", "average.sql"))
        json_value = "'value.format' = 'json',\n  'value.fields"
        avro_value = "'value.format' = 'avro-confluent',\n  'value.avro-confluent.url' = 'http://localhost:5001',\n  'value.fields"
        changes = {"f1-driver-positions": "positions-elsewhere", "'driver-avg-speed'": "'driver_avg_speed'", json_value: avro_value}
        for old, new in changes.items():
            self.assertEqual(text.count(old), 1, old)
            text = text.replace(old, new)
        (self.data / "avro.sql").write_text(text)
        self.run_sql(self.data / "avro.sql", registry=registry)
        self.wait_raced(server, [race])
        expected = self.averages(self.updates("positions-elsewhere", registry))
        self.assertEqual(len(expected), 10)
        self.wait_until(lambda: self.newest_averages("driver_avg_speed", registry=registry) == expected, f"the averages {expected}")
        self.wait_until(lambda: self.told(server, race) == {key: round(kmh, 3) for key, kmh in expected.items()}, "the averages at the server")
        written_with = {record["value_schema_id"] for record in self.tail("driver_avg_speed", registry)}
        self.assertEqual(len(written_with), 1, "somebody else writes averages")
        registered = {}
        for part in ("key", "value"):
            with urllib.request.urlopen(f"{registry}/subjects/driver_avg_speed-{part}/versions/latest", timeout=sp.PATIENCE_S) as reply:
                registered[part] = json.loads(json.load(reply)["schema"])
        self.assertEqual(registered["key"], key_schema(), "Flink names the key as we do")
        self.assertEqual(registered["value"], {**key_schema(), "fields": [{"name": "avg_speed", "type": ["null", "double"], "default": None}]})

    def test_average_for_confluent_cloud_is_the_same_query(self):
        self.assertEqual(query(CONFLUENT / "average.sql").replace("`f1-driver-positions`", "positions"), query(FLINK / "average.sql"))
        done = sp.run("doctor", "--config", CONFLUENT / "slipstream.yaml", "--json", *self.on_kafka, data=self.data)
        self.assertNotIn("unknown", done.stdout + done.stderr)

    # windows.sql

    def test_windows(self):
        self.start_job("windows")
        self.wait_raced()
        updates = self.updates()
        closed_ms = min(rows[-1]["timestamp"] for rows in updates.values()) - DELAY_MS
        for topic, slide_ms in (("speeds-tumbling", 10_000), ("speeds-hopping", 2_000)):
            windows = collections.defaultdict(list)
            for key, rows in updates.items():
                for row in rows:
                    newest = row["timestamp"] // slide_ms * slide_ms
                    for begin in range(newest, row["timestamp"] - 10_000, -slide_ms):
                        windows[*key, begin].append(row["speed"])
            closed = {window for window in windows if window[2] + 10_000 <= closed_ms}
            self.assertGreaterEqual(len(closed), 20, "one of each driver")
            found = {}

            def all_closed():
                found.update({(row["race_id"], row["driver_name"], milliseconds(row["window_start"])): row for row in self.results(topic)})
                return closed <= found.keys()

            self.wait_until(all_closed, f"{len(closed)} windows on {topic}")
            for window, row in found.items():
                speeds = windows[window]
                self.assertEqual((row["updates"], row["max_speed"]), (len(speeds), max(speeds)), window)
                # Hopping windows are sums of parts, so the last digit may differ.
                self.assertTrue(math.isclose(row["avg_speed"], sum(speeds) / len(speeds), rel_tol=1e-14), (window, row["avg_speed"]))
                self.assertEqual(milliseconds(row["window_end"]), window[2] + 10_000)

    # places.sql

    def test_places(self):
        self.start_job("places")
        self.wait_raced()
        expected = {}
        for key, rows in self.updates().items():
            places = [row["position"] for row in rows]
            steps = [before - after for before, after in zip(places, places[1:])]
            expected[key] = {"started": places[0], "position": places[-1], "gained": sum(step for step in steps if step > 0),
                             "lost": -sum(step for step in steps if step < 0)}
        self.assertGreater(sum(each["gained"] for each in expected.values()), 0)

        def newest():
            return {(row.pop("race_id"), row.pop("driver_name")): row for row in self.results("driver-places")}

        self.wait_until(lambda: newest() == expected, f"the places {expected}")

    # overtakes.sql

    def test_overtakes(self):
        self.start_job("overtakes")
        self.wait_raced()
        orders = collections.defaultdict(dict)  # of each race and moment, who is where
        for (race, driver), rows in self.updates().items():
            for row in rows:
                orders[race, row["timestamp"]][driver] = row["position"]
        expected = set()
        moments = sorted(orders)
        for earlier, later in zip(moments, moments[1:]):
            if earlier[0] == later[0]:
                before, after = orders[earlier], orders[later]
                expected |= {(*later, after[one], one, other) for one in after for other in after
                             if before[one] > before[other] and after[one] < after[other]}
        passed_ms = min(max(at for race, at in moments if race == each) for each in self.races) - DELAY_MS
        known = {each for each in expected if each[1] <= passed_ms}
        self.assertGreater(len(known), 3)
        found = collections.Counter()

        def all_known():
            found.clear()
            found.update((row["race_id"], milliseconds(row["ts"]), row["place"], row["driver_name"], row["passed_driver"])
                         for row in self.results("overtakes"))
            return known <= found.keys()

        self.wait_until(all_known, f"{len(known)} overtakes")
        self.assertLessEqual(found.keys(), expected, "and no others")
        self.assertEqual(set(found.values()), {1}, "each once")

    # alerts.sql

    def test_alerts(self):
        data = self.data / "session"
        made = sp.run("simulate", *SIMULATED, data=data)
        self.assertEqual(made.returncode, 0, made.stderr)
        self.start_job("alerts")
        run = "with-incidents"
        played = sp.run("produce", "--analyse", "--speed", "max", "--run", run, *self.on_kafka, data=data)
        self.assertEqual(played.returncode, 0, played.stderr)
        statuses = [(message["session_time"], message["code"], message["text"]) for message in (record["value"] for record in self.tail("f1-session"))
                    if message["run_id"] == run and message["message_type"] == "track_status"]
        self.assertGreater(len({code for _, code, _ in statuses}), 2, "a race without incidents")
        expected = {}
        for alert in (record["value"] for record in self.tail("f1-alerts")):
            if alert["run_id"] == run and alert["state"] == "opened":
                before = [status for status in statuses if status[0] <= alert["session_time"]]
                expected[alert["alert_id"]] = max(before)[1:]
        self.assertGreater(len(set(expected.values())), 2, "alerts under different statuses")

        def newest():
            return {row["alert_id"]: (row["track_status"], row["track_status_text"]) for row in self.results("alerts-track-status")
                    if row["run_id"] == run}

        self.wait_until(lambda: newest() == expected, f"{len(expected)} alerts")

    # fastest_lap.sql

    def test_fastest_lap(self):
        self.start_job("fastest_lap")
        played = sp.run("produce", sp.SPRINT, "--speed", "max", "--run", "sprint", *self.on_kafka, data=self.data)
        self.assertEqual(played.returncode, 0, played.stderr)
        laps = {}
        for lap in (record["value"] for record in self.tail("f1-session")):
            if lap["message_type"] == "lap" and lap["run_id"] == "sprint":
                which = lap["driver_id"], lap["lap_number"]
                laps[which] = max(lap, laps.get(which, lap), key=lambda each: each["revision"])
        counting = [lap for lap in laps.values() if "lap_time" in lap and not lap["deleted"]]
        best = min(counting, key=lambda lap: (lap["lap_time"], lap["lap_start"]))
        expected = {name: best[name] for name in ("run_id", "driver_id", "lap_number", "lap_time", "compound")}
        self.wait_until(lambda: self.fastest("sprint") == expected, f"the fastest lap {expected}")
        self.check_corrections()

    def fastest(self, run):
        found = [row for row in self.results("fastest-lap") if row["run_id"] == run]
        return found[-1] if found else None

    def check_corrections(self):
        """With laps of our own: in a real session it is seldom the fastest one that is deleted."""
        writer = self._stack.enter_context(subprocess.Popen([ROOT / "tools/kafka", "run", "console-producer", "--sync", "--topic", "f1-session",
                                                             "--bootstrap-server", self.address], stdin=subprocess.PIPE, text=True))
        for driver, number, seconds, start, revision, deleted, fastest in (
                ("VER", 1, 80.0, 100, 0, False, "VER"), ("LEC", 1, 80.0, 101, 0, False, "VER"), ("HAM", 1, 79.5, 102, 0, False, "HAM"),
                ("NOR", 1, 79.0, 103, 0, False, "NOR"), ("NOR", 1, 79.0, 103, 1, True, "HAM"), ("HAM", 1, 80.5, 102, 1, False, "VER"),
                ("LEC", 2, 79.9, 181, 0, False, "LEC"), ("LEC", 2, 79.9, 181, 1, True, "VER")):
            now = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)
            lap = {"message_type": "lap", "timestamp": now.isoformat(), "session_time": start + seconds, "run_id": "corrected", "driver_id": driver,
                   "lap_number": number, "lap_time": seconds, "lap_start": start, "deleted": deleted, "revision": revision}
            print(json.dumps(lap), file=writer.stdin, flush=True)
            self.wait_until(lambda: (self.fastest("corrected") or {}).get("driver_id") == fastest, f"{fastest} as the fastest")


if __name__ == "__main__":
    unittest.main()
