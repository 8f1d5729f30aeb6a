"""A row of the table: what is measured, against what, and what it should reach."""
import dataclasses
import datetime
import math
import os
import platform
import subprocess
from typing import Callable


class Missing(Exception):
    """What a measurement needs is not there: its row says so, and nothing is wrong."""


@dataclasses.dataclass(frozen=True)
class Goal:
    """At least `value`; of the measured value, where less is better, at most."""
    of: str  # "ratio" or "measured"
    value: float


@dataclasses.dataclass(frozen=True)
class Row:
    key: str  # stays the same from commit to commit
    what: str
    unit: str
    better: str  # "more" or "less"
    measure: Callable  # takes the Lab; gives the value, or the value and its baseline
    baseline: str = ""  # what the baseline is
    goal: Goal | None = None


@dataclasses.dataclass(frozen=True)
class Figure:
    """A row with its numbers."""
    row: Row
    measured: float | None = None
    baseline: float | None = None
    problem: str = ""
    broken: bool = False  # the measurement failed, other than for want of something

    @property
    def ratio(self):
        """How many times better than the baseline."""
        pair = (self.measured, self.baseline)
        if None in pair or 0 in pair:
            return None
        return self.measured / self.baseline if self.row.better == "more" else self.baseline / self.measured

    @property
    def met(self):
        """None where nothing is asked or nothing was measured."""
        goal = self.row.goal
        if goal is None:
            return None
        value = self.ratio if goal.of == "ratio" else self.measured
        if value is None:
            return None
        at_most = goal.of == "measured" and self.row.better == "less"
        return value <= goal.value if at_most else value >= goal.value

    def as_json(self):
        row, goal = self.row, self.row.goal
        return {"key": row.key, "what": row.what, "unit": row.unit, "better": row.better, "measured": self.measured,
                "baseline": self.baseline, "baseline_what": row.baseline, "ratio": self.ratio,
                "goal": goal and dataclasses.asdict(goal), "met": self.met, "problem": self.problem}


def number(value):
    """Three digits that matter: 72.9, 198,682, 0.00003."""
    if value == 0 or abs(value) >= 100:
        return f"{value:,.0f}"
    decimals = 2 - math.floor(math.log10(abs(value)))
    return f"{value:.{min(decimals, 6)}f}"


def _commit(root):
    git = lambda *command: subprocess.run(["git", "-C", root, *command], capture_output=True, text=True).stdout.strip()
    return git("rev-parse", "HEAD") + ("+changes" if git("status", "--porcelain", "--untracked-files=no") else "")


def _processor():
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def report(lab, figures, parts):
    """All of a run, as it is written to a file."""
    now = datetime.datetime.now(datetime.timezone.utc)
    return {"commit": _commit(lab.root), "date": now.isoformat(timespec="seconds"),
            "machine": {"processor": _processor(), "cores": os.cpu_count(), "load_before": lab.load_before},
            "quick": lab.quick, "figures": [figure.as_json() for figure in figures], "parts": parts}
