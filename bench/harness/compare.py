"""What changed between two reports."""
from harness.result import number
from harness.table import render

# Runs of one commit differ by as much.
_NOISE = 0.05


def _verdict(ratio, better):
    if abs(ratio - 1) <= _NOISE:
        return ""
    return "better" if (ratio > 1) == (better == "more") else "WORSE"


def _values(report):
    """What is compared of a report: key → what, value, unit, better."""
    values = {figure["key"]: (figure["what"], figure["measured"], figure["unit"], figure["better"])
              for figure in report["figures"]}
    for program, benchmarks in report["parts"].items():
        for name, part in benchmarks.items():
            values[f"{program}/{name}"] = (f"{program} {name}", part["seconds"] * 1e3, "ms", "less")
    return values


def table(old, new):
    """Old, new and new over old of everything in the new one."""
    before = _values(old)
    lines = []
    for key, (what, value, unit, better) in _values(new).items():
        pair = [before[key][1] if key in before else None, value]
        texts = ["" if value is None else f"{number(value)} {unit}".strip() for value in pair]
        if None in pair or pair[0] == 0:
            lines.append([what, *texts, "", ""])
            continue
        ratio = pair[1] / pair[0]
        lines.append([what, *texts, number(ratio), _verdict(ratio, better)])
    title = f"{old['commit'][:12]} → {new['commit'][:12]}"
    if old["quick"] or new["quick"]:
        title += "; a quick run shows nothing but that it runs"
    return title + "\n\n" + render(["what", "old", "new", "new / old", ""], lines)
