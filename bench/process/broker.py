"""A broker of tools/kafka for a measurement: starts it on free ports, gives its address, ends it."""
import contextlib
import pathlib
import subprocess
import tempfile

_KAFKA = pathlib.Path(__file__).resolve().parents[2] / "tools/kafka"


def _kafka(*arguments):
    return subprocess.run([_KAFKA, *map(str, arguments)], check=True, capture_output=True, text=True, timeout=300).stdout.strip()


@contextlib.contextmanager
def broker():
    """The options of a command that uses it."""
    with tempfile.TemporaryDirectory(prefix="slipstream-bench-kafka-") as data:
        try:
            _kafka("up", "--port", 0, "--data", data)
            yield "--engine", "kafka", "--bootstrap-servers", _kafka("address", "--data", data)
        finally:
            _kafka("down", "--data", data)
