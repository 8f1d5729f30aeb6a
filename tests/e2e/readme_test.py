"""Every command the README and the guides show is run, as shown, against a real session; tests/kafka has those on Kafka."""
import os
import re
import shlex
import subprocess
import unittest

import slipstream_process as sp

ON_KAFKA = ("kafka.md", "scaling.md")
SHOWN = re.compile(r"```console\n(.*?)```", re.S)


def commands():
    for page in [sp.ROOT / "README.md", *(guide for guide in sorted((sp.ROOT / "docs").glob("*.md")) if guide.name not in ON_KAFKA)]:
        for block in SHOWN.findall(page.read_text()):
            for line in block.splitlines():
                if line.startswith("$ "):
                    yield page.name, line[2:]


class Readme(sp.EndToEnd):
    def test_every_command_shown_works(self):
        sp.need_shared(self)
        server = None
        tools = self.data / "bin"
        tools.mkdir()
        (tools / "slipstream").symlink_to(sp.BINARY)
        ran = 0
        for page, line in commands():
            words = shlex.split(line)
            if words[0] == "./run" or words[:2] == ["slipstream", "up"]:
                if server:
                    server.stop()
                server = self.up(*self.on_disk(words[1 if words[0] == "./run" else 2:])).wait_ready()
                sp.wait_for(lambda: server.get("/drivers").json(), "the first cars")
                continue
            shown = line.replace("http://127.0.0.1:5001", server.address).replace(sp.MEXICO.name, str(sp.MEXICO))
            # What a replay that has just begun or moved is asked for may take a moment: the first alerts.
            sp.wait_for(lambda: self.shown_prints(shown, tools, f"{page}: {line}"), f"something that {page}: {line} prints")
            ran += 1
        self.assertGreater(ran, 10)

    def shown_prints(self, shown, tools, place):
        done = subprocess.run(["bash", "-c", shown], capture_output=True, text=True, timeout=sp.PATIENCE_S, cwd=self.data,
                              env={**os.environ, "PATH": f"{tools}:{os.environ['PATH']}",
                                   "SLIPSTREAM_DATA_DIRECTORY": str(self.data)})
        # 28 is curl's word for a stream that --max-time cut.
        expected = (0, 28) if "--max-time" in shown else (0,)
        self.assertIn(done.returncode, expected, f"{place}\n{done.stderr}")
        return bool(done.stdout or done.stderr)

    @staticmethod
    def on_disk(words):
        return [str(sp.MEXICO) if word == sp.MEXICO.name else word for word in words]


if __name__ == "__main__":
    unittest.main()
