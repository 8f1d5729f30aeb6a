"""Pictures and comparisons of real sessions: facts read back from what was drawn and written."""
import csv
import json
import pathlib
import re
import unittest
import xml.etree.ElementTree as xml

import slipstream_process as sp

SVG = "{http://www.w3.org/2000/svg}"
RACE_2018 = sp.SHARED / "data/archive/2018-04-29_Azerbaijan_Grand_Prix_Race_timing_only"
KINDS = ("track", "speed", "tyres", "positions", "laps", "correlation")


class Picture:
    """An SVG document as a test reads it."""

    def __init__(self, path):
        self.root = xml.fromstring(pathlib.Path(path).read_bytes())

    def title(self):
        return self.root.find(f"{SVG}title").text

    def texts(self):
        return [element.text for element in self.root.iter(f"{SVG}text")]

    def groups(self, pattern):
        """Groups whose name matches, as (name, element)."""
        named = ((group.find(f"{SVG}title").text, group) for group in self.root.iter(f"{SVG}g"))
        return [(name, group) for name, group in named if re.fullmatch(pattern, name)]

    def points_are_inside(self):
        _, _, width, height = map(float, self.root.get("viewBox").split())
        for line in self.root.iter(f"{SVG}polyline"):
            for x, y in (map(float, point.split(",")) for point in line.get("points").split()):
                if not (0 <= x <= width and 0 <= y <= height):
                    return False
        return True


