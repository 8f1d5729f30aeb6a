"""/v1 against what OpenF1's own code makes of the same sessions, and its recorded answers (the oracle's README says how)."""
import gzip
import json
import unittest
import urllib.parse

import slipstream_process as sp

ORACLE = sp.SHARED / "oracle"
BAKU = sp.SHARED / "data/archive/2018-04-29_Azerbaijan_Grand_Prix_Race_timing_only"

# What is one document in OpenF1: two rows with the same key are versions of one thing.
KEYS = {"car_data": ("date", "driver_number"), "drivers": ("driver_number",),
        "laps": ("lap_number", "driver_number"), "location": ("date", "driver_number"),
        "position": ("date", "driver_number"), "stints": ("stint_number", "driver_number"),
        "weather": ("date",), "team_radio": ("date", "driver_number"),
        "race_control": ("date", "driver_number", "lap_number", "category", "flag", "scope", "sector")}
# OpenF1 writes several stints that one message changes in the order of a hash.
UNORDERED = {"stints"}

# Where OpenF1's own code fails with an HTML page of status 500.
ERRORS = {"/v1/laps/": 404, "/v2/laps": 404, "/v1/laps?driver_number=": 400, "/v1/laps?driver_number": 400,
          "/v1/weather?date>abc&date<2025-10-26": 400, "/v1/drivers?csv=true&driver_number=999": 404,
          "/v1/weather?track_temperature>=52&csv=true": 404}
# OpenF1 reads the value "=90" and finds nothing; clients mean this.
MEANT = {"/v1/laps?driver_number=4&lap_duration%3E%3D=90": "/v1/laps?driver_number=4&lap_duration>=90"}

# The oracle holds the telemetry of four of the cars.
TELEMETRY, CARS = {"car_data", "location"}, {1, 4, 16, 81}


def of_oracle_cars(collection, rows):
    return [row for row in rows if row["driver_number"] in CARS] if collection in TELEMETRY else rows


def lines(path):
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def by_key(collection, rows):
    return {tuple(row[field] for field in KEYS[collection]): row for row in rows}


class Rows(unittest.TestCase):
    """Every row of the three sessions."""

    @classmethod
    def setUpClass(cls):
        cls.case = sp.EndToEnd("run")
        sp.need_shared(cls.case)
        cls.case.setUp()
        for session in (sp.MEXICO, sp.SPRINT, BAKU):
            done = sp.run("import", session, data=cls.case.data)
            assert done.returncode == 0, done.stderr
        cls.server = cls.case.up("2018", "--paused")

    @classmethod
    def tearDownClass(cls):
        cls.case.doCleanups()

    def rows(self, path):
        answer = self.server.get(path)
        self.assertEqual(answer.status, 200, answer.body[:300])
        return answer.json()

    def compare(self, name, session_key):
        for path in sorted((ORACLE / name).glob("*.jsonl.gz")):
            collection = path.name.removesuffix(".jsonl.gz")
            if collection not in KEYS:
                continue
            with self.subTest(session=name, collection=collection):
                self.compare_rows(collection, lines(path), self.rows(f"/v1/{collection}?session_key={session_key}"))

    def compare_rows(self, collection, expected, got):
        got = of_oracle_cars(collection, got)
        ours, theirs = by_key(collection, got), by_key(collection, expected)
        matched = sum(ours.get(key) == row for key, row in theirs.items())
        print(f"{collection}: {matched} of {len(theirs)} rows equal, {len(ours.keys() - theirs.keys())} more")
        wrong = [(row, ours.get(key)) for key, row in theirs.items() if ours.get(key) != row]
        self.assertFalse(wrong, wrong[:3])
        self.assertEqual(len(got), len(expected))
        if collection not in UNORDERED:
            self.assertEqual(got, expected)

    def test_mexico(self):
        self.compare("openf1_mexico_2025_qualifying", 9873)

    def test_sprint(self):
        self.compare("openf1_miami_2025_sprint", 10028)

    def test_baku(self):
        self.compare("openf1_azerbaijan_2018_race", 5090)

    def test_sessions_and_meetings_have_all_that_was_recorded(self):
        for name in ("mexico_2025_qualifying", "miami_2025_sprint", "azerbaijan_2018_race"):
            for collection, key in (("sessions", "session_key"), ("meetings", "meeting_key")):
                for expected in lines(ORACLE / f"openf1_{name}/{collection}.jsonl.gz"):
                    (got,) = self.rows(f"/v1/{collection}?{key}={expected[key]}")
                    self.assertEqual({field: got[field] for field in expected}, expected)

    def test_sessions_come_by_date_and_other_rows_by_session(self):
        self.assertEqual([row["session_key"] for row in self.rows("/v1/sessions")], [5090, 10028, 9873])
        self.assertEqual([row["session_key"] for row in self.rows("/v1/sessions?session_key=latest")], [9873])
        drivers = [row["session_key"] for row in self.rows("/v1/drivers")]
        self.assertEqual(drivers, [5090] * 20 + [10028] * 20 + [9873] * 20)
        # The undated laps of all sessions come first.
        dated = [row["date_start"] is not None for row in self.rows("/v1/laps")]
        self.assertEqual(dated, sorted(dated))

    def test_what_no_session_has_is_empty(self):
        for collection in ("intervals", "pit", "overtakes", "championship_drivers", "championship_teams"):
            self.assertEqual(self.rows(f"/v1/{collection}"), [])

    def test_a_large_answer_is_streamed(self):
        answer = self.server.get("/v1/car_data?session_key=9873&driver_number=4&csv=true")
        self.assertEqual(answer.headers["Transfer-Encoding"], "chunked")
        self.assertEqual(answer.body.count(b"\r\n"), 17356 + 1)

    def test_errors_are_json_with_a_detail(self):
        for path, status in (("/v1/laps/x", 404), ("/v1/laps?speed", 400), ("/v1/laps?a=%zz", 400)):
            answer = self.server.get(path)
            self.assertEqual(answer.status, status)
            self.assertEqual(list(answer.json()), ["detail"])
        self.assertEqual(self.server.request("/v1/laps", method="DELETE").status, 405)


