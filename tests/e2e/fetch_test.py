"""`slipstream fetch` against a local archive that can be told to misbehave."""
import json
import os
import pathlib
import signal
import subprocess
import time
import unittest

import archive_server as archive
import slipstream_process as sp

# Made for this test alone: openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 36500
#   -subj "/CN=slipstream test" -addext "subjectAltName=IP:127.0.0.1"
CERTIFICATE = pathlib.Path(__file__).with_name("localhost.pem")
SPRINT_KEY = "2025-05-03_miami_sprint"
QUALIFYING_KEY = "2025-10-25_mexico-city_qualifying"
NORRIS = {"number": "4", "position": "1", "positionText": "1", "points": "8", "grid": "3", "status": "Finished",
          "Driver": {"code": "NOR", "givenName": "Lando", "familyName": "Norris"}, "Constructor": {"name": "McLaren"}}


class Fetch(sp.EndToEnd):
    def setUp(self):
        super().setUp()
        sp.need_shared(self)
        self.server = self._stack.enter_context(archive.ArchiveServer())
        self.sprint = self.server.add_session(sp.SPRINT, announced=["WeatherData"])
        self.qualifying = self.server.add_session(sp.MEXICO)

    def fetch(self, *words, command="fetch", **settings):
        return sp.run(command, *words, data=self.data, environment=self.server.environment(**settings))

    def succeed(self, *words, **settings):
        done = self.fetch(*words, "--json", **settings)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def refused(self, code, *words, **settings):
        done = self.fetch(*words, **settings)
        self.assertEqual(done.returncode, code, done.stderr)
        self.assertEqual(self.sessions(), [])
        return done.stderr

    def sessions(self):
        return [s["key"] for s in json.loads(sp.run("sessions", "--json", data=self.data).stdout)]

    def assert_stored(self, key, folder):
        stored = self.data / "sessions" / key / "source"
        names = sorted(file.name for file in folder.glob("*.jsonStream"))
        self.assertEqual(sorted(file.name for file in stored.iterdir()), names)
        for name in names:
            self.assertEqual((stored / name).read_bytes(), (folder / name).read_bytes(), name)
        self.assertFalse((self.data / "fetching" / key).exists())

    def test_calendar(self):
        calendar = self.succeed("--list", "2025")
        self.assertEqual([m["name"] for m in calendar["meetings"]], ["Miami Grand Prix", "Mexico City Grand Prix"])
        self.assertTrue(calendar["meetings"][0]["sessions"][0]["archived"])
        self.assertRegex(self.fetch("2025", "--list").stdout, r"20\s+Mexico City Grand Prix\s+Mexico City, Mexico")
        self.assertIn("no season 1999", self.refused(2, "--list", "1999"))

    def test_a_session_its_gaps_and_its_results(self):
        self.server.add_results(2025, 6, "2025-05-04", "sprint", [NORRIS])
        # The index has no race of that weekend: the sprint's day is near enough to Sunday's.
        done = self.succeed("2025", "Miami", "Sprint")
        self.assertEqual(done["key"], SPRINT_KEY)
        self.assertEqual(done["missing_topics"], ["WeatherData"])
        self.assertTrue(done["official_results"])
        self.assert_stored(SPRINT_KEY, sp.SPRINT)
        kept = json.loads((self.data / "sessions" / SPRINT_KEY / "official_results.json").read_text())
        self.assertEqual(kept["kind"], "sprint")
        self.assertEqual(self.results("NOR"), {"Position": 1, "GridPosition": 3, "Points": 8, "Status": "Finished", "TeamId": None})
        before = len(self.server.requests)
        again = self.succeed("2025", "miami sprint")
        self.assertTrue(again["was_there"])
        self.assertEqual(len(self.server.requests), before + 1)  # the calendar

    def results(self, driver):
        query = f"SELECT Position, GridPosition, Points, Status, TeamId FROM results WHERE Abbreviation = '{driver}'"
        return json.loads(self.fetch(query, "--json", command="sql").stdout)[0]

    def test_results_that_come_later_are_in_the_tables(self):
        self.succeed("2025", "Miami", "Sprint")
        self.assertEqual(self.results("NOR")["Points"], None)
        server = self.up(SPRINT_KEY, "--paused")
        points = lambda: server.get(f"/api/v1/sessions/{SPRINT_KEY}/results?drivers=NOR").json()[0]["points"]
        self.assertEqual(points(), None)
        self.server.add_results(2025, 6, "2025-05-04", "sprint", [NORRIS])
        self.assertTrue(self.succeed("2025", "Miami", "Sprint")["official_results"])
        self.assertEqual(points(), 8, "a server that runs meanwhile")
        self.assertEqual(self.results("NOR")["Points"], 8)

    def test_whatever_the_server_does(self):
        path, always = self.sprint, self.server.behave
        always(path + "SessionInfo.jsonStream", archive.redirect("/elsewhere"))
        self.server.files["/elsewhere"] = self.server.files[path + "SessionInfo.jsonStream"]
        always(path + "DriverList.jsonStream", archive.status(429, Retry_After="1"), archive.status(503))
        always(path + "TimingData.jsonStream", archive.cut(300_000), archive.status(500))
        always(path + "TimingAppData.jsonStream", archive.short_length(100))
        always("/static/2025/Index.json", archive.status(502), archive.cut(20))
        done = self.succeed("2025", "Miami", "Sprint", results_api="")
        self.assertEqual(done["cut_topics"], [])
        self.assert_stored(SPRINT_KEY, sp.SPRINT)
        resumed = self.server.requested(path + "TimingData.jsonStream")[-1]
        self.assertEqual(resumed["Range"], "bytes=300000-")

    def test_a_topic_that_is_cut_for_good_is_noted(self):
        self.server.behave_always(self.sprint + "TimingAppData.jsonStream", archive.short_length(100))
        self.assertEqual(self.succeed("2025", "Miami", "Sprint", results_api="")["cut_topics"], ["TimingAppData"])

    def begin(self):
        """A fetch that hangs in the middle of CarData, and what it has of it by then."""
        car_data = self.qualifying + "CarData.z.jsonStream"
        self.server.behave(car_data, archive.held(1_000_000))
        process = subprocess.Popen([sp.BINARY, "fetch", "2025", "Mexico City", "Qualifying", "--data", str(self.data)],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   env={**os.environ, **self.server.environment(results_api="")})
        self._stack.callback(lambda: (process.kill(), process.wait()))
        part = self.data / "fetching" / QUALIFYING_KEY / "CarData.z.jsonStream.part"
        others = len(list(sp.MEXICO.glob("*.jsonStream"))) - 1
        sp.wait_for(lambda: part.exists() and part.stat().st_size == 1_000_000, "the first part of CarData")
        sp.wait_for(lambda: len(list(part.parent.glob("*.jsonStream"))) == others, "the other topics")
        return process

    def go_on(self):
        self.assertEqual(self.sessions(), [])
        before = len(self.server.requests)
        done = self.succeed("2025", "Mexico City", "Qualifying", results_api="")
        self.assert_stored(QUALIFYING_KEY, sp.MEXICO)
        self.assertGreater(done["kept_bytes"], 1_000_000)
        self.assertEqual(len(self.server.requests) - before, 3)  # calendar, index, the rest of CarData

    def test_killed_in_the_middle_it_goes_on(self):
        process = self.begin()
        process.kill()
        process.wait()
        self.go_on()

    def test_stopped_in_the_middle_it_goes_on(self):
        process = self.begin()
        asked = time.monotonic()
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(timeout=sp.PATIENCE_S), 130)
        self.assertLess(time.monotonic() - asked, 10)
        self.go_on()

    def test_two_at_once_do_not_mix(self):
        self.begin()
        self.assertIn("another process is fetching it", self.refused(1, "2025", "Mexico", "Q"))

    def test_a_server_that_is_too_slow_or_too_much_is_named(self):
        index = "/static/2025/Index.json"
        self.server.behave_always(index, archive.trickle)
        said = self.refused(1, "2025", "Miami", "Sprint", stalled_after=1, attempts=2)
        self.assertIn("too slow", said)
        self.assertIn(self.server.url + index, said)
        self.server.behave_always(index, archive.huge)
        self.assertIn("larger than", self.refused(2, "2025", "Miami", "Sprint"))
        self.server.behave_always(index, archive.status(503, Retry_After="9999"))
        self.assertIn("9999 s", self.refused(1, "2025", "Miami", "Sprint"))
        self.server.behave_always(index, archive.redirect(index))
        self.assertIn("redirected too often", self.refused(1, "2025", "Miami", "Sprint"))

    def test_a_login_page_is_no_archive(self):
        self.server.behave(self.sprint + "TimingData.jsonStream", archive.page(b"<html>log in</html>"))
        self.assertIn("login page", self.refused(2, "2025", "Miami", "Sprint"))
        self.server.behave("/static/2025/Index.json", archive.page(b"<html>log in</html>"))
        self.assertIn("login page", self.refused(2, "2025", "Miami", "Sprint"))

    def test_what_is_not_there_is_said(self):
        self.assertIn("Miami Grand Prix", self.refused(2, "2025", "Miamo", "Race"))
        self.assertIn("the nearest", self.refused(2, "2025", "Nürburgring", "Race"))
        self.assertIn("which event", self.refused(2, "2025"))
        for path in [p for p in self.server.files if p.startswith(self.sprint)]:
            del self.server.files[path]
        self.assertIn("none of its files", self.refused(2, "2025", "Miami", "Sprint"))

    def test_a_mirror_helps_out(self):
        with archive.ArchiveServer() as gone:
            dead = gone.url
        done = self.succeed("2025", "Miami", "Sprint", archive=f"{dead}/static/,{self.server.url}/static", attempts=2)
        self.assertEqual(done["site"], f"{self.server.url}/static")
        self.assertFalse(done["official_results"])  # a 404 of that year
        said = self.fetch("2025", "Mexico", "Q", archive=f"{dead}/static/", attempts=2)
        self.assertEqual(said.returncode, 1)
        self.assertIn("cannot connect", said.stderr)

    def test_only_trusted_servers_are_asked(self):
        with archive.ArchiveServer(certificate=CERTIFICATE) as secure:
            secure.add_session(sp.SPRINT)
            self.server, plain = secure, self.server
            self.assertIn("certificate is not trusted", self.refused(1, "2025", "Miami", "Sprint"))
            secure.behave("/static/2025/Index.json", archive.redirect(plain.url + "/static/2025/Index.json"))
            self.assertIn("not an address to go to", self.refused(2, "2025", "Miami", "Sprint", ca_file=CERTIFICATE))
            self.assertEqual(self.succeed("2025", "Miami", "Sprint", ca_file=CERTIFICATE)["key"], SPRINT_KEY)

    def test_other_commands_fetch_what_is_absent(self):
        done = self.fetch("2025 Miami Sprint", "--json", command="describe")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(json.loads(done.stdout)["key"], SPRINT_KEY)
        self.assertIn("is not in the library", done.stderr)
        asked = len(self.server.requests)
        done = self.fetch("2025 Miami Sprint", "--speed", "max", "--json", command="produce")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(len(self.server.requests), asked)
        # Nearly what the library has: the archive's calendar knows.
        done = self.fetch("2025 Miamy Sprnt", "--json", command="describe")
        self.assertEqual(json.loads(done.stdout)["key"], SPRINT_KEY)
        self.assertEqual(len(self.server.requested("/static/2025/Index.json")), 2)
        done = self.fetch("2025 Monza Race", command="describe")
        self.assertEqual(done.returncode, 2)
        self.assertIn("not in the library either", done.stderr)

    def test_up_fetches_too(self):
        server = self.up("2025 Miami Sprint", "--speed", "max", environment=self.server.environment(results_api=""))
        server.wait_ready().wait_ended()
        self.assertEqual(self.sessions(), [SPRINT_KEY])


if __name__ == "__main__":
    unittest.main()
