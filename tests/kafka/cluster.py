"""A real Kafka on free ports for the tests of this folder, and what was written to it."""
import collections
import contextlib
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/e2e"))
import slipstream_process as sp  # noqa: E402


def kafka(*arguments):
    done = subprocess.run([ROOT / "tools/kafka", *map(str, arguments)], capture_output=True, text=True, timeout=sp.PATIENCE_S)
    if done.returncode != 0:
        raise AssertionError(f"tools/kafka {arguments}: {done.stderr}")
    return done.stdout


class OnKafka(sp.EndToEnd):
    """Tests against one cluster, which ends with them."""

    BROKERS = 1
    UP = ()  # further options of tools/kafka up

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="slipstream-kafka-")
        cls.addClassCleanup(folder.cleanup)
        cls.cluster = pathlib.Path(folder.name)
        cls.addClassCleanup(kafka, "down", "--data", cls.cluster)
        kafka("up", "--brokers", cls.BROKERS, "--port", "0", "--data", cls.cluster, *cls.UP)
        cls.address = kafka("address", "--data", cls.cluster).strip()
        cls.on_kafka = ("--engine", "kafka", "--bootstrap-servers", cls.address)

    def setUp(self):
        super().setUp()
        sp.need_shared(self)

    def start(self, *arguments, **kwargs):
        """A command of ours that runs beside the test."""
        process = subprocess.Popen([sp.BINARY, *map(str, arguments), "--data", str(self.data)], text=True,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, **kwargs)

        def end():
            if process.poll() is None:
                process.kill()
            process.communicate()

        self._stack.callback(end)
        return process

    @staticmethod
    @contextlib.contextmanager
    def quoting(*processes):
        """A failure of what happens within comes with what these have said on stderr."""
        try:
            yield
        except AssertionError as failure:
            for process in processes:
                code = process.poll()
                process.kill()
                failure.add_note(f"{process.args[1]} ({'at work' if code is None else code}): {process.communicate()[1]}")
            raise

    def finish(self, process):
        """Waits for its end; returns what it said on stdout."""
        out, err = process.communicate(timeout=sp.PATIENCE_S)
        self.assertEqual(process.returncode, 0, err)
        return out

    def records(self, topic, *engine, data=None):
        """All records of a topic, as `topics tail --json` prints them."""
        done = sp.run("topics", "tail", topic, "--from", "start", "--no-follow", "--json", *engine, data=data or self.data)
        self.assertEqual(done.returncode, 0, done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def alerts(self, run, *engine, data=None):
        """How often each alert of a run was opened and closed."""
        values = (record["value"] for record in self.records("f1-alerts", *engine, data=data))
        return collections.Counter((value["rule"], value["driver_id"], value["started_at"], value["state"], value.get("ended_at"), value["alert_id"])
                                   for value in values if value["run_id"] == run)

    def undisturbed(self, run, *part):
        """One process on the embedded log plays this part of the session: records of each driver, and the alerts."""
        data = self.data / "embedded"
        done = sp.run("produce", sp.MEXICO, "--speed", "max", *part, "--run", run, "--analyse", data=data)
        self.assertEqual(done.returncode, 0, done.stderr)
        telemetry = collections.Counter(record["key"] for record in self.records("f1-telemetry", data=data))
        return telemetry, self.alerts(run, data=data)

    def assert_alerts(self, run, expected):
        """The run's alerts come to be the expected ones, each opened and closed as often."""
        found = collections.Counter()

        def all_there():
            found.clear()
            found.update(self.alerts(run, *self.on_kafka))
            return not expected - found

        with contextlib.suppress(AssertionError):
            sp.wait_for(all_there, "the alerts")
        self.assertEqual((sorted(expected - found, key=str), sorted(found - expected, key=str)), ([], []), "lost, and doubled or new")

    def wait_processed(self):
        """Until the processors have committed all of f1-telemetry."""

        def processed():
            done = sp.run("topics", "describe", "f1-telemetry", "--json", *self.on_kafka, data=self.data)
            self.assertEqual(done.returncode, 0, done.stderr)
            topic = json.loads(done.stdout)
            committed = {group["partition"]: group["committed"] for group in topic["groups"] if group["group"] == "slipstream-analytics"}
            return all(part["end"] == part["begin"] or committed.get(part["partition"]) == part["end"] for part in topic["partitions"])

        sp.wait_for(processed, "the processors to commit everything")
