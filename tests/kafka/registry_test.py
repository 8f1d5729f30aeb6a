"""A registry elsewhere, behind TLS and a password, as Confluent Cloud's: read by the program, told of when it is wrong or away."""
import base64
import http.server
import json
import socket
import ssl
import subprocess
import threading
import unittest
import urllib.error
import urllib.request

import confluent_kafka
import confluent_kafka.schema_registry as schema_registry
from confluent_kafka.schema_registry.avro import AvroSerializer
from confluent_kafka.serialization import MessageField, SerializationContext

import cluster
import slipstream_process as sp

KEY, SECRET = "a-key", "a secret: with signs"
SCHEMA = json.dumps({"type": "record", "name": "Lap", "fields": [{"name": "driver", "type": "string"}, {"name": "n", "type": "int"}]})


def registry(*arguments):
    done = subprocess.run([cluster.ROOT / "tools/registry", *map(str, arguments)], capture_output=True, text=True, timeout=sp.PATIENCE_S)
    if done.returncode != 0:
        raise AssertionError(f"tools/registry {arguments}: {done.stderr}")
    return done.stdout.strip()


class Guarded(http.server.BaseHTTPRequestHandler):
    """Passes on to a real registry what comes with the key."""

    behind = ""

    def do_GET(self):
        self.answer(None)

    def do_POST(self):
        self.answer(self.rfile.read(int(self.headers["Content-Length"])))

    def answer(self, body):
        wanted = "Basic " + base64.b64encode(f"{KEY}:{SECRET}".encode()).decode()
        status, text = 401, b'{"error_code":401,"message":"Unauthorized"}'
        if self.headers["Authorization"] == wanted:
            headers = {name: self.headers[name] for name in ("Accept", "Content-Type") if self.headers[name]}
            try:
                with urllib.request.urlopen(urllib.request.Request(self.behind + self.path, body, headers)) as reply:
                    status, text = reply.status, reply.read()
            except urllib.error.HTTPError as refused:
                status, text = refused.code, refused.read()
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_):
        pass


class RegistryElsewhere(cluster.OnKafka):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.folder = cls.cluster / "registry"
        cls.addClassCleanup(registry, "down", "--data", cls.folder)
        registry("up", "--port", "0", "--data", cls.folder)
        behind = registry("address", "--data", cls.folder)
        cls.certificate = cls.cluster / "registry.pem"
        key = cls.cluster / "registry.key"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=registry", "-addext",
                        "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", cls.certificate], check=True, capture_output=True)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), type("Guard", (Guarded,), {"behind": behind}))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(cls.certificate, key)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        cls.addClassCleanup(server.server_close)
        cls.addClassCleanup(server.shutdown)
        cls.url = f"https://127.0.0.1:{server.server_port}"
        cls.write_lap(behind)

    @classmethod
    def write_lap(cls, address):
        producer = confluent_kafka.Producer({"bootstrap.servers": cls.address})
        serialize = AvroSerializer(schema_registry.SchemaRegistryClient({"url": address}), SCHEMA)
        producer.produce("laps", key="VER", value=serialize({"driver": "VER", "n": 7}, SerializationContext("laps", MessageField.VALUE)))
        assert producer.flush(sp.PATIENCE_S) == 0

    def tail(self, **environment):
        """The one record as the program shows it, and what it says."""
        done = sp.run("topics", "tail", "laps", "--from", "start", "--no-follow", "--json", *self.on_kafka, data=self.data, environment=environment)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertNotIn(SECRET, done.stderr)
        return json.loads(done.stdout), done.stderr

    def doctor(self, **environment):
        done = sp.run("doctor", "--json", *self.on_kafka, data=self.data, environment=environment)
        check, = (check for check in json.loads(done.stdout) if check["check"].startswith("schema registry"))
        self.assertNotIn(SECRET, done.stdout + done.stderr)
        return check

    def test_reads_by_the_environment_alone(self):
        trusted = {"SCHEMA_REGISTRY_URL": self.url, "SCHEMA_REGISTRY_AUTH": f"{KEY}:{SECRET}", "SSL_CERT_FILE": str(self.certificate)}
        lap, said = self.tail(**trusted)
        self.assertEqual(lap["value"], {"driver": "VER", "n": 7})
        self.assertEqual(said, "")
        self.assertEqual(self.doctor(**trusted)["found"], "1 subjects")

    def test_reads_by_the_labs_configuration(self):
        config = self.data / "lab.yaml"
        config.write_text(f"kafka:\n  schema_registry_url: {self.url}\n  schema_registry_api_key: {KEY}\n"
                          f"  schema_registry_secret: \"{SECRET}\"\n  schema_registry_ca_file: {self.certificate}\n")
        done = sp.run("topics", "tail", "laps", "--from", "start", "--no-follow", "--config", config, *self.on_kafka, data=self.data)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout.strip(), 'laps[0]@0 VER {"driver":"VER","n":7}')

    def test_says_what_is_wrong_and_shows_the_bytes(self):
        good = {"SCHEMA_REGISTRY_URL": self.url, "SCHEMA_REGISTRY_AUTH": f"{KEY}:{SECRET}", "SSL_CERT_FILE": str(self.certificate)}
        with socket.create_server(("127.0.0.1", 0)) as nobody:
            port = nobody.getsockname()[1]
        for change, said in (({"SCHEMA_REGISTRY_AUTH": f"{KEY}:wrong"}, "Unauthorized"), ({"SSL_CERT_FILE": "/dev/null"}, "certificate"),
                             ({"SCHEMA_REGISTRY_URL": f"http://127.0.0.1:{port}"}, "cannot connect")):
            with self.subTest(said):
                lap, error = self.tail(**{**good, **change})
                self.assertIsInstance(lap["value"], str)
                self.assertEqual(error.count("shown as it is"), 1)
                self.assertIn(said, error)
                check = self.doctor(**{**good, **change})
                self.assertFalse(check["ok"])
                self.assertIn(said, check["problem"])


if __name__ == "__main__":
    unittest.main()
