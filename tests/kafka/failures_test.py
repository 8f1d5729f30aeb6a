"""What fails on a real Kafka, and what becomes of it: nothing acknowledged is lost, and the user is told."""
import collections
import os
import signal
import time
import unittest

import cluster
import slipstream_process as sp

PART = ("--duration", "300")


class Failing(cluster.OnKafka):
    """A run while something fails, compared with the same run undisturbed."""

    def broker_pid(self, number):
        return int((self.cluster / str(number) / "pid").read_text().split()[0])

    def kill_broker(self, number):
        os.kill(self.broker_pid(number), signal.SIGKILL)

    def restart_brokers(self):
        cluster.kafka("up", "--brokers", self.BROKERS, "--data", self.cluster)

    def play_while(self, run, disturb, *config):
        """Produces, processes and serves a run; `disturb(server)` is called in the middle of it."""
        telemetry, alerts = self.undisturbed(run, *PART)
        done = sp.run("topics", "create", *config, *self.on_kafka, data=self.data)
        self.assertEqual(done.returncode, 0, done.stderr)
        processors = [self.start("process", *self.on_kafka) for _ in range(2)]
        server = sp.Slipstream("serve", *self.on_kafka, data=self.data)
        self._stack.callback(server.close)
        producer = self.start("produce", sp.MEXICO, "--speed", "20", *PART, "--run", run, *self.on_kafka)
        with self.quoting(*processors):
            sp.wait_for(lambda: server.get("/stats").json()["messages_received"] > 1000, "the run at the server")
            disturb(server)
            self.finish(producer)
            self.wait_processed()
            written = collections.Counter(record["key"] for record in self.records("f1-telemetry", *self.on_kafka))
            self.assertEqual(written, telemetry, "records of each driver")
            self.assert_alerts(run, alerts)
            sp.wait_for(lambda: server.get("/stats").json()["messages_received"] == sum(telemetry.values()), "everything at the server")
            self.assertEqual(server.get("/readyz").status, 200)
            for processor in processors:
                self.assertIsNone(processor.poll(), "the processors are still at work")
        return server


class OneBroker(Failing):
    def test_restarted_in_mid_stream(self):
        def disturb(server):
            self.kill_broker(1)
            sp.wait_for(lambda: "can be reached; what is under way waits" in server.stderr(), "the server to notice")
            time.sleep(2)
            self.restart_brokers()

        server = self.play_while("restarted", disturb)
        self.assertIn("can be reached again", server.stderr())
        metrics = server.get("/metrics", headers={"Accept": "text/plain"}).body.decode()
        self.assertIn("slipstream_kafka_reachable 1", metrics)
        self.assertRegex(metrics, r"slipstream_kafka_connection_errors_total [1-9]")


class ThreeReplicas(Failing):
    BROKERS = 3
    SETTINGS = "kafka: {replication_factor: 3, topic_properties: {min.insync.replicas: 2}}"

    def test_one_of_three_brokers_is_lost(self):
        config = self.data / "replicas.yaml"
        config.write_text(self.SETTINGS)

        def disturb(_):
            self.kill_broker(2)
            time.sleep(3)

        self.play_while("one-lost", disturb, "--config", config)


class TwoReplicas(ThreeReplicas):
    SETTINGS = "kafka: {replication_factor: 2, topic_properties: {min.insync.replicas: 1}}"


class DeletedTopic(Failing):
    def test_a_topic_deleted_under_way_is_told(self):
        server = sp.Slipstream("serve", *self.on_kafka, data=self.data)
        self._stack.callback(server.close)
        server.wait_ready()
        producer = self.start("produce", sp.MEXICO, *PART, *self.on_kafka)
        processor = self.start("process", *self.on_kafka)
        sp.wait_for(lambda: server.get("/stats").json()["messages_received"] > 100, "the run at the server")
        done = sp.run("topics", "delete", "f1-telemetry", *self.on_kafka, data=self.data)
        self.assertEqual(done.returncode, 0, done.stderr)
        for process in (producer, processor):
            _, said = process.communicate(timeout=sp.PATIENCE_S)
            self.assertNotIn(process.returncode, (0, -signal.SIGSEGV, -signal.SIGABRT), said)
            self.assertIn("f1-telemetry", said.splitlines()[-1])
        sp.wait_for(lambda: server.get("/readyz").status == 503, "the server not to be ready")
        self.assertIn("topic f1-telemetry has been deleted", server.stderr())


if __name__ == "__main__":
    unittest.main()