class Plot(sp.EndToEnd):
    def setUp(self):
        super().setUp()
        sp.need_shared(self)

    def succeed(self, *arguments):
        done = sp.run(*arguments, data=self.data)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def fail_with(self, code, *arguments):
        done = sp.run(*arguments, data=self.data)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stderr

    def draw(self, session, kind, *arguments):
        path = self.data / f"{kind}.svg"
        self.succeed("plot", session, "--kind", kind, "-o", path, *arguments)
        picture = Picture(path)
        self.assertIsNotNone(picture.root.find(f"{SVG}desc").text)
        self.assertTrue(picture.points_are_inside(), kind)
        return picture

    def test_pictures_of_qualifying(self):
        listed = json.loads(self.succeed("plot", sp.MEXICO, "-o", self.data / "all", "--json"))
        self.assertEqual([pathlib.Path(file).stem for file in listed["files"]], [k for k in KINDS if k != "positions"])
        self.assertIn("no race", listed["left_out"]["positions"])

        track = Picture(self.data / "all/track.svg")
        self.assertIn("Mexico City Grand Prix 2025, Qualifying", track.title())
        corners = track.groups(r"Turn \d+")
        self.assertGreaterEqual(len(corners), 14)
        self.assertEqual([name for name, _ in corners], [f"Turn {i + 1}" for i in range(len(corners))])

        laps = Picture(self.data / "all/laps.svg")
        self.assertEqual(len(laps.groups(r"\w{3}: \d+ laps, median 1:\d\d\.\d{3}, .*")), 20)

        matrix = Picture(self.data / "all/correlation.svg")
        cells = dict(matrix.groups(r".* and .*: .*"))
        self.assertEqual(len(cells), 49)
        self.assertIn("speed and speed: +1.00", cells)
        self.assertTrue(any(name.startswith("throttle and brake: \u2212") for name in cells))

    def test_corners_from_a_circuit_file_have_their_official_numbers(self):
        picture = self.draw(sp.MEXICO, "track", "--drivers", "VER", "--circuit-file", sp.SHARED / "data/circuits/65-2025.json")
        self.assertEqual(len(picture.groups(r"Turn \d+")), 17)
        self.assertTrue(any(name.startswith("Speed, VER lap") for name, _ in picture.groups("Speed, .*")))

    def test_speed_traces_of_the_drivers_named(self):
        picture = self.draw(sp.MEXICO, "speed", "--drivers", "LEC,HAM,PIA,TSU", "--theme", "dark")
        lines = picture.groups(r"(LEC|HAM|PIA|TSU) 1:1\d\.\d{3} \(lap \d+\)")
        self.assertEqual(len(lines), 4)
        dashes = {group.find(f"{SVG}polyline").get("stroke-dasharray") for _, group in lines}
        self.assertEqual(len(dashes), 4, "told apart without colour")
        self.assertNotIn("prefers-color-scheme", picture.root.find(f"{SVG}style").text)

    def test_race_pictures_of_a_sprint_and_of_2018(self):
        # Cars that completed a lap: one did not start the sprint, two did not get round in 2018.
        for session, laps, cars in ((sp.SPRINT, 18, 19), (RACE_2018, 51, 18)):
            positions = self.draw(session, "positions")
            self.assertIn(f"each of {laps} laps", positions.root.find(f"{SVG}desc").text)
            lines = positions.groups(r"\w{3}: from \d+ to \d+")
            self.assertEqual(len(lines), cars)
            tyres = self.draw(session, "tyres")
            stints = tyres.groups(r"(\w{3}), laps (\d+) to (\d+): .*")
            self.assertEqual(len({name[:3] for name, _ in stints}), cars)
            self.assertTrue(tyres.groups("safety car, laps .*"))
            self.assertGreater(len(self.draw(session, "laps").groups(r"\w{3}: \d+ laps.*")), 12)
        self.assertTrue(any("ultrasoft" in name for name, _ in stints))

    def test_a_simulated_race_has_every_picture(self):
        race = self.data / "race"
        self.succeed("simulate", "--laps", "4", "--circuit", "pocket", "-o", race)
        listed = json.loads(self.succeed("plot", race, "-o", self.data / "pictures", "--json"))
        self.assertEqual([pathlib.Path(file).stem for file in listed["files"]], list(KINDS))
        self.assertEqual(len(Picture(self.data / "pictures/positions.svg").groups(r"\w+: from \d+ to \d+")), 20)

    def test_what_a_session_lacks_is_said(self):
        for kind in ("track", "speed", "correlation"):
            self.assertIn("has no telemetry", self.fail_with(2, "plot", sp.SPRINT, "--kind", kind))
        self.assertIn("is no race", self.fail_with(2, "plot", sp.MEXICO, "--kind", "positions"))
        self.assertIn("no telemetry", self.fail_with(2, "compare", sp.SPRINT, "NOR", "PIA"))
        self.assertIn("there are track, speed", self.fail_with(2, "plot", sp.SPRINT, "--kind", "pie"))

    def test_wrong_names_are_answered_with_the_right_ones(self):
        self.assertIn("VER", self.fail_with(2, "compare", sp.MEXICO, "VRE", "NOR"))
        self.assertRegex(self.fail_with(2, "compare", sp.MEXICO, "VER:99", "NOR"), r"did not drive lap 99; laps with a time: \d")
        self.assertIn("VER:12", self.fail_with(2, "compare", sp.MEXICO, "VER:fast", "NOR"))
        self.assertIn(".svg", self.fail_with(2, "compare", sp.MEXICO, "VER", "NOR", "-o", self.data / "delta.png"))
        broken = self.data / "broken.json"
        broken.write_text('{"corners":[{"number":1}]}')
        self.assertIn("corners[0]", self.fail_with(2, "plot", sp.MEXICO, "--kind", "track", "--circuit-file", broken))
        self.assertIn("up to 4", self.fail_with(2, "plot", sp.MEXICO, "--kind", "speed", "--drivers", "VER,NOR,LEC,HAM,PIA"))

    def test_compare_agrees_with_the_official_times(self):
        svg, table = self.data / "delta.svg", self.data / "delta.csv"
        out = json.loads(self.succeed("compare", sp.MEXICO, "NOR", "LEC", "--json", "-o", svg, "-o", table))
        a, b = out["a"], out["b"]
        self.assertEqual((a["driver_id"], b["driver_id"]), ("NOR", "LEC"))
        self.assertAlmostEqual(a["lap_time"], 75.586)
        self.assertAlmostEqual(b["lap_time"], 75.848)
        self.assertEqual(out["delta_s"][0], 0)
        self.assertAlmostEqual(out["delta_s"][-1], b["lap_time"] - a["lap_time"], delta=0.002)
        self.assertAlmostEqual(sum(s["lost_s"] for s in out["sections"]), out["delta_s"][-1], delta=0.02)
        for wanted in (a, b):
            self.assertTrue(all(x <= y for x, y in zip(wanted["time_s"], wanted["time_s"][1:])), "time goes on")
            self.assertEqual(len(wanted["speed_kmh"]), len(out["distance_m"]))
        self.assertTrue(all(x < y for x, y in zip(out["distance_m"], out["distance_m"][1:])))
        self.assertGreater(out["length_m"], 4200)
        self.assertLess(out["length_m"], 4400)

        with table.open() as file:
            rows = list(csv.DictReader(file))
        self.assertEqual(len(rows), len(out["distance_m"]))
        self.assertEqual(list(rows[0]), ["Distance", "Delta", "Time_NOR", "Speed_NOR", "Throttle_NOR", "Brake_NOR", "nGear_NOR",
                                         "Time_LEC", "Speed_LEC", "Throttle_LEC", "Brake_LEC", "nGear_LEC"])
        self.assertAlmostEqual(float(rows[-1]["Delta"]), 0.262, delta=0.002)
        self.assertAlmostEqual(float(rows[-1]["Time_LEC"]), 75.848, delta=0.002)

        picture = Picture(svg)
        self.assertTrue(picture.points_are_inside())
        self.assertIn("NOR is 0.262 s faster", picture.root.find(f"{SVG}desc").text)
        self.assertIn("+0.262", picture.texts())
        self.assertEqual(len(picture.groups(r"(km/h|throttle %|brake %|gear), (NOR|LEC)")), 8)

    def test_both_commands_explain_themselves(self):
        for command in ("compare", "plot"):
            self.assertIn("Example", self.succeed(command, "--help"))

    def test_compare_in_the_terminal(self):
        text = self.succeed("compare", sp.MEXICO, "NOR", "LEC")
        for expected in ("1:15.586", "1:15.848", "+0.262", "sector 3", "speed trap", "Turn 4"):
            self.assertIn(expected, text)
        self.assertRegex(text, "[\u2581-\u2588]{72}")
        same = self.succeed("compare", sp.MEXICO, "VER:2", "VER")
        self.assertIn("VER lap 2", same)


if __name__ == "__main__":
    unittest.main()
