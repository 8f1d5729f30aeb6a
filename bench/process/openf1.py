#!/usr/bin/env python3
"""openf1.py BINARY SESSION SECONDS [PYTHON CHECKOUT]: requests a second of GET /v1/car_data with varied filters, through wrk on
the real server; and of OpenF1's own service over the same session in memory (../openf1). Both must answer alike."""
import contextlib
import datetime
import json
import os
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

from served import served

# So many parts that no question comes again within the three seconds for which OpenF1 keeps answers.
CARS, SPEEDS, PARTS = (1, 4, 16, 81), (310, 330, 340, 345), 400


def queries(rows):
    """Driver and speed, as on OpenF1's front page; two seconds of one driver; two seconds of all; open DRS in top gear."""
    times = sorted(row["date"] for row in rows)
    starts = [times[len(times) * i // PARTS] for i in range(PARTS)]
    ends = [(datetime.datetime.fromisoformat(start) + datetime.timedelta(seconds=2)).isoformat() for start in starts]
    windows = list(zip(starts, ends))
    return ([[("driver_number", "=", car), ("speed", ">=", speed)] for car in CARS for speed in SPEEDS] +
            [[("driver_number", "=", car), ("date", ">=", start), ("date", "<", end)]
             for car in CARS for start, end in windows] +
            [[("date", ">=", start), ("date", "<", end)] for start, end in windows] +
            [[("driver_number", "=", car), ("n_gear", "=", 8), ("drs", ">=", 10), ("speed", ">=", 335)] for car in CARS])


def as_text(query):
    return "&".join(f"{field}{sign}{value}" for field, sign, value in query).replace("+", "%2B")


def wrk_rate(address, asked, seconds):
    script = pathlib.Path(__file__).resolve().parents[1] / "openf1.lua"
    with tempfile.NamedTemporaryFile("w") as file:
        file.write("\n".join(map(as_text, asked)))
        file.flush()
        done = subprocess.run(["wrk", "-t1", "-c8", f"-d{seconds}", "-s", script, address], check=True, capture_output=True,
                              text=True, env={**os.environ, "QUERIES": file.name})
    if "Non-2xx" in done.stdout or "Socket errors" in done.stdout:
        raise RuntimeError(f"answered with errors: {done.stdout}")
    return float(re.search(r"Requests/sec:\s*([0-9.]+)", done.stdout).group(1))


def answers(address):
    try:
        urllib.request.urlopen(address).close()
        return True
    except urllib.error.URLError:
        return False


@contextlib.contextmanager
def openf1_service(python, checkout, session):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    script = pathlib.Path(__file__).resolve().parents[1] / "openf1/car_data_service.py"
    process = subprocess.Popen([python, script, checkout, session, str(port)], stdout=subprocess.DEVNULL)
    try:
        while not answers(f"http://127.0.0.1:{port}/"):
            if process.poll() is not None:
                raise RuntimeError("OpenF1's service does not start")
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def get(address, query=""):
    with urllib.request.urlopen(f"{address}/v1/car_data?{query}") as response:
        return json.load(response)


def service_rate(python, checkout, session, asked, seconds, ours):
    with openf1_service(python, checkout, session) as theirs:
        for query in map(as_text, asked[::20]):
            if get(theirs, query) != get(ours, query):
                raise RuntimeError(f"other rows: {query}")
        return wrk_rate(theirs, asked, seconds)


def main():
    binary, session, seconds, *peer = sys.argv[1:]
    with served(binary, session, "--paused") as server:
        rows = get(server.address)
        asked = queries(rows)
        rates = {"requests_per_s": wrk_rate(server.address, asked, seconds)}
        if peer:
            rates["service_per_s"] = service_rate(*peer, session, asked, seconds, server.address)
    print(json.dumps({"rows": len(rows), "queries": len(asked), **rates}))


main()
