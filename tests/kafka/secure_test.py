"""A cluster that wants TLS and a name: with them all works as anywhere; who lacks something is told what, and ends."""
import json
import os
import unittest

import cluster
import slipstream_process as sp

PART = ("--speed", "max", "--duration", "60")
COMMANDS = (("topics", "list"), ("produce", sp.MEXICO, *PART), ("process", "--once"), ("serve", "--listen", "127.0.0.1:0"),
            ("consume", "--timeout", "2"), ("doctor",))
SECRETS = ("slipstream-secret", "reader-secret", "not-the-secret")


class Secure(cluster.OnKafka):
    UP = ("--secure",)

    def setUp(self):
        super().setUp()
        # As if the system trusted the cluster's authority.
        self.environment = {"SSL_CERT_FILE": str(self.cluster / "ca.pem"), "SSL_CERT_DIR": str(self.data)}

    def user(self, name, password, more=""):
        """Options by which a command comes as a user: the lab's file, as one has it for Confluent Cloud."""
        file = self.data / f"{name}.yaml"
        file.write_text(f'kafka:\n  bootstrap.servers: "{self.address}"\n  security.protocol: SASL_SSL\n  sasl.mechanism: PLAIN\n'
                        f"  sasl.username: {name}\n  sasl.password: {password}\n{more}")
        return "--engine", "kafka", "--config", file

    def admin(self):
        return self.user("slipstream", "slipstream-secret")

    def reader(self):
        return self.user("reader", "reader-secret")

    def ours(self, *arguments):
        """Runs a command, which must never tell a secret."""
        done = sp.run(*arguments, data=self.data, environment=self.environment)
        self.assert_no_secret(done.stdout + done.stderr)
        return done

    def assert_no_secret(self, said):
        for secret in SECRETS:
            self.assertNotIn(secret, said)

    def succeed(self, *arguments):
        done = self.ours(*arguments)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done

    def refused(self, reason, *arguments):
        """The command fails and says why, in its last line; doctor says it among its checks."""
        done = self.ours(*arguments)
        self.assertEqual(done.returncode, 1, f"{arguments}: {done.stdout}{done.stderr}")
        self.assertIn(reason, done.stdout if arguments[0] == "doctor" else done.stderr.splitlines()[-1], arguments)

    def acls(self, *arguments):
        cluster.kafka("run", "acls", "--bootstrap-server", self.address, "--command-config", self.cluster / "client.properties", *arguments)

    def allow(self, operation, *where):
        """Gives the reader a right, until the test's end."""
        self.acls("--add", "--allow-principal", "User:reader", "--operation", operation, *where)
        self._stack.callback(self.disallow, *where)

    def disallow(self, *where):
        self.acls("--remove", "--force", *where)


class Login(Secure):
    def assert_works(self, *engine):
        sent = json.loads(self.succeed("produce", sp.MEXICO, *PART, "--json", *engine).stdout)["telemetry_sent"]
        self.assertGreater(sent, 1000)
        processed = json.loads(self.succeed("process", "--once", "--json", *engine).stdout)
        self.assertGreaterEqual(processed["messages_processed"], sent)
        consumed = json.loads(self.succeed("consume", "--max-messages", sent, "--json", *engine).stdout)
        self.assertEqual(consumed["messages_processed"], sent)
        topics = json.loads(self.succeed("topics", "list", "--json", *engine).stdout)
        self.assertGreater({topic["topic"]: topic["records"] for topic in topics}["f1-alerts"], 0)
        self.assertIn("10 topics", self.succeed("doctor", *engine).stdout)

    def test_the_labs_file_is_enough(self):
        self.assert_works(*self.admin())

    def test_so_are_an_address_a_key_and_a_secret_in_the_environment(self):
        self.environment |= {"KAFKA_BOOTSTRAP_SERVERS": self.address, "KAFKA_API_KEY": "slipstream",
                             "KAFKA_API_SECRET": "slipstream-secret"}
        self.assert_works("--engine", "kafka")

    def test_a_wrong_password(self):
        for command in COMMANDS:
            self.refused("Authentication failed: Invalid username or password", *command, *self.user("slipstream", "not-the-secret"))

    def test_an_authority_that_nobody_here_knows(self):
        self.environment["SSL_CERT_FILE"] = str(self.data / "none.pem")
        for command in COMMANDS:
            self.refused("broker certificate could not be verified", *command, *self.admin())
        named = self.user("slipstream", "slipstream-secret", f"  properties: {{ssl.ca.location: {self.cluster / 'ca.pem'}}}\n")
        self.succeed("topics", "list", *named)


