"""python3 chain.py BINARY SESSION: the whole chain at speed max; counts what the store has received at the end."""
import json
import sys
import time
import urllib.error
import urllib.request

from served import served

binary, session = sys.argv[1:]
get = lambda url: json.load(urllib.request.urlopen(url))


def replay_has_ended(server):
    try:
        return get(server.address + "/api/v1/replay")["state"] == "ended"
    except urllib.error.HTTPError as error:  # 404 until the replay has told of itself
        if error.code != 404:
            raise
        return False


with served(binary, session, "--speed", "max", "--from", "0", "--quiet") as server:
    begin = time.perf_counter()
    last, counted_at, stats = -1, begin, {}
    while True:
        stats = get(server.address + "/stats")
        count = stats["messages_received"]
        if count != last:
            last, counted_at = count, time.perf_counter()
        elif replay_has_ended(server) and time.perf_counter() - counted_at > 0.5:
            break
        time.sleep(0.01)
    seconds = counted_at - begin
    print(json.dumps({"telemetry_in_store": last, "seconds": round(seconds, 2), "records_per_second": round(last / seconds),
                      "alerts": stats["alerts_received"], "rejected": stats["consumers"]["store"]["rejected"]}))
