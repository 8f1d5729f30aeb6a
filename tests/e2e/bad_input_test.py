"""What a new user does wrong: each gives a clear message, the right exit code, and nothing is lost."""
import json
import os
import shutil
import socket
import subprocess
import unittest

import slipstream_process as sp


class BadInput(sp.EndToEnd):
    def setUp(self):
        super().setUp()
        sp.need_shared(self)
        self.inputs = self.data / "inputs"
        self.inputs.mkdir()

    def refuse(self, *arguments, code=2, data=None):
        done = sp.run(*arguments, data=data or self.data)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        self.assertTrue(done.stderr.startswith("slipstream: ") or "\nslipstream: " in done.stderr, done.stderr)
        return done.stderr

    def archive(self, name, topics):
        folder = self.inputs / name
        folder.mkdir()
        for topic in topics:
            shutil.copy(sp.MEXICO / f"{topic}.jsonStream", folder)
            os.chmod(folder / f"{topic}.jsonStream", 0o644)
        return folder

    def produce(self, path, *arguments):
        done = sp.run("produce", path, "--speed", "max", "--json", *arguments, data=self.data)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout), done.stderr

    def test_a_path_that_does_not_exist(self):
        self.assertIn("no-such-place", self.refuse("up", self.inputs / "no-such-place"))

    def test_an_empty_directory(self):
        self.assertIn("jsonStream", self.refuse("up", self.inputs))

    def test_two_sessions_in_one_folder(self):
        self.archive("one", ["SessionInfo", "TimingData"])
        self.archive("two", ["SessionInfo", "TimingData"])
        message = self.refuse("up", self.inputs)
        self.assertIn("one", message)
        self.assertIn("two", message)

    def test_random_bytes(self):
        path = self.inputs / "noise.txt"
        path.write_bytes(os.urandom(100_000))
        self.refuse("up", path)

    def test_timing_topics_alone_work_and_what_is_missing_is_said(self):
        report, notes = self.produce(sp.SPRINT)
        self.assertGreater(report["messages_sent"], 1000)
        self.assertIn("CarData", notes)

    def test_damaged_lines_are_named_and_skipped(self):
        folder = self.archive("damaged", ["SessionInfo", "DriverList", "SessionStatus", "TimingData", "CarData.z",
                                          "Position.z"])
        whole, _ = self.produce(folder)
        car = folder / "CarData.z.jsonStream"
        lines = car.read_bytes().split(b"\r\n")
        lines[100] = lines[100][: len(lines[100]) // 2]
        lines[200] = b"00:10:00.000\"\xff\xfe\xfd\""
        lines[300] = os.urandom(50).replace(b"\n", b"").replace(b"\r", b"")
        car.write_bytes(b"\r\n".join(lines))
        report, notes = self.produce(folder)
        for line in (101, 201, 301):
            self.assertIn(f"CarData.z.jsonStream:{line}", notes)
        self.assertGreater(report["messages_sent"], whole["messages_sent"] - 3 * 8 * 20 * 2)

    def test_an_unknown_option_or_command(self):
        for arguments in (["up", "--sped", "3"], ["fly"], []):
            self.assertEqual(sp.run(*arguments).returncode, 2)

    def test_a_wrong_speed_driver_or_start(self):
        self.assertIn("0.1", self.refuse("produce", sp.MEXICO, "--speed", "fast"))
        self.assertIn("XXX", self.refuse("produce", sp.MEXICO, "--drivers", "XXX", "--speed", "max"))
        self.assertIn("lap", self.refuse("produce", sp.MEXICO, "--from", "lap 999"))

    def test_a_port_in_use(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            message = self.refuse("up", sp.MEXICO, "--listen", f"127.0.0.1:{port}", code=1)
        self.assertIn(str(port), message)

    def test_a_data_directory_that_is_not_writable(self):
        # Root may write into any folder, but nobody makes one in /proc or inside a file.
        for place in ("/proc/slipstream", "/dev/null/slipstream"):
            done = sp.run("produce", sp.MEXICO, "--speed", "max", data=place)
            self.assertIn(done.returncode, (1, 2), done.stderr)
            self.assertIn(place, done.stderr)
            self.assertIn("--data", done.stderr)

    @unittest.skipUnless(os.geteuid() == 0, "only root can make a small disk")
    def test_a_full_disk_is_said_and_what_was_acknowledged_stays(self):
        disk = self.inputs / "disk"
        disk.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", disk], capture_output=True).returncode:
            self.skipTest("nothing can be mounted here")
        self.addCleanup(subprocess.run, ["umount", disk], check=True)
        ballast = disk / "ballast"
        ballast.write_bytes(bytes(1 << 20))
        self.assertIn("no space", self.refuse("produce", sp.MEXICO, "--speed", "max", code=1, data=disk))
        ballast.unlink()
        topics = json.loads(sp.run("topics", "list", "--json", data=disk).stdout)
        self.assertGreater(sum(topic["records"] for topic in topics), 1000)

    def test_a_second_up_on_the_same_data_directory(self):
        first = self.up(sp.MEXICO, "--speed", "5").wait_ready()
        message = self.refuse("up", sp.MEXICO, "--listen", "127.0.0.1:0", code=1)
        self.assertIn(str(first.process.pid), message)
        self.assertEqual(first.get("/healthz").status, 200)

    def test_ctrl_c_twice_ends_at_once(self):
        server = self.up(sp.MEXICO, "--speed", "10").wait_ready()
        server.process.send_signal(2)
        server.process.send_signal(2)
        self.assertEqual(server.process.wait(timeout=sp.PATIENCE_S), 130)

    def test_listening_beyond_this_machine_needs_tokens(self):
        self.assertIn("token", self.refuse("up", sp.MEXICO, "--listen", "0.0.0.0:0"))

    def test_a_broken_configuration_names_its_line(self):
        config = self.inputs / "c.yaml"
        config.write_text("buffer:\n  max_alerts: lots\n")
        self.assertIn("c.yaml:2", self.refuse("up", sp.MEXICO, "--config", config))


if __name__ == "__main__":
    unittest.main()
