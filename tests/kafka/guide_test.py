"""Every command of docs/kafka.md is run as shown, against a cluster on free ports."""
import os
import re
import shlex
import subprocess
import unittest

import cluster
import slipstream_process as sp

SHOWN = re.compile(r"```console\n(.*?)```", re.S)


class Guide(cluster.OnKafka):
    def test_every_command_shown_works(self):
        page = (sp.ROOT / "docs/kafka.md").read_text()
        lines = [line[2:] for block in SHOWN.findall(page) for line in block.splitlines() if line.startswith("$ ")]
        self.assertGreater(len(lines), 8)
        (self.data / "slipstream").symlink_to(sp.BINARY)
        environment = {**os.environ, "KAFKA_BOOTSTRAP_SERVERS": self.address, "PATH": f"{self.data}:{os.environ['PATH']}",
                       "SLIPSTREAM_DATA_DIRECTORY": str(self.data)}
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


if __name__ == "__main__":
    unittest.main()
