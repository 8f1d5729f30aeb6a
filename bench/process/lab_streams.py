"""python3 lab_streams.py BINARY SESSION LAB_STREAMS [CLIENTS [RACES [SECONDS]]]: how soon the lab's viewers see an update.

LAB_STREAMS is the program of bench/lab_streams.cpp. Races of an update a second run in the serving process, whose replay is
paused: its share of a core without races and viewers is told too.
"""
import json
import os
import subprocess
import sys
import time
import urllib.request

from served import cpu_seconds, served

binary, session, lab_streams = sys.argv[1:4]
clients, races, seconds = (sys.argv[4:] + ["10000", "1000", "30"][len(sys.argv) - 4:])[:3]


def start_race(address):
    body = json.dumps({"driver_name": "Lando Norris", "duration": 3600}).encode()
    request = urllib.request.Request(f"{address}/api/v1/races", body, {"Content-Type": "application/json"})
    return json.load(urllib.request.urlopen(request))["race_id"]


with served(binary, session, "--paused") as server:
    time.sleep(2)
    before = cpu_seconds(server.pid)
    time.sleep(float(seconds))
    idle = 100 * (cpu_seconds(server.pid) - before) / float(seconds)
    ids = [start_race(server.address) for _ in range(int(races))]
    port = server.address.rpartition(":")[2]
    run = subprocess.run([lab_streams, port, clients, seconds, *ids], check=True, capture_output=True, text=True,
                         env={**os.environ, "SERVER_PID": str(server.pid)})
    print(json.dumps({**json.loads(run.stdout), "idle_core_percent": round(idle, 2)}))
