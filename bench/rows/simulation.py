"""The simulated Grand Prix."""
from harness.result import Goal, Missing, Row


def simulated_samples(lab):
    """The first part of simulate_bench that counts items: they are samples."""
    for part in lab.google("simulate_bench").values():
        if "items_per_second" in part:
            return part["items_per_second"]
    raise Missing("simulate_bench counts no items")


ROWS = [
    Row("simulate.samples", "simulate and emit, one core", "samples/s", "more", simulated_samples,
        goal=Goal("measured", 500_000)),
]
