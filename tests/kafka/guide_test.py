"""Every command of docs/kafka.md and docs/scaling.md is run as shown, against a cluster on free ports."""
import os
import re
import shlex
import subprocess
import unittest

import cluster
import slipstream_process as sp

SHOWN = re.compile(r"```console\n(.*?)```", re.S)


class Guide(cluster.OnKafka):
    def commands(self, page):
        text = (sp.ROOT / "docs" / page).read_text()
        lines = [line[2:] for block in SHOWN.findall(text) for line in block.splitlines() if line.startswith("$ ")]
        # The cluster runs already, on other ports.
        return [line for line in lines if not line.startswith("tools/kafka ")]

    def environment(self, **more):
        (self.data / "slipstream").symlink_to(sp.BINARY)
        return {**os.environ, "KAFKA_BOOTSTRAP_SERVERS": self.address, "PATH": f"{self.data}:{os.environ['PATH']}",
                "SLIPSTREAM_DATA_DIRECTORY": str(self.data), **more}

    def shown(self, line, environment):
        done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, timeout=sp.PATIENCE_S, env=environment, cwd=self.data)
        self.assertEqual(done.returncode, 0, f"{line}\n{done.stderr}")
        return done.stdout

    def test_every_command_about_kafka_works(self):
        lines = self.commands("kafka.md")
        self.assertGreater(len(lines), 7)
        environment = self.environment()
        server = None
        for line in lines:
            words = shlex.split(line)
            if words[1] == "process":
                self.start(*words[1:], env=environment)
            elif words[1] == "serve":
                server = sp.Slipstream(*words[1:], data=self.data, environment=environment)
                self._stack.callback(server.close)
                server.wait_ready()
            else:
                out = self.shown(line.replace("http://127.0.0.1:5001", server.address if server else "").replace(sp.MEXICO.name, str(sp.MEXICO)),
                                 environment)
                self.assertNotIn('"error', out, line)
                if "tail" not in words and "create" not in words:
                    self.assertTrue(out, line)

    def test_every_command_about_scaling_works(self):
        lines = self.commands("scaling.md")
        self.assertGreater(len(lines), 1)
        environment = self.environment(SLIPSTREAM_SCALING_SCENARIOS="1,2", SLIPSTREAM_SCALING_DURATION_PER_SCENARIO="1")
        for line in lines:
            self.assertIn("efficiency", self.shown(line, environment), line)
        self.assertTrue((self.data / "scaling.svg").read_text().startswith("<svg"))


if __name__ == "__main__":
    unittest.main()
