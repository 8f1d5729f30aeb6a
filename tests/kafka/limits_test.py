"""What is too large, too slow or half done on a real Kafka: it is told, and harms nothing else."""
import json
import signal
import subprocess
import unittest

import cluster
import slipstream_process as sp

PART = ("--duration", "600")
# So that the partitions of a silent member soon have another one.
QUICK = "{session.timeout.ms: 6000, heartbeat.interval.ms: 500, max.poll.interval.ms: 6000}"


class Limited(cluster.OnKafka):
    def setUp(self):
        super().setUp()
        self.succeed("topics", "create")

    def succeed(self, *arguments):
        done = sp.run(*arguments, *self.on_kafka, data=self.data)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done

    def properties(self, text):
        """An option that gives librdkafka these properties."""
        file = self.data / f"{abs(hash(text))}.yaml"
        file.write_text(f"kafka: {{properties: {text}}}")
        return "--config", file

    def serve(self):
        server = sp.Slipstream("serve", *self.on_kafka, data=self.data)
        self._stack.callback(server.close)
        return server

    def assert_at_work(self, *processors):
        for processor in processors:
            said = processor.communicate()[1] if processor.poll() is not None else ""
            self.assertIsNone(processor.poll(), said)

    def told(self, server, *names):
        """A number of /stats."""
        value = server.get("/stats").json()
        for name in names:
            value = value.get(name) or {}
        return value or 0


class TooLarge(Limited):
    def limit(self, topic, size):
        cluster.kafka("run", "configs", "--bootstrap-server", self.address, "--alter", "--entity-type", "topics", "--entity-name", topic,
                      "--add-config", f"max.message.bytes={size}")

    def test_batches_that_a_topic_does_not_take(self):
        run = "small-batches"
        few = (*PART, "--drivers", "VER,HAM")  # small batches are slow
        _, alerts = self.undisturbed(run, *few)
        self.limit("f1-telemetry", 10_000)
        server = self.serve()
        processor = self.start("process", *self.on_kafka)
        done = sp.run("produce", sp.MEXICO, "--speed", "max", *PART, *self.on_kafka, data=self.data)
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertRegex(done.stderr.splitlines()[-1], r"f1-telemetry\[\d\]: .* too large: the topic takes 10000 bytes .*batch\.size")
        # As it says; and all the others are still at work.
        self.succeed("produce", sp.MEXICO, "--speed", "20", *few, "--run", run, *self.properties("{batch.size: 8000}"))
        self.wait_processed()
        self.assert_alerts(run, alerts)
        sp.wait_for(lambda: self.told(server, "run_id") == run and self.told(server, "alerts_received") >= sum(alerts.values()),
                    "the run at the server")
        self.assertIsNone(processor.poll())

    def test_records_of_others_that_no_client_of_ours_would_send(self):
        run = "beside-large-ones"
        _, alerts = self.undisturbed(run, *PART)
        self.limit("f1-telemetry", 20_000_000)
        server = self.serve()
        processor = self.start("process", *self.on_kafka)
        size = 8_000_000
        file = self.data / "large"
        for value in ("x" * size, json.dumps({"driver_id": "XYZ", "session_time": 600.0, "speed": 331.0, "theirs": "x" * size})):
            file.write_text(value)
            subprocess.run(["kcat", "-b", self.address, "-P", "-t", "f1-telemetry", "-k", "XYZ", "-X", "message.max.bytes=20000000", file],
                           check=True, timeout=sp.PATIENCE_S)
        self.succeed("produce", sp.MEXICO, "--speed", "max", *PART, "--run", run)
        self.wait_processed()
        self.assert_alerts(run, alerts)
        sp.wait_for(lambda: self.told(server, "run_id") == run and self.told(server, "alerts_received") >= sum(alerts.values()),
                    "the run at the server")
        self.assertIsNone(processor.poll())
        dead = self.records("f1-dead-letter", *self.on_kafka)
        self.assertEqual([(letter["headers"]["topic"], letter["headers"]["bytes"], len(letter["value"])) for letter in dead],
                         [("f1-telemetry", str(size), 100_000)])


class TooSlow(Limited):
    def test_a_processor_that_is_silent_for_a_while(self):
        run = "silent"
        _, alerts = self.undisturbed(run, *PART)
        processors = [self.start("process", *self.properties(QUICK), *self.on_kafka) for _ in range(2)]
        server = self.serve()

        def members(number):
            sp.wait_for(lambda: self.told(server, "consumers", "processors", "members") == number, f"{number} processors")

        members(2)
        producer = self.start("produce", sp.MEXICO, "--speed", "20", *PART, "--run", run, *self.on_kafka)
        sp.wait_for(lambda: self.told(server, "messages_received") > 1000, "the run at the server")
        processors[0].send_signal(signal.SIGSTOP)
        members(1)
        processors[0].send_signal(signal.SIGCONT)
        members(2)
        self.finish(producer)
        self.wait_processed()
        self.assert_alerts(run, alerts)
        self.assert_at_work(*processors)


class HalfDone(Limited):
    """A processor falls silent in the middle of a transaction."""

    def ends(self, level):
        described = self.succeed("topics", "describe", "f1-state", "--json", *self.properties(f"{{isolation.level: {level}}}"))
        return [partition["end"] for partition in json.loads(described.stdout)["partitions"]]

    def stop_half_done(self, processor):
        def half_done():
            processor.send_signal(signal.SIGSTOP)
            if self.ends("read_uncommitted") != self.ends("read_committed"):
                return True
            processor.send_signal(signal.SIGCONT)
            return False

        sp.wait_for(half_done, "a transaction to be open")

    def play(self, run, disturb):
        _, alerts = self.undisturbed(run, *PART)
        server = self.serve()
        first = self.start("process", *self.properties(QUICK), *self.on_kafka)
        producer = self.start("produce", sp.MEXICO, "--speed", "20", *PART, "--run", run, *self.on_kafka)
        sp.wait_for(lambda: self.told(server, "alerts_received") > 10, "alerts at the server")
        self.stop_half_done(first)
        before = self.told(server, "alerts_received")
        second = self.start("process", *self.properties(QUICK), *self.on_kafka)
        disturb(first, lambda: sp.wait_for(lambda: self.told(server, "alerts_received") > before, "alerts of the second"))
        self.finish(producer)
        self.wait_processed()
        self.assert_alerts(run, alerts)
        sp.wait_for(lambda: self.told(server, "alerts_received") == sum(alerts.values()), "all alerts at the server")
        return first, second


class Killed(HalfDone):
    def test_and_is_killed(self):
        def disturb(first, goes_on):
            first.kill()
            goes_on()

        _, second = self.play("killed", disturb)
        self.assertIsNone(second.poll())


class Woken(HalfDone):
    def test_and_comes_back_when_another_has_its_work(self):
        def disturb(first, goes_on):
            goes_on()
            first.send_signal(signal.SIGCONT)

        self.assert_at_work(*self.play("woken", disturb))


if __name__ == "__main__":
    unittest.main()
