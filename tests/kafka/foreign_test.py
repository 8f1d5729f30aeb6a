"""Clients of others, in both directions: kafka-python, confluent-kafka with schemas, kcat, and Java's partitioner."""
import datetime
import json
import shutil
import subprocess
import unittest

import confluent_kafka
import confluent_kafka.schema_registry as schema_registry
import kafka
from confluent_kafka.schema_registry.avro import AvroDeserializer, AvroSerializer
from confluent_kafka.schema_registry.json_schema import JSONDeserializer, JSONSerializer
from confluent_kafka.serialization import MessageField, SerializationContext

import cluster
import slipstream_process as sp

PART = ("--speed", "max", "--duration", "60")
# What the existing pipeline's producer sends: no run, no numbering.
FOREIGN = {"original_timestamp": "0 days 00:10:00", "driver": "XYZ", "driver_id": "XYZ",
           "session_time": 600.0, "speed": 331.0, "rpm": 11800, "throttle": 100.0, "brake": 0.0, "gear": 8, "n_gear": 8, "drs": 1,
           "message_type": "telemetry", "a_field_of_theirs": {"with": ["anything"]}}
POSITIONS = json.dumps({
    "type": "record", "name": "LeaderboardUpdate", "namespace": "com.f1leaderboard",
    "fields": [{"name": "driver_name", "type": "string"}, {"name": "position", "type": "int"},
               {"name": "timestamp", "type": {"type": "long", "logicalType": "timestamp-millis"}},
               {"name": "race_id", "type": ["null", "string"], "default": None}, {"name": "team_name", "type": "string"},
               {"name": "speed", "type": "double"}]})
UPDATE = {"driver_name": "Max Verstappen", "position": 1, "timestamp": 1764000000000, "race_id": "r", "team_name": "Red Bull Racing",
          "speed": 331.5}
SPEED = json.dumps({"$schema": "http://json-schema.org/draft-07/schema#", "title": "speed", "type": "object",
                    "properties": {"avg_speed": {"type": ["number", "null"]}}})


