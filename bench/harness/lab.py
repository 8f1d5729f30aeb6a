"""Where measurements are made: the programs, the data, and the memory of what was measured already in this run."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

from harness.result import Figure, Missing

SESSION = "data/archive/2025-10-25_Mexico_City_Grand_Prix_Qualifying"
_UNITS = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1}
# Parts of a benchmark's name that say how it is run, not what it is; and what JSON tells of every benchmark.
_SETTINGS = ("process_time", "real_time", "manual_time", "iterations", "repeats", "min_time")
_KNOWN = {"name", "run_name", "run_type", "aggregate_name", "aggregate_unit", "time_unit", "real_time", "cpu_time",
          "iterations", "repetitions", "repetition_index", "family_index", "per_family_instance_index", "threads"}


class Lab:
    def __init__(self, root, build, quick, fastf1=None, openf1=None):
        self.root, self.build, self.quick = root, pathlib.Path(build).resolve(), quick
        self.fastf1_python, self.openf1_checkout = fastf1, openf1
        self.shared = pathlib.Path(os.environ.get("SLIPSTREAM_SHARED", root.parent / "shared"))
        self.load_before = os.getloadavg()[0]
        self._done = {}

    def pick(self, quick, full):
        """How long, or how often: by the kind of run."""
        return quick if self.quick else full

    # What there is.

    @property
    def binary(self):
        return self.program("slipstream")

    @property
    def session(self):
        if not (self.shared / SESSION).is_dir():
            raise Missing("no real session: set SLIPSTREAM_SHARED")
        return self.shared / SESSION

    def program(self, place):
        if not (self.build / place).is_file():
            raise Missing(f"{place} is not built")
        return self.build / place

    def benchmark_programs(self):
        """Names of the google-benchmark programs that the target `benchmarks` makes."""
        query = ["ninja", "-C", self.build, "-t", "query", "bench/benchmarks"]
        inputs = subprocess.run(query, capture_output=True, text=True).stdout.partition("outputs:")[0]
        made = sorted(word.rpartition("/")[2] for word in inputs.split() if word.startswith("bench/"))
        return [name for name in made if name.endswith("_bench") and (self.build / "bench" / name).is_file()]

    # Measuring, each thing once a run.

    def once(self, name, measure):
        """The result of `measure()`, or what it raised, also for those who ask later."""
        if name not in self._done:
            print(f"… {name}", file=sys.stderr, flush=True)
            try:
                self._done[name] = measure()
            except Exception as problem:  # told by each row that needs it
                self._done[name] = problem
        if isinstance(self._done[name], Exception):
            raise self._done[name]
        return self._done[name]

    def figure(self, row):
        try:
            measured = row.measure(self)
        except Missing as missing:
            return Figure(row, problem=f"not measured: {missing}")
        except Exception as problem:
            return Figure(row, problem=f"FAILED: {type(problem).__name__}: {problem}", broken=True)
        value, baseline = measured if isinstance(measured, tuple) else (measured, None)
        return Figure(row, value, baseline)

    def json_lines(self, name, *command):
        """Runs a program that prints one JSON document a line."""
        def run():
            done = subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=3600)
            if done.returncode != 0:
                raise RuntimeError(f"{name} ended with {done.returncode}: {done.stderr.strip()[-300:]}")
            return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
        return self.once(name, run)

    def process_script(self, script, *arguments):
        """A script of bench/process; they all take the binary and a session first."""
        path = self.root / "bench/process" / script
        options = [str(argument) for argument in arguments if not pathlib.Path(str(argument)).is_absolute()]
        return self.json_lines(" ".join([script, *options]), sys.executable, path, self.binary, self.session, *arguments)

    def google(self, name):
        """The parts of a google-benchmark program: name → seconds, cpu_seconds, items_per_second, its counters."""
        return self.once(name, lambda: self._google(name))

    def _google(self, name):
        program = self.program(f"bench/{name}")
        with tempfile.NamedTemporaryFile(suffix=".json") as out:
            often = self.pick(["--benchmark_min_time=0.02"],
                              ["--benchmark_repetitions=3", "--benchmark_report_aggregates_only=true"])
            done = subprocess.run([program, f"--benchmark_out={out.name}", "--benchmark_out_format=json", *often],
                                  capture_output=True, text=True, timeout=3600,
                                  env={**os.environ, "SLIPSTREAM_SHARED": str(self.shared)})
            if done.returncode != 0:
                raise RuntimeError(f"{name} ended with {done.returncode}: {done.stderr.strip()[-300:]}")
            return parts_of(json.load(out))

    def parts(self):
        """Everything of every google-benchmark program; one that fails is left out, and said."""
        parts = {}
        for name in self.benchmark_programs():
            try:
                parts[name] = self.google(name)
            except Exception as problem:
                print(f"{name}: {problem}", file=sys.stderr)
        return parts


def parts_of(document):
    """google-benchmark's JSON by name; of repeated ones the median. Those that were skipped are left out."""
    parts = {}
    for entry in document["benchmarks"]:
        if entry.get("aggregate_name", "median") != "median" or entry.get("error_occurred"):
            continue
        plain = entry["run_name"].split("/")
        name = "/".join(word for word in plain if word.partition(":")[0] not in _SETTINGS)
        unit = _UNITS[entry["time_unit"]]
        parts[name] = {"seconds": entry["real_time"] * unit, "cpu_seconds": entry["cpu_time"] * unit,
                       **{key: value for key, value in entry.items() if key not in _KNOWN}}
    return parts
