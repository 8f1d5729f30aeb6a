"""python3 pacing.py BINARY SESSION SPEED[:DURATION[:DRIVERS]]…   e.g. 1:600 10 50 10::VER,NOR,LEC

Effective speed and lateness of `produce`; the runs go side by side, each on a log of its own.
"""
import json
import subprocess
import sys
import tempfile

binary, session, *runs = sys.argv[1:]
started = []
for run in runs:
    speed, duration, drivers = (run.split(":") + ["", ""])[:3]
    data = tempfile.TemporaryDirectory(prefix="slipstream-bench-")
    command = [binary, "produce", session, "--speed", speed, "--json", "--quiet", "--data", data.name]
    command += ["--duration", duration] if duration else []
    command += ["--drivers", drivers] if drivers else []
    started.append((run, data, subprocess.Popen(command, stdout=subprocess.PIPE, text=True)))
for run, data, process in started:
    report = json.loads(process.communicate()[0])
    wanted = float(run.split(":")[0])
    print(json.dumps({"run": run, "messages": report["messages_sent"], "seconds": round(report["duration_seconds"], 1),
                      "effective_speed": report["effective_speed"],
                      "speed_error_percent": round(100 * (report["effective_speed"] / wanted - 1), 5),
                      "p50_lateness_ms": report["p50_lateness_ms"], "p99_lateness_ms": report["p99_lateness_ms"],
                      "max_lateness_ms": report["max_lateness_ms"]}), flush=True)
    data.cleanup()
