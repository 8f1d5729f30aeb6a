"""The whole chain from a start on, and at full speed."""
import json
import subprocess

from harness.result import Goal, Row


def startup(lab):
    return lab.process_script("startup.py", lab.pick(2, 5))[-1]["median_s"]


def records_per_second(lab):
    return lab.process_script("chain.py")[-1]["records_per_second"]


def lost(lab):
    def described():
        text = subprocess.run([lab.binary, "describe", lab.session, "--json"], check=True, capture_output=True).stdout
        return json.loads(text)["records"]
    return lab.once("count of records", described) - lab.process_script("chain.py")[-1]["telemetry_in_store"]


ROWS = [
    Row("chain.startup", "start to the first answered /drivers", "s", "less", startup, goal=Goal("measured", 0.5)),
    Row("chain.rate", "whole chain at speed max: produce, log, rules, store", "records/s", "more", records_per_second,
        goal=Goal("measured", 100_000)),
    Row("chain.lost", "records lost on the way", "", "less", lost, goal=Goal("measured", 0)),
]
