"""python3 sse_latency.py BINARY SESSION [SECONDS]: from production to a client of the live stream at 1×.

For telemetry, and for alerts: those from when the sample was produced that opened or closed them. What comes in the first
seconds, while everybody joins, is not counted.
"""
import json
import sys
import time
import urllib.request

from served import served


JOINING_S = 4


def measure(stream, seconds):
    """Milliseconds on the way, of frames of telemetry and of alerts."""
    produced, frames, alerts = {}, [], []
    event = None
    began = time.monotonic()
    for line in stream:
        now = time.time() * 1000
        passed = time.monotonic() - began
        if line.startswith(b"event:"):
            event = line[6:].strip()
        elif line.startswith(b"data:"):
            data = json.loads(line[5:])
            if event == b"telemetry":
                if passed > JOINING_S:
                    produced[round(data["t"], 3)] = data["wall"]
                    frames.append(now - data["wall"])
            elif round(data["session_time"], 3) in produced:
                alerts.append(now - produced[round(data["session_time"], 3)])
        if passed > JOINING_S + seconds:
            return frames, alerts


def figures(late_ms):
    late_ms.sort()
    at = lambda part: round(late_ms[min(len(late_ms) - 1, int(part * len(late_ms)))], 2) if late_ms else None
    return {"count": len(late_ms), "p50_ms": at(0.5), "p99_ms": at(0.99), "max_ms": at(1)}


def main(arguments, options=()):
    """`options` are of `slipstream up`."""
    binary, session = arguments[:2]
    seconds = float(arguments[2]) if len(arguments) > 2 else 60
    with served(binary, session, "--speed", "1", "--from", "lap 2", *options) as server:
        stream = urllib.request.urlopen(server.address + "/api/v1/live/stream?events=telemetry,alert")
        frames, alerts = measure(stream, seconds)
    print(json.dumps({"telemetry": figures(frames), "alerts": figures(alerts)}))


if __name__ == "__main__":
    main(sys.argv[1:])
