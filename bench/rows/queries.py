"""POST /query on full synthetic buffers (20 × 60,000 points) while records come in as at 1×."""
import json
import os
import re
import shutil
import signal
import subprocess

from harness.result import Goal, Missing, Row

_EXISTING_BRIDGE = 2.4  # requests a second for the same query, recorded once


def _wrk(lab, url, *options, points=0):
    seconds = lab.pick(1, 10)
    done = subprocess.run(["wrk", "-t1", "-c8", f"-d{seconds}", *options, url], check=True, capture_output=True,
                          text=True, env={**os.environ, "POINTS": str(points)})
    if "Non-2xx" in done.stdout:
        raise RuntimeError(f"{url} answered with errors")
    return float(re.search(r"Requests/sec:\s*([0-9.]+)", done.stdout).group(1))


def _measure(lab):
    if shutil.which("wrk") is None:
        raise Missing("wrk is not installed")
    script = ("-s", lab.root / "bench/query.lua")
    server = subprocess.Popen([lab.program("bench/query_server"), "127.0.0.1:0"], stdout=subprocess.PIPE, text=True)
    try:
        address = re.search(r"[0-9.]+:[0-9]+", server.stdout.readline()).group(0)
        rates = {"all": _wrk(lab, f"http://{address}/query", *script),
                 "reduced": _wrk(lab, f"http://{address}/query", *script, points=1000),
                 "bare": _wrk(lab, f"http://{address}/healthz")}
    finally:
        server.send_signal(signal.SIGINT)
        last_line = server.communicate(timeout=60)[0]
    return {**rates, **json.loads(last_line)}


def _queries(lab):
    return lab.once("queries", lambda: _measure(lab))


ROWS = [
    Row("query.all", "POST /query, one driver, 60,000 points", "requests/s", "more",
        lambda lab: (_queries(lab)["all"], _EXISTING_BRIDGE), "existing bridge, recorded", Goal("ratio", 80)),
    Row("query.reduced", "the same with maxDataPoints 1000", "requests/s", "more",
        lambda lab: (_queries(lab)["reduced"], _queries(lab)["bare"]), "bare GET of the same server", Goal("ratio", 0.1)),
    Row("query.ingest", "p99 of taking in a tick of 20 records meanwhile", "ms", "less",
        lambda lab: _queries(lab)["ingest_p99_ms"], goal=Goal("measured", 10)),
    Row("query.memory", "all buffers, 20 × 60,000 points", "MiB", "less",
        lambda lab: _queries(lab)["buffers_mib"], goal=Goal("measured", 64)),
]
