"""/v1/car_data with 80 different filters over the real session in memory."""
import shutil

from harness.result import Goal, Missing, Row


def car_data(lab):
    if shutil.which("wrk") is None:
        raise Missing("wrk is not installed")
    rates = lab.process_script("openf1.py", lab.pick(1, 10))[-1]
    return rates["requests_per_s"], rates["python_per_s"]


ROWS = [
    Row("openf1.car_data", "GET /v1/car_data, varied filters", "requests/s", "more", car_data,
        "a Python list filter of the same rows, without HTTP", Goal("ratio", 100)),
]
