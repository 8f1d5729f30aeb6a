#!/usr/bin/env python3
"""openf1.py BINARY SESSION [SECONDS]: requests a second of GET /v1/car_data with varied filters, through wrk on the real
server; and how many a plain Python service could filter and write out of the same rows in memory, without any HTTP."""
import datetime
import json
import os
import pathlib
import re
import subprocess
import sys
import time
import urllib.request

from served import served

CARS, SPEEDS, PARTS = (1, 4, 16, 81), (310, 330, 340, 345), 12


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


HOLDS = {"=": lambda a, b: a == b, ">=": lambda a, b: a >= b, "<": lambda a, b: a < b}


def answer_in_python(rows, query):
    bounds = [(field, HOLDS[sign], datetime.datetime.fromisoformat(value) if field == "date" else value)
              for field, sign, value in query]
    found = [row for row in rows if all(row[field] is not None and holds(row[field], value)
                                        for field, holds, value in bounds)]
    return json.dumps([{**row, "date": row["date"].isoformat()} for row in found], separators=(",", ":"))


def python_rate(rows, asked):
    """Each query once, which takes long enough; rows hold dates as such, as a database would."""
    rows = [{**row, "date": datetime.datetime.fromisoformat(row["date"])} for row in rows]
    began = time.perf_counter()
    for query in asked:
        answer_in_python(rows, query)
    return len(asked) / (time.perf_counter() - began)


def wrk_rate(address, asked, seconds):
    script = pathlib.Path(__file__).resolve().parents[1] / "openf1.lua"
    done = subprocess.run(["wrk", "-t1", "-c8", f"-d{seconds}", "-s", script, address], check=True, capture_output=True,
                          text=True, env={**os.environ, "QUERIES": "\n".join(map(as_text, asked))})
    if "Non-2xx" in done.stdout:
        raise RuntimeError(f"answered with errors: {done.stdout}")
    return float(re.search(r"Requests/sec:\s*([0-9.]+)", done.stdout).group(1))


def main():
    binary, session, seconds = sys.argv[1], sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else "10"
    with served(binary, session, "--paused") as server:
        with urllib.request.urlopen(f"{server.address}/v1/car_data") as response:
            rows = json.load(response)
        asked = queries(rows)
        ours = wrk_rate(server.address, asked, seconds)
    print(json.dumps({"rows": len(rows), "queries": len(asked), "requests_per_s": ours,
                      "python_per_s": python_rate(rows, asked[::8])}))


main()