class Rights(Secure):
    TOPICS = ("--topic", "f1-", "--topic", "driver-", "--resource-pattern-type", "prefixed")

    def test_a_user_without_any(self):
        for command in COMMANDS:
            self.refused("topic f1-telemetry: Broker: Topic authorization failed", *command, *self.reader())
        self.refused("topic f1-alerts: Broker: Topic authorization failed", "consume", "--topics", "f1-alerts", *self.reader())

    def test_some_are_not_enough(self):
        self.succeed("topics", "create", *self.admin())
        self.succeed("produce", sp.MEXICO, *PART, *self.admin())
        self.allow("Read", *self.TOPICS)
        self.refused("Cluster authorization failed", "produce", sp.MEXICO, *PART, *self.reader())
        self.refused("group of-others: Broker: Group authorization failed", "consume", "--group", "of-others", *self.reader())
        self.refused("Transactional Id authorization failed", "process", *self.reader())
        # Who reads alone needs no more.
        tail = self.succeed("topics", "tail", "f1-telemetry", "--from", "start", "--max-messages", "5", "--json", *self.reader())
        self.assertEqual(len(tail.stdout.splitlines()), 5)
        self.assertEqual(tail.stderr, "")

    def test_the_least_that_a_run_needs(self):
        """As docs/kafka.md lists it."""
        self.succeed("topics", "create", *self.admin())
        self.allow("Describe", *self.TOPICS)
        self.allow("Read", "--topic", "f1-control")
        self.allow("Write", "--topic", "f1-telemetry", "--topic", "f1-session")
        self.succeed("produce", sp.MEXICO, *PART, *self.reader())
        self.allow("Read", "--topic", "f1-telemetry", "--topic", "f1-session", "--topic", "f1-state", "--group", "slipstream-analytics")
        self.allow("Write", "--topic", "f1-alerts", "--topic", "f1-state", "--topic", "f1-dead-letter")
        self.allow("Write", "--transactional-id", "slipstream-analytics-", "--resource-pattern-type", "prefixed")
        self.allow("Read", "--topic", "f1-driver-positions", "--topic", "f1-schemas", "--group", "slipstream-averages")
        self.allow("Write", "--topic", "driver-avg-speed", "--topic", "f1-schemas")
        self.allow("Write", "--transactional-id", "slipstream-averages-", "--resource-pattern-type", "prefixed")
        done = self.succeed("process", "--once", *self.reader())
        self.assertNotIn("authorization failed", done.stderr)
        self.allow("Read", "--topic", "f1-alerts", "--topic", "driver-avg-speed")
        self.allow("Write", "--topic", "f1-control", "--topic", "f1-driver-positions")
        server = sp.Slipstream("serve", *self.reader(), data=self.data, environment=self.environment)
        self._stack.callback(server.close)
        server.wait_ready()
        sp.wait_for(lambda: "processors" in server.get("/stats").json()["consumers"], "the server to see that nobody processes")
        self.assertGreater(server.get("/stats").json()["alerts_received"], 0)
        self.assertNotIn("authorization failed", server.stderr())

    def test_one_that_is_lost_under_way(self):
        self.succeed("topics", "create", *self.admin())
        self.allow("All", *self.TOPICS)
        self.allow("All", "--group", "*", "--transactional-id", "*")
        server = sp.Slipstream("serve", *self.reader(), data=self.data, environment=self.environment)
        self._stack.callback(server.close)
        processor = self.start("process", *self.reader(), env={**os.environ, **self.environment})
        producer = self.start("produce", sp.MEXICO, "--speed", "20", "--duration", "200", *self.admin(),
                              env={**os.environ, **self.environment})
        sp.wait_for(lambda: server.get("/stats").json()["messages_received"] > 1000, "the run at the server")
        sp.wait_for(lambda: server.get("/stats").json()["consumers"].get("processors", {}).get("members"), "the processor")
        self.disallow(*self.TOPICS)
        _, said = processor.communicate(timeout=sp.PATIENCE_S)
        self.assertEqual(processor.returncode, 1, said)
        self.assertIn("Topic authorization failed", said.splitlines()[-1], said)
        sp.wait_for(lambda: server.get("/readyz").status == 503, "the server not to be ready")
        self.assertRegex(server.stderr(), "the log cannot be read: f1-.*: Broker: Topic authorization failed")
        self.assert_no_secret(said + server.stderr())
        self.finish(producer)


if __name__ == "__main__":
    unittest.main()
