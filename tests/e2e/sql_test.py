"""SQL over the library, from the terminal and over HTTP; what must not be possible. docs/sql.md has more queries."""
import csv
import io
import json
import unittest

import slipstream_process as sp

QUICKEST = "SELECT Driver, min(LapTime) AS best FROM laps GROUP BY Driver ORDER BY best LIMIT 1"


class Sql(sp.EndToEnd):
    def setUp(self):
        super().setUp()
        sp.need_shared(self)

    def sql(self, query, *options):
        done = sp.run("sql", query, *options, data=self.data)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done

    def rows(self, query):
        return json.loads(self.sql(query, "--json").stdout)

    def refuse(self, query, code=2):
        done = sp.run("sql", query, data=self.data)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stderr

    def test_all_sessions_of_the_library_are_asked(self):
        self.assertEqual(self.rows("SELECT count(*) AS n FROM laps"), [{"n": 0}])
        for path in (sp.MEXICO, sp.SPRINT):
            self.assertEqual(sp.run("import", path, data=self.data).returncode, 0)
        self.assertEqual([row["type"] for row in self.rows("SELECT type FROM sessions ORDER BY 1")], ["Qualifying", "Race"])
        best = self.rows(f"SELECT * FROM ({QUICKEST.replace('laps', '(SELECT * FROM laps WHERE session_key LIKE $$%mexico%$$)')})")
        self.assertEqual(best, [{"Driver": "NOR", "best": 75.586}])
        per_session = self.rows("SELECT session_key, count(*) AS laps FROM laps GROUP BY 1 ORDER BY 1")
        self.assertEqual([row["laps"] > 250 for row in per_session], [True, True])
        self.assertEqual(self.rows("SELECT DISTINCT session_key FROM telemetry"), [{"session_key": per_session[1]["session_key"]}])
        known = self.rows("SELECT max(Throttle) AS throttle, count(*) > count(Throttle) AS some_missing FROM telemetry")
        self.assertEqual(known, [{"throttle": 100, "some_missing": True}])
        self.assertEqual(sp.run("remove", per_session[1]["session_key"], data=self.data).returncode, 0)
        self.assertEqual(self.rows("SELECT count(*) AS n FROM telemetry"), [{"n": 0}])

    def test_rows_as_a_file_and_in_the_terminal(self):
        self.assertEqual(sp.run("import", sp.SPRINT, data=self.data).returncode, 0)
        self.assertIn("laps.csv: ", self.sql("SELECT * FROM laps", "-o", self.data / "laps.csv").stderr)
        with open(self.data / "laps.csv", newline="") as file:
            laps = list(csv.DictReader(file))
        self.assertGreater(len(laps), 250)
        self.assertIn("LapTime", laps[0])
        self.sql("SELECT * FROM laps", "-o", self.data / "laps.parquet")
        self.assertEqual((self.data / "laps.parquet").read_bytes()[:4], b"PAR1")
        shown = self.sql("SELECT Driver FROM laps")
        self.assertEqual(len(shown.stdout.splitlines()), 1 + 200)
        self.assertIn("-o FILE.csv takes all", shown.stderr)

    def test_what_is_not_a_question_is_refused(self):
        self.assertIn("SELECT", self.refuse("DROP TABLE sessions"))
        self.assertIn("SELECT", self.refuse("COPY laps TO 'x.csv'"))
        self.refuse("SELECT * FROM read_csv('/etc/passwd')", 1)
        self.refuse("SELECT * FROM '/etc/passwd'")
        self.assertIn("line 1", self.refuse("SELECT nothing_here FROM laps"))

    def test_the_server_answers_and_is_unharmed(self):
        self.assertEqual(sp.run("import", sp.MEXICO, data=self.data).returncode, 0)
        server = self.up(sp.SPRINT, "--paused").wait_ready()
        ask = lambda query, path="/api/v1/sql": server.request(path, body={"query": query})
        self.assertEqual(ask(QUICKEST).json(), [{"Driver": "NOR", "best": 75.586}])
        answer = ask(QUICKEST, "/api/v1/sql?format=csv")
        self.assertEqual(answer.headers["Content-Type"], "text/csv; charset=utf-8")
        self.assertEqual(list(csv.DictReader(io.StringIO(answer.body.decode()))), [{"Driver": "NOR", "best": "75.586"}])
        self.assertEqual(ask("").status, 400)
        self.assertEqual(ask("SELECT 1", "/api/v1/sql?format=xml").status, 400)
        self.assertEqual(ask("SELECT * FROM range(1000000000)").status, 500)
        self.assertEqual(ask("DELETE FROM laps").status, 400)
        self.assertEqual(ask("SELECT * FROM read_csv('/etc/passwd')").status, 403)
        self.assertEqual(ask("SELECT count(*) FROM range(100000000000) a, range(1000000) b").status, 504)
        self.assertEqual(ask("SELECT 1 AS one").json(), [{"one": 1}])


if __name__ == "__main__":
    unittest.main()
