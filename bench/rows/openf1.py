"""/v1/car_data with 2,020 different filters over the real session in memory."""
import os
import pathlib
import shutil
import subprocess

from harness.result import Goal, Missing, Row


def _service(lab):
    """The Python and the checkout for OpenF1's own service; nothing where they are not."""
    cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache"))
    python = cache / "slipstream/openf1-service-venv/bin/python"
    try:
        subprocess.run([python, "-c", "import fastapi, motor, slowapi, uvloop, httptools"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return []
    return [python, lab.openf1_checkout] if lab.openf1_checkout else []


def car_data(lab):
    if shutil.which("wrk") is None:
        raise Missing("wrk is not installed")
    service = _service(lab)
    rates = lab.process_script("openf1.py", lab.pick(1, 10), *service)[-1]
    return rates["requests_per_s"], rates.get("service_per_s")


ROWS = [
    Row("openf1.car_data", "GET /v1/car_data, varied filters", "requests/s", "more", car_data,
        "OpenF1's own service, its documents in memory (--openf1)", Goal("ratio", 100)),
]
