"""Every command of docs/kafka.md and docs/scaling.md is run as shown, against a cluster on free ports."""
import os
import re
import shlex
import subprocess
import unittest

import cluster
import slipstream_process as sp

SHOWN = re.compile(r"```console\n(.*?)```", re.S)
SECURE = "## Secure clusters"


class Commands(cluster.OnKafka):
    def setUp(self):
        super().setUp()
        (self.data / "slipstream").symlink_to(sp.BINARY)
        self.environment = {**os.environ, "PATH": f"{self.data}:{os.environ['PATH']}", "SLIPSTREAM_DATA_DIRECTORY": str(self.data)}

    def shown(self, page, wanted=lambda title: True):
        """The commands of those sections of the page whose titles are wanted."""
        sections = re.split("^(?=## )", (sp.ROOT / "docs" / page).read_text(), flags=re.M)
        blocks = SHOWN.findall("".join(section for section in sections if wanted(section.split("\n")[0])))
        return [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]


class Guide(Commands):
    def test_every_command_shown_works(self):
        lines = self.shown("kafka.md", lambda title: title != SECURE)
        self.assertGreater(len(lines), 8)
        environment = {**self.environment, "KAFKA_BOOTSTRAP_SERVERS": self.address}
        server = None
        for line in lines:
            words = shlex.split(line)
            if words[0] == "tools/kafka":
                continue  # it runs already, on other ports
            if words[1] == "process":
                self.start(*words[1:], env=environment)
            elif words[1] == "serve":
                server = sp.Slipstream(*words[1:], data=self.data, environment=environment)
                self._stack.callback(server.close)
                server.wait_ready()
            else:
                shown = line.replace("http://127.0.0.1:5001", server.address if server else "").replace(sp.MEXICO.name, str(sp.MEXICO))
                done = subprocess.run(["bash", "-c", shown], capture_output=True, text=True, timeout=sp.PATIENCE_S, env=environment,
                                      cwd=self.data)
                self.assertEqual(done.returncode, 0, f"{line}\n{done.stderr}")
                self.assertNotIn('"error', done.stdout, line)
                if "tail" not in words and "create" not in words:
                    self.assertTrue(done.stdout, line)

    def test_every_command_about_scaling_works(self):
        lines = [line for line in self.shown("scaling.md") if not line.startswith("tools/kafka ")]
        self.assertGreater(len(lines), 1)
        environment = {**self.environment, "KAFKA_BOOTSTRAP_SERVERS": self.address, "SLIPSTREAM_SCALING_SCENARIOS": "1,2",
                       "SLIPSTREAM_SCALING_DURATION_PER_SCENARIO": "1"}
        for line in lines:
            done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, timeout=sp.PATIENCE_S, env=environment, cwd=self.data)
            self.assertEqual(done.returncode, 0, f"{line}\n{done.stderr}")
            self.assertIn("efficiency", done.stdout, line)
        self.assertTrue((self.data / "scaling.svg").read_text().startswith("<svg"))


class Secure(Commands):
    UP = ("--secure",)

    def test_every_command_shown_works(self):
        lines = self.shown("kafka.md", lambda title: title == SECURE)
        self.assertIn("tools/kafka up --secure", lines)  # it runs already, on other ports
        lines.remove("tools/kafka up --secure")
        script = "\n".join(lines).replace("localhost:9092", self.address).replace("~/.cache/slipstream/servers/kafka", str(self.cluster))
        done = subprocess.run(["bash", "-euc", script.replace("tools/kafka", str(sp.ROOT / "tools/kafka"))], capture_output=True, text=True,
                              timeout=sp.PATIENCE_S, env=self.environment, cwd=self.data)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stdout, r"ok +Kafka at \S+: 10 topics")


if __name__ == "__main__":
    unittest.main()
