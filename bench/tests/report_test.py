"""Figures, their tables and what is made of google-benchmark's output; needs no program."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from harness import compare, lab, table
from harness.result import Figure, Goal, Missing, Row, number
import rows


def figure(better, measured, baseline=None, goal=None):
    return Figure(Row("key", "what", "s", better, None, "them", goal), measured, baseline)


def report(*figures, commit="0123456789abcdef", parts=None):
    machine = {"processor": "one", "cores": 2, "load_before": 0.0}
    return {"commit": commit, "date": "today", "machine": machine, "quick": False,
            "figures": [one.as_json() for one in figures], "parts": parts or {}}


class Figures(unittest.TestCase):
    def test_the_ratio_says_how_many_times_better(self):
        for better, measured, baseline, expected in [("more", 10, 5, 2), ("less", 10, 5, 0.5), ("less", 0, 5, None),
                                                     ("more", 10, None, None), ("more", None, 5, None)]:
            self.assertEqual(figure(better, measured, baseline).ratio, expected)

    def test_a_goal_is_met_or_not_or_not_known(self):
        ratio, value = Goal("ratio", 2), Goal("measured", 2)
        for better, measured, baseline, goal, expected in [
                ("less", 1, 2, ratio, True), ("less", 1, 1.9, ratio, False), ("less", 1, None, ratio, None),
                ("more", 4, 2, ratio, True), ("less", 2, None, value, True), ("less", 2.1, None, value, False),
                ("more", 2, None, value, True), ("more", 1.9, None, value, False), ("more", None, None, value, None),
                ("more", 1, 1, None, None)]:
            self.assertIs(figure(better, measured, baseline, goal).met, expected, (better, measured, baseline, goal))

    def test_numbers_have_three_digits_that_matter(self):
        for value, expected in [(0, "0"), (198682.4, "198,682"), (292.6, "293"), (72.93, "72.9"), (0.184, "0.184"),
                                (0.00003, "0.000030"), (-5.5, "-5.50")]:
            self.assertEqual(number(value), expected)

    def test_keys_are_unique(self):
        self.assertEqual(len({row.key for row in rows.ALL}), len(rows.ALL))


class Tables(unittest.TestCase):
    def test_a_row_shows_everything_it_knows(self):
        text = table.of_figures(report(figure("less", 0.2, 16, Goal("ratio", 40)), figure("more", None)))
        line = next(line for line in text.splitlines() if "16.0" in line)
        self.assertEqual([cell.strip() for cell in line.strip("|").split("|")],
                         ["what", "0.200 s", "16.0 s (them)", "80.0 ×", "≥ 40.0 ×", "yes"])

    def test_a_comparison_tells_better_from_worse_and_noise(self):
        parts = {"log_bench": {"read": {"seconds": 0.001, "cpu_seconds": 0.001}}}
        for old, new, verdict in [(1, 2, "WORSE"), (2, 1, "better"), (1, 1.04, ""), (1, None, "")]:
            text = compare.table(report(figure("less", old)), report(figure("less", new), parts=parts))
            line = next(line for line in text.splitlines() if line.startswith("| what ") and "old" not in line)
            self.assertEqual(line.rstrip("| ").endswith(verdict) or verdict == "", True, line)
            self.assertEqual(any(word in line for word in ("WORSE", "better")), verdict != "")
            self.assertIn("log_bench read", text)


class Measuring(unittest.TestCase):
    def lab(self):
        return lab.Lab(pathlib.Path("/nowhere"), "/nowhere", quick=True)

    def test_of_repeated_parts_the_median_counts_and_skipped_ones_do_not(self):
        entry = {"run_name": "decode/4/process_time/real_time", "time_unit": "ms", "real_time": 80, "cpu_time": 90,
                 "iterations": 3, "items_per_second": 7.0}
        document = {"benchmarks": [{**entry, "aggregate_name": "mean", "real_time": 99},
                                   {**entry, "aggregate_name": "median"},
                                   {**entry, "run_name": "other", "error_occurred": True}]}
        self.assertEqual(lab.parts_of(document),
                         {"decode/4": {"seconds": 0.08, "cpu_seconds": 0.09, "items_per_second": 7.0}})

    def test_what_is_missing_is_said_and_what_fails_is_a_failure(self):
        def missing(_):
            raise Missing("no wrk")

        def fails(_):
            raise ValueError("odd")

        row = lambda measure: Row("key", "what", "s", "more", measure, "them")
        found = self.lab().figure(row(missing))
        self.assertEqual((found.problem, found.broken), ("not measured: no wrk", False))
        self.assertTrue(self.lab().figure(row(fails)).broken)
        self.assertEqual(self.lab().figure(row(lambda _: (6, 3))).ratio, 2)

    def test_nothing_is_measured_twice_not_even_a_failure(self):
        bench, calls = self.lab(), []

        def measure():
            calls.append(1)
            raise Missing("it")

        for _ in range(2):
            self.assertRaises(Missing, bench.once, "name", measure)
        self.assertEqual(len(calls), 1)


if __name__ == "__main__":
    unittest.main()
