"""python3 sse_latency.py BINARY SESSION [SECONDS]: from production to a client of the live stream at 1×."""
import json
import sys
import time
import urllib.request

from served import served

binary, session = sys.argv[1:3]
seconds = float(sys.argv[3]) if len(sys.argv) > 3 else 60
late_ms = []
with served(binary, session, "--speed", "1", "--from", "lap 2") as server:
    stream = urllib.request.urlopen(server.address + "/api/v1/live/stream?events=telemetry")
    end = time.monotonic() + seconds
    for line in stream:
        if line.startswith(b"data:"):
            now = time.time() * 1000
            late_ms.append(now - json.loads(line[5:])["wall"])
        if time.monotonic() > end:
            break
late_ms.sort()
at = lambda part: round(late_ms[min(len(late_ms) - 1, int(part * len(late_ms)))], 2)
print(json.dumps({"frames": len(late_ms), "p50_ms": at(0.5), "p99_ms": at(0.99), "max_ms": at(1)}))
