"""The simulated Grand Prix through the front door: a race with nothing given, an archive, a session, bad options."""
import hashlib
import json

import slipstream_process as sp


class Simulate(sp.EndToEnd):
    def simulate(self, *options):
        done = sp.run("simulate", *options, "--json", data=self.data)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def refuse(self, *options):
        done = sp.run("simulate", *options, data=self.data)
        self.assertEqual(done.returncode, 2, done.stdout + done.stderr)
        return done.stderr

    def test_without_a_session_up_shows_a_race(self):
        server = self.up().wait_ready()
        drivers = sp.wait_for(lambda: server.get("/drivers").json(), "the first cars")
        self.assertEqual(len(drivers), 20)
        state = server.get("/api/v1/live/state").json()
        self.assertEqual(state["session"]["meeting"], "Lakeside Grand Prix")
        self.assertEqual(state["session"]["type"], "Race")

    def test_a_seed_is_an_archive_byte_for_byte(self):
        def archive(name, seed):
            self.simulate("--laps", "2", "--seed", seed, "-o", self.data / name)
            return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in (self.data / name).iterdir()}

        first = archive("first", 5)
        self.assertIn("CarData.z.jsonStream", first)
        self.assertEqual(archive("second", 5), first)
        self.assertNotEqual(archive("third", 6), first)

    def test_a_race_in_the_library_raises_alerts_of_its_brakes(self):
        report = self.simulate("--circuit", "pocket", "--laps", "4", "--seed", "3")
        self.assertEqual(report["laps"], 4)
        counts = json.loads(sp.run("rules", "test", report["place"], "--json", data=self.data).stdout)["rules"]
        self.assertGreater(counts["brake_temperature"], 0)
        done = sp.run("produce", report["place"], "--speed", "max", "--analyse", "--json", data=self.data)
        self.assertEqual(done.returncode, 0, done.stderr)
        tail = sp.run("topics", "tail", "f1-telemetry", "--from", "start", "--key", "VER", "--no-follow", "--json",
                      data=self.data)
        values = [json.loads(line)["value"] for line in tail.stdout.splitlines()]
        braked = [value for value in values if "brake_temp_fl" in value]
        self.assertGreater(len(braked), 100)
        self.assertGreater(max(value["brake_temp_fl"] for value in braked), 300)
        self.assertLess(braked[-1]["fuel_kg"], braked[0]["fuel_kg"])

    def test_a_race_in_which_much_goes_wrong_is_stopped_and_goes_on(self):
        report = self.simulate("--circuit", "pocket", "--laps", "20", "--seed", "16", "--incidents", "10")
        rows = json.loads(sp.run("sql", "SELECT DISTINCT flag FROM race_control WHERE flag IS NOT NULL", "--json",
                                 data=self.data).stdout)
        self.assertIn("RED", str(rows))
        described = sp.run("describe", report["place"], "--json", data=self.data)
        self.assertEqual(described.returncode, 0, described.stderr)

    def test_a_real_session_lends_its_circuit(self):
        sp.need_shared(self)
        report = self.simulate("--circuit", sp.MEXICO, "--laps", "1", "--cars", "4", "-o", self.data / "mexico")
        self.assertAlmostEqual(report["length_m"], 4304, delta=90)

    def test_a_session_without_positions_lends_none(self):
        sp.need_shared(self)
        self.assertIn("position", self.refuse("--circuit", sp.SPRINT, "--laps", "1"))

    def test_bad_options_are_named(self):
        self.assertIn("cars", self.refuse("--cars", "0"))
        self.assertIn("cars", self.refuse("--cars", "1000000"))
        self.assertIn("laps", self.refuse("--laps", "0"))
        self.assertIn("laps", self.refuse("--laps", "100000"))
        self.assertIn("--length", self.refuse("--laps", "3", "--length", "100"))
        self.assertIn("pace", self.refuse("--pace", "9"))
        self.assertIn("incidents", self.refuse("--incidents", "-1"))
        self.assertIn("lakeside", self.refuse("--circuit", "no-such-place"))
        self.assertIn("2026-11-22", self.refuse("--date", "yesterday"))
