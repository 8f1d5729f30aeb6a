"""Starts the real binary for a test, talks to it as a user would, and cleans up by pid."""
import contextlib
import json
import os
import pathlib
import re
import signal
import subprocess
import tempfile
import threading
import time
import unittest
import urllib.error
import urllib.request

BINARY = os.environ.get("SLIPSTREAM_BINARY", "")
ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = pathlib.Path(os.environ.get("SLIPSTREAM_SHARED", ROOT.parent / "shared"))
MEXICO = SHARED / "data/archive/2025-10-25_Mexico_City_Grand_Prix_Qualifying"
SPRINT = SHARED / "data/archive/2025-05-03_Miami_Grand_Prix_Sprint_timing_only"
RACE_RECORDING = SHARED / "data/recordings/Miami_Grand_Prix_Race_20250504_210213.data.txt"

# How long a condition may take under sanitizers on a busy machine; never a measure of speed.
PATIENCE_S = 120


def need_shared(test):
    """Skips without real data; inside CI that is a failure."""
    if MEXICO.is_dir():
        return
    if os.environ.get("CI") == "true":
        test.fail("no shared data")
    test.skipTest("no shared data: set SLIPSTREAM_SHARED")


def run(*arguments, data=None, environment=None, input_text=None):
    """Runs a command to its end. Returns the CompletedProcess with texts."""
    command = [BINARY, *map(str, arguments)]
    if data is not None:
        command += ["--data", str(data)]
    return subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_S, input=input_text,
                          env={**os.environ, **(environment or {})})


def wait_for(condition, what):
    """The first true value of condition(); fails after PATIENCE_S."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        value = condition()
        if value:
            return value
        time.sleep(0.02)
    raise AssertionError(f"waited in vain for {what}")


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        return json.loads(self.body)


class Slipstream:
    """A running `slipstream up` (or another serving command) on a free port."""

    def __init__(self, *arguments, data, environment=None):
        self.log = tempfile.TemporaryFile(mode="w+")
        command = [BINARY, *map(str, arguments), "--listen", "127.0.0.1:0", "--data", str(data)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=self.log, text=True,
                                        env={**os.environ, **(environment or {})})
        self.lines = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.address = wait_for(self._find_address, "the address line; stderr: " + self.stderr())

    def _read(self):
        for line in self.process.stdout:
            self.lines.append(line)

    def _find_address(self):
        if self.process.poll() is not None:
            raise AssertionError(f"ended with {self.process.returncode}: {self.stderr()}")
        for line in list(self.lines):
            if match := re.search(r"http://[0-9.:]+", line):
                return match.group(0)
        return None

    def stderr(self):
        self.log.seek(0)
        return self.log.read()

    def request(self, path, method=None, body=None, headers=None):
        data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        request = urllib.request.Request(self.address + path, data=data, method=method, headers=headers or {})
        if body is not None and "Content-Type" not in (headers or {}):
            request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE_S) as response:
                return Answer(response.status, response.headers, response.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.headers, error.read())

    def get(self, path, **kwargs):
        return self.request(path, **kwargs)

    def post(self, path, body=None):
        return self.request(path, method="POST", body=body)

    def wait_ready(self):
        wait_for(lambda: self.get("/readyz").status == 200, "/readyz")
        return self

    def wait_ended(self):
        """Until the replay has played its part."""
        wait_for(lambda: self.get("/api/v1/replay").json().get("state") == "ended", "the end of the replay")
        return self

    def stop(self, signal_number=signal.SIGINT):
        """Asks it to stop; returns the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal_number)
        code = self.process.wait(timeout=PATIENCE_S)
        self._reader.join()
        return code

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self._reader.join()
        self.process.stdout.close()
        self.log.close()


class EndToEnd(unittest.TestCase):
    """A test with a data directory of its own and processes that end with it."""

    def setUp(self):
        self._stack = contextlib.ExitStack()
        self.addCleanup(self._stack.close)
        self.data = pathlib.Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="slipstream-")))

    def up(self, *arguments, data=None, **kwargs):
        server = Slipstream("up", *arguments, data=data or self.data, **kwargs)
        self._stack.callback(server.close)
        return server


def events(stream):
    """The events of an open text/event-stream as dicts of event, id and data."""
    event = {}
    for raw in stream:
        line = raw.decode().rstrip("\r\n")
        if not line:
            if "data" in event:
                yield event
            event = {}
            continue
        if line.startswith(":"):
            continue
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        event[name] = event[name] + "\n" + value if name == "data" and "data" in event else value
