"""tools/registry and tools/flink start servers that do their work, and leave no process behind."""
import json
import pathlib
import subprocess
import tempfile
import unittest
import urllib.error
import urllib.request

import cluster
import slipstream_process as sp

AVRO = {"type": "record", "name": "Lap", "fields": [{"name": "driver_id", "type": "string"}, {"name": "seconds", "type": "double"}]}
INCOMPATIBLE = {**AVRO, "fields": [{"name": "driver_id", "type": "int"}]}


class Server(unittest.TestCase):
    """One of the tools with a data folder of its own."""

    TOOL = ""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="slipstream-tools-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.addCleanup(self.tool, "down")

    def try_tool(self, *arguments):
        # The first start on a machine fetches the server.
        return subprocess.run([cluster.ROOT / "tools" / self.TOOL, *arguments, "--data", self.folder / "data"], capture_output=True, text=True,
                              timeout=5 * sp.PATIENCE_S)

    def tool(self, *arguments):
        done = self.try_tool(*arguments)
        self.assertEqual(done.returncode, 0, f"{arguments}: {done.stdout}{done.stderr}")
        return done.stdout

    def up(self, *options):
        """Starts the server; returns its address."""
        self.tool("up", *options)
        address = self.tool("address").strip()
        self.assertTrue(self.processes())
        self.assertIn(address, self.tool("status"))
        self.assertIn(f"already at {address}", self.tool("up"))
        return address

    def down(self):
        self.tool("down")
        self.assertEqual(self.processes(), [])
        self.assertEqual(self.try_tool("status").returncode, 3)

    def processes(self):
        """The command lines that name the data folder."""
        found = []
        for process in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
            try:
                line = process.read_bytes().decode(errors="replace")
            except OSError:  # it has ended meanwhile
                continue
            if str(self.folder) in line:
                found.append(line)
        return found


class Registry(Server):
    TOOL = "registry"

    @staticmethod
    def request(url, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(url, data=data, headers={"Content-Type": "application/vnd.schemaregistry.v1+json"})
        with urllib.request.urlopen(request, timeout=sp.PATIENCE_S) as response:
            return json.load(response)

    def test_a_schema_is_read_back_by_its_id_also_after_a_restart(self):
        address = self.up("--port", "0")
        number = self.request(f"{address}/subjects/laps-value/versions", {"schema": json.dumps(AVRO)})["id"]
        self.assertEqual(json.loads(self.request(f"{address}/schemas/ids/{number}")["schema"]), AVRO)
        with self.assertRaises(urllib.error.HTTPError) as refused:
            self.request(f"{address}/subjects/laps-value/versions", {"schema": json.dumps(INCOMPATIBLE)})
        refused.exception.close()
        self.assertEqual(refused.exception.code, 409)
        self.down()
        self.assertEqual(self.up(), address)
        self.assertEqual(json.loads(self.request(f"{address}/schemas/ids/{number}")["schema"]), AVRO)
        self.down()


class Flink(Server):
    TOOL = "flink"

    def sql(self, text):
        file = self.folder / "test.sql"
        file.write_text(text)
        return self.try_tool("sql", file)

    def test_a_query_gives_its_rows_and_a_wrong_one_fails(self):
        address = self.up("--port", "0")
        with urllib.request.urlopen(f"{address}/overview", timeout=sp.PATIENCE_S) as response:
            self.assertEqual(json.load(response)["slots-total"], 4)
        done = self.sql("SET 'execution.runtime-mode' = 'batch';\n"
                        "SELECT driver, SUM(laps) AS laps FROM (VALUES ('VER', 40), ('VER', 2)) AS t(driver, laps) GROUP BY driver;\n")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertRegex(done.stdout, r"\| +VER \| +42 \|")
        wrong = self.sql("SELECT nothing FROM (VALUES (1)) AS t(laps);\n")
        self.assertEqual(wrong.returncode, 1, wrong.stdout + wrong.stderr)
        self.assertIn("Column 'nothing' not found", wrong.stdout)
        self.down()


if __name__ == "__main__":
    unittest.main()
