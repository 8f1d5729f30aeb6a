"""bench/run --quick from end to end on the programs of a build tree: every row is measured, or says what is missing."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

BENCH = pathlib.Path(__file__).resolve().parents[1]
BUILD = pathlib.Path(os.environ.get("SLIPSTREAM_BUILD", ""))
SHARED = pathlib.Path(os.environ.get("SLIPSTREAM_SHARED", BENCH.parents[1] / "shared"))


class Quick(unittest.TestCase):
    def bench(self, *arguments):
        return subprocess.run([BENCH / "run", "--quick", "--build", BUILD, *arguments], capture_output=True, text=True,
                              timeout=500)

    def test_everything_is_measured_written_and_compared(self):
        if not (BUILD / "bench/log_bench").is_file() and os.environ.get("CI") != "true":
            self.skipTest("no benchmarks: tools/build release benchmarks")
        with tempfile.TemporaryDirectory(prefix="slipstream-bench-") as folder:
            out = pathlib.Path(folder) / "figures.json"
            done = self.bench("-o", out)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            report = json.loads(out.read_text())
            self.check(report)
            compared = self.bench("--only", "query", "--compare", out)
            self.assertEqual(compared.returncode, 0, compared.stderr)
            self.assertIn("new / old", compared.stdout)
        for figure in report["figures"]:
            self.assertIn(figure["what"], done.stdout)

    def check(self, report):
        self.assertTrue(report["quick"])
        self.assertIn("decode_and_rules", report["parts"]["analytics_bench"])
        allowed = ["wrk is not installed"] + ([] if SHARED.is_dir() else ["no real session"])
        for figure in report["figures"]:
            if figure["measured"] is None:
                self.assertTrue(any(reason in figure["problem"] for reason in allowed), figure)
            else:
                self.assertGreaterEqual(figure["measured"], 0, figure)


if __name__ == "__main__":
    unittest.main()
