"""python3 startup.py BINARY SESSION [RUNS]: seconds from the start of the process to the first answered /drivers."""
import json
import sys
import time
import urllib.request

from served import served

binary, session = sys.argv[1:3]
took = []
for _ in range(int(sys.argv[3]) if len(sys.argv) > 3 else 5):
    with served(binary, session) as server:
        while not json.load(urllib.request.urlopen(server.address + "/drivers")):
            time.sleep(0.001)
        took.append(time.perf_counter() - server.began)
print(json.dumps({"runs": len(took), "median_s": round(sorted(took)[len(took) // 2], 3), "max_s": round(max(took), 3)}))
