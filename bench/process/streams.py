"""python3 streams.py BINARY SESSION HTTP_STREAMS [CLIENTS [SECONDS]]: what clients of the live stream cost at 1×.

HTTP_STREAMS is the program of bench/http_streams.cpp. The serving process replays as well: its share of a core without
any client is told too.
"""
import json
import os
import subprocess
import sys
import time

from served import cpu_seconds, served

binary, session, http_streams = sys.argv[1:4]
clients = sys.argv[4] if len(sys.argv) > 4 else "1000"
seconds = sys.argv[5] if len(sys.argv) > 5 else "20"


with served(binary, session, "--speed", "1", "--from", "lap 2") as server:
    time.sleep(1)
    before = cpu_seconds(server.pid)
    time.sleep(float(seconds))
    alone = 100 * (cpu_seconds(server.pid) - before) / float(seconds)
    port = server.address.rpartition(":")[2]
    run = subprocess.run([http_streams, port, clients, seconds, "/api/v1/live/stream"], check=True, capture_output=True,
                         text=True, env={**os.environ, "SERVER_PID": str(server.pid)})
    print(json.dumps({**json.loads(run.stdout), "without_clients_core_percent": round(alone, 1)}))
