"""Reading a session, against FastF1 on the same files right after."""
import os
import pathlib
import subprocess
import tempfile
import time

from harness.result import Goal, Missing, Row


def _part(lab, name):
    parts = lab.google("prepare_bench")
    if name not in parts:
        raise Missing("no real session: set SLIPSTREAM_SHARED")
    return parts[name]["seconds"]


def fastf1_python(lab):
    cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache"))
    python = lab.fastf1_python or cache / "slipstream/oracle-venv/bin/python"
    try:
        subprocess.run([python, "-c", "import fastf1"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        raise Missing("no FastF1: give --fastf1 PYTHON") from None
    return python


def _fastf1(lab):
    """The best of its runs: load_s, total_s (with all telemetry), peak_rss_mib."""
    python = fastf1_python(lab)
    script = lab.root / "bench/fastf1/load_archive.py"
    runs = [lab.json_lines(f"FastF1, run {i + 1}", python, script, lab.session, "--telemetry")[-1]
            for i in range(lab.pick(1, 3))]
    return {key: min(run[key] for run in runs) for key in ("load_s", "total_s", "peak_rss_mib")}


def _baseline(lab, measured, key):
    """The pair, or the measured value alone where there is no FastF1."""
    try:
        return measured, _fastf1(lab)[key]
    except Missing:
        return measured


def decode_with_laps(lab):
    return _baseline(lab, _part(lab, "decode") + _part(lab, "session_messages"), "load_s")


def with_telemetry(lab):
    return _baseline(lab, _part(lab, "decode_and_prepare"), "total_s")


def peak_memory(lab):
    def run():
        process = subprocess.Popen([lab.binary, "describe", lab.session], stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            raise RuntimeError(f"describe ended with {process.returncode}")
        return usage.ru_maxrss / 1024
    return _baseline(lab, lab.once("describe", run), "peak_rss_mib")


def _prepare_command(lab):
    """The whole process: its wall time in s and its peak memory in MiB, the best of its runs."""
    def run(file):
        begin = time.perf_counter()
        process = subprocess.Popen([lab.binary, "prepare", lab.session, "-o", file, "--quiet"])
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            raise RuntimeError(f"prepare ended with {process.returncode}")
        return time.perf_counter() - begin, usage.ru_maxrss / 1024

    def best():
        with tempfile.TemporaryDirectory() as folder:
            runs = [run(pathlib.Path(folder) / "prepared.parquet") for _ in range(lab.pick(1, 5))]
        return {"total_s": min(seconds for seconds, _ in runs), "peak_rss_mib": min(mib for _, mib in runs)}
    return lab.once("prepare", best)


def _fastf1_prepared(lab):
    """FastF1 and pandas making the same table: total_s, peak_rss_mib."""
    def run():
        script = lab.root / "bench/fastf1/load_archive.py"
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "prepared.parquet"
            return lab.json_lines("FastF1, prepared table", fastf1_python(lab), script, lab.session, "--prepared", file)[-1]
    return lab.once("FastF1 prepared", run)


def _prepared(lab, key):
    measured = _prepare_command(lab)[key]
    try:
        return measured, _fastf1_prepared(lab)[key]
    except Missing:
        return measured


def prepared_table(lab):
    return _prepared(lab, "total_s")


def prepared_memory(lab):
    return _prepared(lab, "peak_rss_mib")


ROWS = [
    Row("decode.laps", "decode of all topics, with all messages and laps", "s", "less", decode_with_laps,
        "FastF1 load()", Goal("ratio", 40)),
    Row("decode.telemetry", "the same with all drivers' merged telemetry", "s", "less", with_telemetry,
        "FastF1 load() + get_telemetry() per driver", Goal("ratio", 40)),
    Row("decode.prepared", "full preparation: laps, all merged telemetry, the prepared table as zstd Parquet; whole process",
        "s", "less", prepared_table, "the same with FastF1 and pandas", Goal("ratio", 20)),
    Row("decode.prepared_memory", "peak memory of that", "MiB", "less", prepared_memory, "the same", Goal("ratio", 4)),
    Row("decode.memory", "peak memory of that, whole process", "MiB", "less", peak_memory, "the same FastF1",
        Goal("ratio", 3)),
]
