"""The live stream: how late it is, and what many clients cost."""
import contextlib
import signal
import socket
import subprocess
import time

from harness.result import Goal, Missing, Row

_CLIENTS = 1000
_VIEWERS = 10_000


def latency(lab):
    return lab.process_script("sse_latency.py", lab.pick(4, 60))[-1]["telemetry"]["p99_ms"]


def live_clients(lab):
    streams = lab.program("bench/http_streams")
    run = lab.process_script("streams.py", streams, _CLIENTS, lab.pick(3, 20))[-1]
    return run["server_core_percent"], run["without_clients_core_percent"]


def _lab_viewers(figure, races):
    def measure(lab):
        viewers, of_races, seconds = lab.pick((50, min(races, 5), 3), (_VIEWERS, races, 30))
        run = lab.process_script("lab_streams.py", lab.program("bench/lab_streams"), viewers, of_races, seconds)[-1]
        if run["missed"] or run["of_other_races"]:
            raise Missing(f"{run['missed']} updates were missed, {run['of_other_races']} were of another race")
        return run[figure]
    return measure


def _lab_row(key, what, unit, figure, races, goal=None):
    return Row(f"lab.{key}.{races}", f"{_VIEWERS:,} viewers of the lab, {races:,} race{'s' if races > 1 else ''}: {what}", unit, "less",
               _lab_viewers(figure, races), goal=goal)


@contextlib.contextmanager
def _hello(lab):
    """The bare HTTP server on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([lab.program("bench/http_hello"), str(port)], stdout=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                break
            time.sleep(0.02)
        yield port, server.pid
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=30)


def bare_clients(lab):
    def run():
        with _hello(lab) as (port, pid):
            clients = [lab.program("bench/http_streams"), port, _CLIENTS, lab.pick(3, 10)]
            return lab.json_lines("http_streams", "env", f"SERVER_PID={pid}", *clients)[-1]["server_core_percent"]
    return lab.once("bare streams", run)


ROWS = [
    Row("stream.latency", "production to a client of the live stream, p99, 1×, whole grid", "ms", "less", latency,
        goal=Goal("measured", 10)),
    Row("stream.clients", f"{_CLIENTS:,} clients of the live stream, 1×, whole grid: share of a core", "%", "less",
        live_clients, "the same process without clients"),
    Row("stream.bare", f"{_CLIENTS:,} streams of the HTTP server alone, 10/s of 2 KB: share of a core", "%", "less",
        bare_clients),
    _lab_row("late", "update to viewer, p99", "ms", "p99_ms", 1000, Goal("measured", 250)),
    _lab_row("late", "update to viewer, p99", "ms", "p99_ms", 1, Goal("measured", 250)),
    _lab_row("core", "the server's share of a core", "%", "server_core_percent", 1000, Goal("measured", 100)),
    _lab_row("core", "the server's share of a core", "%", "server_core_percent", 1, Goal("measured", 100)),
    Row("lab.idle", "a server with a paused replay and no viewer: share of a core", "%", "less", _lab_viewers("idle_core_percent", 1000),
        goal=Goal("measured", 1)),
]
