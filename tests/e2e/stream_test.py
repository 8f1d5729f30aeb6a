"""The live stream and the steering of the replay (CONTRACTS §3.3)."""
import json
import unittest
import urllib.request

import slipstream_process as sp


class Stream(sp.EndToEnd):
    def setUp(self):
        super().setUp()
        sp.need_shared(self)

    def open_stream(self, server, query="", last_event_id=None):
        request = urllib.request.Request(server.address + "/api/v1/live/stream" + query)
        if last_event_id:
            request.add_header("Last-Event-ID", last_event_id)
        stream = urllib.request.urlopen(request, timeout=sp.PATIENCE_S)
        self.addCleanup(stream.close)
        return stream

    def test_a_snapshot_comes_first_then_frames_with_ids(self):
        server = self.up(sp.MEXICO, "--speed", "10", "--from", "start").wait_ready()
        seen = []
        for event in sp.events(self.open_stream(server)):
            seen.append(event)
            if sum(e["event"] == "telemetry" for e in seen) == 20:
                break
        self.assertEqual(seen[0]["event"], "snapshot")
        self.assertTrue(all("id" in e for e in seen))
        frame = json.loads(next(e["data"] for e in seen if e["event"] == "telemetry"))
        for channel in ("speed", "rpm", "throttle", "brake", "gear", "drs", "x", "y"):
            self.assertEqual(len(frame[channel]), len(frame["drivers"]), channel)
        times = [json.loads(e["data"])["t"] for e in seen if e["event"] == "telemetry"]
        self.assertEqual(times, sorted(times))

    def test_resume_continues_without_a_hole(self):
        server = self.up(sp.MEXICO, "--speed", "10", "--from", "start").wait_ready()
        first = []
        for event in sp.events(self.open_stream(server)):
            first.append(event)
            if sum(e["event"] == "telemetry" for e in first) == 10:
                break
        resumed = []
        for event in sp.events(self.open_stream(server, last_event_id=first[-1]["id"])):
            resumed.append(event)
            if len(resumed) == 5:
                break
        self.assertNotIn("snapshot", [e["event"] for e in resumed])
        self.assertNotIn(first[-1]["id"], [e["id"] for e in resumed])

    def test_filters(self):
        server = self.up(sp.MEXICO, "--speed", "20", "--from", "lap 2").wait_ready()
        for event in sp.events(self.open_stream(server, "?drivers=VER,NOR&events=telemetry")):
            if event["event"] == "telemetry":
                break
        self.assertLessEqual(set(json.loads(event["data"])["drivers"]), {"VER", "NOR"})

    def test_pause_seek_and_speed(self):
        server = self.up(sp.MEXICO, "--speed", "5", "--from", "start").wait_ready()
        patch = lambda body: server.request("/api/v1/replay", method="PATCH", body=body)
        paused = patch({"paused": True})
        self.assertEqual(paused.status, 200, paused.body)
        self.assertEqual(paused.json()["state"], "paused")
        at = paused.json()["position"]
        told = lambda: server.get("/api/v1/replay").json()
        sp.wait_for(lambda: told()["state"] == "paused" and told()["position"] == at, "the pause in the log")
        self.assertEqual(told()["position"], at)
        for position in (4000.0, 1000.0):
            moved = patch({"position": position})
            self.assertEqual(moved.status, 200, moved.body)
            sp.wait_for(lambda: abs(server.get("/api/v1/replay").json().get("position", -1) - position) < 5, "the seek")
        self.assertEqual(patch({"paused": False, "speed": 50}).json()["state"], "playing")
        sp.wait_for(lambda: server.get("/api/v1/replay").json().get("position", -1) > 1010, "playing on")
        self.assertEqual(patch({"speed": 99999}).status, 400)

    def test_state_has_every_car(self):
        server = self.up(sp.MEXICO, "--speed", "max", "--from", "lap 2", "--duration", "300").wait_ready().wait_ended()
        state = server.get("/api/v1/live/state").json()
        self.assertEqual(state["session"]["meeting"], "Mexico City Grand Prix")
        self.assertEqual(len(state["timing"]), 20)
        self.assertEqual(len(state["telemetry"]["drivers"]), 20)
        leader = next(car for car in state["timing"] if car["position"] == 1)
        self.assertNotIn("gap_to_leader", leader)
        self.assertTrue(any(car.get("gap_to_leader", 0) > 0 for car in state["timing"]))


if __name__ == "__main__":
    unittest.main()
