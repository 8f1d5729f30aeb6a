"""OpenF1-python-client of PyPI against our server: every endpoint answers, and what it answers fits the client's models."""
import pathlib
import sys
import unittest

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
import slipstream_process as sp  # noqa: E402

from openf1_client import OpenF1Client  # noqa: E402

SESSION, MEETING = 9873, 1272
# Rows of driver 4 in Mexico City; nothing where live timing says nothing.
ROWS = {"drivers": 1, "intervals": 0, "laps": 21, "location": 17920, "overtakes": 0, "pit": 0, "stints": 6,
        "session_result": 1, "starting_grid": 0, "team_radio": 1}


class Client(sp.EndToEnd):
    def setUp(self):
        sp.need_shared(self)
        super().setUp()
        server = self.up(sp.MEXICO, "--paused")
        self.client = OpenF1Client(base_url=server.address + "/v1")
        self.addCleanup(self.client.close)

    def test_every_endpoint(self):
        for name, rows in ROWS.items():
            with self.subTest(endpoint=name):
                found = getattr(self.client, name).list(session_key=SESSION, driver_number=4)
                self.assertEqual(len(found), rows)
        self.assertEqual(len(self.client.weather.list(session_key=SESSION)), 78)
        self.assertEqual(len(self.client.race_control.list(session_key=SESSION)), 20)
        self.assertEqual(len(self.client.position.list(session_key=SESSION)), 1325)
        self.assertEqual([s.session_name for s in self.client.sessions.list(session_key="latest")], ["Qualifying"])
        (meeting,) = self.client.meetings.list(meeting_key=MEETING)
        self.assertEqual(meeting.meeting_name, "Mexico City Grand Prix")

    def test_its_operators_mean_what_they_say(self):
        fast = self.client.car_data.list(session_key=SESSION, driver_number=1, speed={">=": 340})
        self.assertEqual(len(fast), 107)
        self.assertGreaterEqual(min(sample.speed for sample in fast), 340)
        some = self.client.laps.list(session_key=SESSION, driver_number=4, lap_number={">=": 5, "<=": 7})
        self.assertEqual([lap.lap_number for lap in some], [5, 6, 7])

    def test_csv(self):
        text = self.client.drivers.list_csv(session_key=SESSION, driver_number=4)
        self.assertEqual(len(text.split()[0].split(",")), 12)


if __name__ == "__main__":
    unittest.main()