class ForeignClients(cluster.OnKafka):
    def produce(self):
        done = sp.run("produce", sp.MEXICO, *PART, *self.on_kafka, data=self.data)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_kafka_python_reads_what_we_write_and_we_read_what_it_writes(self):
        self.produce()
        consumer = kafka.KafkaConsumer("f1-telemetry", bootstrap_servers=self.address, auto_offset_reset="earliest", group_id="theirs",
                                       value_deserializer=lambda value: json.loads(value.decode()), key_deserializer=lambda key: key.decode(),
                                       consumer_timeout_ms=sp.PATIENCE_S * 1000)
        for _, message in zip(range(500), consumer):
            self.assertEqual(message.key, message.value["driver_id"])
            self.assertEqual(message.value["message_type"], "telemetry")
        consumer.close()

        processor = self.start("process", *self.on_kafka)
        server = sp.Slipstream("serve", *self.on_kafka, data=self.data)
        self._stack.callback(server.close)
        server.wait_ready()
        producer = kafka.KafkaProducer(bootstrap_servers=self.address, key_serializer=str.encode,
                                       value_serializer=lambda value: value if isinstance(value, bytes) else json.dumps(value).encode())
        bad = [b"not JSON", b'{"driver_id": 5}', b"\xff\xfe\x00", b'{"driver_id":"XYZ","session_time":"soon","speed":1e999}',
               b'{"driver_id":"' + b"X" * 500_000 + b'"}']
        for value in bad:
            producer.send("f1-telemetry", key="XYZ", value=value)
        for step in range(20):
            now = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)
            producer.send("f1-telemetry", key="XYZ", value={**FOREIGN, "timestamp": now.isoformat(), "session_time": 600 + step / 4})
        producer.flush()
        producer.close()
        sp.wait_for(lambda: any(driver["driver_id"] == "XYZ" for driver in server.get("/drivers").json()), "their driver")
        self.wait_processed()
        alerts = [record["value"] for record in self.records("f1-alerts", *self.on_kafka) if record["value"]["run_id"] == "external"]
        self.assertIn(("high_speed", "XYZ", "opened"), [(alert["rule"], alert["driver_id"], alert["state"]) for alert in alerts])
        dead = self.records("f1-dead-letter", *self.on_kafka)
        self.assertEqual(len(dead), len(bad), [record["headers"] for record in dead])
        for record in dead:
            self.assertEqual(record["headers"]["topic"], "f1-telemetry")
            self.assertTrue(record["headers"]["reason"])
        self.assertIsNone(processor.poll())
        self.assertEqual(server.get("/stats").json()["consumers"]["store"]["rejected"], len(bad))

    def test_kcat_reads(self):
        self.assertIsNotNone(shutil.which("kcat"), "kcat is a Debian package")
        self.produce()
        done = subprocess.run(["kcat", "-b", self.address, "-C", "-t", "f1-session", "-c", "20", "-e", "-q", "-J"], capture_output=True,
                              text=True, timeout=sp.PATIENCE_S)
        records = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual(len(records), 20, done.stderr)
        self.assertEqual(json.loads(records[0]["payload"])["message_type"], "session")

    def test_each_key_is_where_java_would_put_it(self):
        self.produce()
        ours = {record["key"]: record["partition"] for record in self.records("f1-telemetry", *self.on_kafka)}
        self.assertEqual(len(ours), 20)
        cluster.kafka("run", "topics", "--bootstrap-server", self.address, "--create", "--topic", "theirs", "--partitions", "4")
        subprocess.run([cluster.ROOT / "tools/kafka", "run", "console-producer", "--bootstrap-server", self.address, "--topic", "theirs",
                        "--reader-property", "parse.key=true"], input="".join(f"{key}\tx\n" for key in ours), text=True, check=True,
                       capture_output=True, timeout=sp.PATIENCE_S)
        theirs = {record["key"]: record["partition"] for record in self.records("theirs", *self.on_kafka)}
        self.assertEqual(ours, theirs)

    def registry(self):
        """Confluent's client of the registry in a server of ours."""
        server = sp.Slipstream("serve", *self.on_kafka, data=self.data)
        self._stack.callback(server.close)
        server.wait_ready()
        return schema_registry.SchemaRegistryClient({"url": server.address})

    def test_a_new_optional_field_is_read_by_old_clients(self):
        client = self.registry()
        schema = json.loads(POSITIONS)
        with_gap = {**schema, "fields": [*schema["fields"], {"name": "gap", "type": ["null", "double"], "default": None}]}
        with_grid = {**schema, "fields": [*schema["fields"], {"name": "grid", "type": "int"}]}
        context = SerializationContext("evolving", MessageField.VALUE)
        old = AvroSerializer(client, POSITIONS)(UPDATE, context)
        new = AvroSerializer(client, json.dumps(with_gap))({**UPDATE, "gap": 1.25}, context)
        read_by_old, read_by_new = AvroDeserializer(client, POSITIONS), AvroDeserializer(client, json.dumps(with_gap))
        self.assertEqual(read_by_old(new, context), read_by_old(old, context))
        self.assertEqual((read_by_new(old, context)["gap"], read_by_new(new, context)["gap"]), (None, 1.25))
        with self.assertRaisesRegex(schema_registry.SchemaRegistryError, "grid") as refused:
            AvroSerializer(client, json.dumps(with_grid))({**UPDATE, "grid": 3}, context)
        self.assertEqual(refused.exception.error_code, 409)
        producer = confluent_kafka.Producer({"bootstrap.servers": self.address})
        for value in (old, new):
            producer.produce("evolving", value=value, partition=0)
        self.assertEqual(producer.flush(sp.PATIENCE_S), 0)
        self.assertEqual([record["value"] for record in self.records("evolving", *self.on_kafka)], [UPDATE, {**UPDATE, "gap": 1.25}])

    def test_confluents_serializers_work_with_our_registry(self):
        client = self.registry()
        producer = confluent_kafka.Producer({"bootstrap.servers": self.address})
        cases = [("leaderboard", AvroSerializer(client, POSITIONS), AvroDeserializer(client), UPDATE),
                 ("speeds", JSONSerializer(SPEED, client), JSONDeserializer(SPEED, schema_registry_client=client), {"avg_speed": 250.5})]
        for topic, serialize, deserialize, value in cases:
            done = sp.run("topics", "create", topic, *self.on_kafka, data=self.data)
            self.assertEqual(done.returncode, 0, done.stderr)
            context = SerializationContext(topic, MessageField.VALUE)
            producer.produce(topic, key="r", value=serialize(value, context))
            self.assertEqual(producer.flush(sp.PATIENCE_S), 0)
            consumer = confluent_kafka.Consumer({"bootstrap.servers": self.address, "group.id": f"of-{topic}", "auto.offset.reset": "earliest"})
            consumer.subscribe([topic])
            message = sp.wait_for(lambda: consumer.poll(1.0), "the record")
            self.assertIsNone(message.error())
            read = deserialize(message.value(), context)
            consumer.close()
            if topic == "leaderboard":
                read["timestamp"] = int(read["timestamp"].timestamp() * 1000)
            self.assertEqual(read, value)
            tailed, = self.records(topic, *self.on_kafka)
            self.assertEqual((tailed["key"], tailed["value"]), ("r", value))
            self.assertEqual(tailed["value_schema_id"], int.from_bytes(message.value()[1:5], "big"))
        self.assertLessEqual({"leaderboard-value", "speeds-value"}, set(client.get_subjects()))
        self.assertEqual(client.get_latest_version("leaderboard-value").version, 1)
        self.assertTrue(client.test_compatibility("leaderboard-value", schema_registry.Schema(POSITIONS, "AVRO")))


if __name__ == "__main__":
    unittest.main()