class RecordedQueries(sp.EndToEnd):
    """The answers of OpenF1's own service to its 111 requests, over Mexico alone."""

    def setUp(self):
        sp.need_shared(self)
        super().setUp()
        self.assertEqual(sp.run("import", sp.MEXICO, data=self.data).returncode, 0)
        self.server = self.up("2025", "--paused")

    def answer(self, query, **kwargs):
        return self.server.get(urllib.parse.quote(query, safe="/?&=%<>:+,"), **kwargs)

    def test_all(self):
        recorded = lines(ORACLE / "openf1_mexico_2025_qualifying/queries.jsonl.gz")
        self.assertEqual(len(recorded), 111)
        for expected in recorded:
            query = expected["query"]
            with self.subTest(query=query):
                if query in ERRORS:
                    self.check_error(self.answer(query), ERRORS[query])
                elif query in MEANT:
                    self.assertEqual(self.answer(query).json(), self.answer(MEANT[query]).json())
                elif query != "/":  # ours is the page, or the health of the bridge
                    self.check(expected, self.answer(query))
                    self.check(expected, self.answer(query, method="POST"))

    def check_error(self, answer, status):
        self.assertEqual(answer.status, status)
        self.assertEqual(answer.headers["Content-Type"], "application/json")

    def check(self, expected, answer):
        self.assertEqual(answer.status, expected["status"], answer.body[:300])
        self.assertEqual(answer.headers.get_content_type(), expected["content_type"])
        if "text" in expected:
            self.assertEqual(answer.body.decode(), expected["text"])
            self.assertEqual(answer.headers["Content-Disposition"], expected["disposition"])
            return
        rows = of_oracle_cars(expected["query"].partition("?")[0].removeprefix("/v1/"), answer.json())
        self.assertEqual(len(rows), expected["rows"])
        if "stints" in expected["query"]:
            return self.check_stints(expected, rows)
        if "body" in expected:
            self.assertEqual(rows, expected["body"])
        else:
            self.assertEqual((rows[:3], rows[-3:]), (expected["first"], expected["last"]))

    def check_stints(self, expected, rows):
        for row in expected.get("body", expected.get("first", []) + expected.get("last", [])):
            self.assertIn(row, rows)


class Guests(sp.EndToEnd):
    """What is played from elsewhere is offered, too."""

    def test_a_path(self):
        sp.need_shared(self)
        server = self.up(sp.SPRINT, "--paused")
        (session,) = server.get("/v1/sessions").json()
        self.assertEqual(session["session_key"], 10028)
        self.assertEqual(len(server.get("/v1/laps?session_key=latest").json()), 341)

    def test_a_session_of_the_library_is_there_once(self):
        sp.need_shared(self)
        server = self.up(sp.SPRINT, "--paused")
        self.assertEqual(sp.run("import", sp.SPRINT, data=self.data).returncode, 0)
        self.assertEqual(len(server.get("/v1/sessions").json()), 1)

    def test_a_simulated_race(self):
        server = self.up("--paused")
        (session,) = server.get("/v1/sessions").json()
        self.assertGreaterEqual(session["session_key"], 1_000_000_000)
        self.assertEqual(len(server.get("/v1/drivers?session_key=latest").json()), 20)
        self.assertEqual(server.get("/v1/drivers?session_key=1").json(), [])


if __name__ == "__main__":
    unittest.main()
