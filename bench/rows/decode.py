"""Reading a session, against FastF1 on the same files right after."""
import os
import pathlib
import subprocess

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


ROWS = [
    Row("decode.laps", "decode of all topics, with all messages and laps", "s", "less", decode_with_laps,
        "FastF1 load()", Goal("ratio", 40)),
    Row("decode.telemetry", "the same with all drivers' merged telemetry", "s", "less", with_telemetry,
        "FastF1 load() + get_telemetry() per driver", Goal("ratio", 40)),
    Row("decode.memory", "peak memory of that, whole process", "MiB", "less", peak_memory, "the same FastF1",
        Goal("ratio", 3)),
]
