"""The pace of a replay: several runs side by side, all drivers and three of them."""
from harness.result import Goal, Row

_THREE = "VER,NOR,LEC"
# Effective speeds of the existing pipeline, recorded once: it needs a Kafka broker.
_EXISTING = {("1", ""): 0.94, ("10", ""): 6.9, ("50", ""): 15,
             ("1", _THREE): 0.33, ("10", _THREE): 2.9, ("50", _THREE): 10.7}
_QUICK = {"1": "4", "10": "40", "50": "200"}  # seconds of session time
_FULL = {"1": "600", "10": "", "50": ""}


def _run(lab, speed, drivers):
    plan = lab.pick(_QUICK, _FULL)
    name = lambda speed, drivers: ":".join([speed, plan[speed], drivers]).rstrip(":")
    reports = lab.process_script("pacing.py", *(name(*each) for each in _EXISTING))
    return next(report for report in reports if report["run"] == name(speed, drivers))


def _rows(speed, drivers):
    def error(lab):
        existing = 100 * abs(_EXISTING[speed, drivers] / float(speed) - 1)
        return abs(_run(lab, speed, drivers)["speed_error_percent"]), existing

    def lateness(lab):
        return _run(lab, speed, drivers)["p99_lateness_ms"]

    who = "three drivers" if drivers else "all drivers"
    key = f"replay.{speed}x.{'three' if drivers else 'all'}"
    length = "10 minutes" if speed == "1" else "whole session"
    return [Row(f"{key}.speed", f"effective speed off by, {length} at {speed}×, {who}", "%", "less", error,
                "existing pipeline, recorded", Goal("measured", 0.01)),
            Row(f"{key}.lateness", f"p99 lateness of a record meanwhile, {speed}×, {who}", "ms", "less", lateness,
                goal=Goal("measured", 2))]


ROWS = [row for speed, drivers in _EXISTING for row in _rows(speed, drivers)]
