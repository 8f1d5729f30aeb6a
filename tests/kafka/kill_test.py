"""Processors are killed again and again at any moment: no alert is lost, none is doubled."""
import random
import signal
import time
import unittest

import cluster
import slipstream_process as sp

PART = ("--duration", "900")
BETWEEN_KILLS_S = (0.5, 4)
# So that the partitions of a dead member soon have another one.
QUICK = "kafka: {properties: {session.timeout.ms: 6000, heartbeat.interval.ms: 500}}"


class KilledProcessors(cluster.OnKafka):
    def test_alerts_are_those_of_an_undisturbed_run(self):
        run = "undisturbed"
        _, expected = self.undisturbed(run, *PART)
        self.assertGreater(len(expected), 1000)

        config = self.data / "quick.yaml"
        config.write_text(QUICK)
        lot = random.Random()
        process = ("process", "--config", config, *self.on_kafka)
        processors = [self.start(*process) for _ in range(3)]
        producer = self.start("produce", sp.MEXICO, "--speed", "20", *PART, "--run", run, *self.on_kafka)
        at_work = 0
        while producer.poll() is None:
            time.sleep(lot.uniform(*BETWEEN_KILLS_S))
            victim = processors.pop(lot.randrange(len(processors)))
            victim.send_signal(signal.SIGKILL)
            _, said = victim.communicate()
            at_work += " came" in said
            processors.append(self.start(*process))
        self.finish(producer)
        self.assertGreater(at_work, 1, "killed ones that had partitions")
        self.wait_processed()
        self.assert_alerts(run, expected)

    def test_members_come_and_go(self):
        """2 → 4 → 1 members while records come."""
        run = "come-and-go"
        _, expected = self.undisturbed(run, *PART)
        processors = [self.start("process", *self.on_kafka) for _ in range(2)]
        producer = self.start("produce", sp.MEXICO, "--speed", "60", *PART, "--run", run, *self.on_kafka)
        time.sleep(4)
        processors += [self.start("process", *self.on_kafka) for _ in range(2)]
        time.sleep(4)
        for processor in processors[1:]:
            processor.send_signal(signal.SIGTERM)
        for processor in processors[1:]:
            processor.communicate(timeout=sp.PATIENCE_S)
            self.assertEqual(processor.returncode, 130)
        self.finish(producer)
        self.wait_processed()
        self.assert_alerts(run, expected)


if __name__ == "__main__":
    unittest.main()
