"""The tables of a report: Markdown that is also easy to read as it is."""
from harness.result import number


def render(head, lines):
    """`lines` are lists of texts; columns are padded."""
    widths = [max(len(line[i]) for line in [head, *lines]) for i in range(len(head))]
    row = lambda cells: "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths)) + " |"
    return "\n".join([row(head), "|" + "|".join("-" * (width + 2) for width in widths) + "|", *map(row, lines)])


def _with_unit(value, unit):
    return "" if value is None else f"{number(value)} {unit}".strip()


def _goal(figure):
    goal = figure["goal"]
    if goal is None:
        return ""
    if goal["of"] == "ratio":
        return f"≥ {number(goal['value'])} ×"
    return f"{'≤' if figure['better'] == 'less' else '≥'} {number(goal['value'])}"


def _line(figure):
    measured = _with_unit(figure["measured"], figure["unit"]) or figure["problem"]
    baseline = figure["baseline_what"]
    if figure["baseline"] is not None:
        baseline = f"{_with_unit(figure['baseline'], figure['unit'])} ({baseline})"
    ratio = "" if figure["ratio"] is None else f"{number(figure['ratio'])} ×"
    met = {True: "yes", False: "NO", None: ""}[figure["met"]]
    return [figure["what"], measured, baseline, ratio, _goal(figure), met]


def of_figures(report):
    machine = report["machine"]
    title = (f"{report['commit'][:12]}, {report['date']}, {machine['cores']} × {machine['processor']}, "
             f"load {machine['load_before']:.1f} before{', quick' if report['quick'] else ''}")
    return title + "\n\n" + render(["what", "measured", "baseline", "ratio", "goal", "met"],
                                   [_line(figure) for figure in report["figures"]])


def of_parts(report):
    lines = []
    for program, benchmarks in report["parts"].items():
        for name, part in benchmarks.items():
            rate = part.get("items_per_second")
            times = [f"{number(part[which] * 1e3)} ms" for which in ("seconds", "cpu_seconds")]
            lines.append([program, name, *times, f"{number(rate)}/s" if rate else ""])
    return render(["program", "part", "time", "CPU", "items"], lines)
