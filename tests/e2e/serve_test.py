"""`serve` beside `up` on the embedded log: it reads what the other writes."""
import unittest

import slipstream_process as sp


class Serve(sp.EndToEnd):
    def serve(self, *arguments):
        server = sp.Slipstream("serve", *arguments, data=self.data)
        self._stack.callback(server.close)
        return server

    def test_it_reads_along(self):
        playing = self.up("--speed", "10")
        reading = self.serve().wait_ready()
        sp.wait_for(lambda: len(reading.get("/drivers").json()) == 20, "the cars")
        playing.request("/api/v1/replay", "PATCH", {"paused": True})

        def same():
            one, other = (server.get("/drivers").json() for server in (playing, reading))
            return {car["driver_id"]: car["timestamp"] for car in one} == {car["driver_id"]: car["timestamp"] for car in other}

        sp.wait_for(same, "both to show the same")
        self.assertEqual(reading.get("/stats").json()["consumers"]["processors"]["members"], 1)

        refused = reading.request("/api/v1/replay", "PATCH", {"paused": False})
        self.assertEqual(refused.status, 409)
        self.assertIn("may not send commands", refused.json()["error"]["message"])
        self.assertEqual(reading.get("/subjects").status, 404)
        self.assertEqual(reading.stop(), 130)
        self.assertEqual(playing.stop(), 130)
        self.assertEqual(self.serve().wait_ready().get("/stats").json()["run_id"], playing_run(self.data), "it serves what was written")

    def test_it_wants_a_log(self):
        done = sp.run("serve", data=self.data)
        self.assertEqual(done.returncode, 2)
        self.assertIn("there is no log yet", done.stderr)
        done = sp.run("serve", "--share", "viewers", data=self.data)
        self.assertEqual(done.returncode, 2)
        self.assertIn("--share needs --engine kafka", done.stderr)


def playing_run(data):
    """The run of the newest record."""
    done = sp.run("topics", "tail", "f1-session", "--from", "-1", "--no-follow", "--json", data=data)
    return sp.json.loads(done.stdout)["value"]["run_id"]


if __name__ == "__main__":
    unittest.main()
