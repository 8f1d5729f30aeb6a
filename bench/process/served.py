"""`slipstream up` for a measurement: starts it, finds its address, ends it."""
import collections
import contextlib
import os
import re
import subprocess
import tempfile
import time

Served = collections.namedtuple("Served", "address began pid")


@contextlib.contextmanager
def served(binary, session, *options):
    with tempfile.TemporaryDirectory(prefix="slipstream-bench-") as data:
        began = time.perf_counter()
        process = subprocess.Popen([binary, "up", session, "--listen", "127.0.0.1:0", "--data", data, *options],
                                   stdout=subprocess.PIPE, text=True)
        try:
            address = re.search(r"http://[0-9.:]+", process.stdout.readline()).group(0)
            yield Served(address, began, process.pid)
        finally:
            process.send_signal(2)
            process.wait()


def cpu_seconds(pid):
    with open(f"/proc/{pid}/stat", encoding="utf-8") as stat:
        user, system = stat.read().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
