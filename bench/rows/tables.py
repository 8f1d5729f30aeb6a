"""Tables in and SQL over them, against pandas on the same files right after."""
from harness.result import Goal, Missing, Row
from rows.decode import fastf1_python


def _milliseconds(lab, name):
    lab.session  # the race is beside it
    parts = lab.google("table_bench")
    if name not in parts:
        raise Missing("no real session: set SLIPSTREAM_SHARED")
    return parts[name]["seconds"] * 1000


def _against_pandas(lab, name):
    """The pair, or the measured value alone where there is no pandas."""
    measured = _milliseconds(lab, name)
    try:
        python = fastf1_python(lab)  # FastF1 brings pandas
    except Missing:
        return measured
    script = lab.root / "bench/table_peer.py"
    return measured, lab.json_lines("pandas", python, script, lab.shared, lab.pick(1, 5))[-1][name]


def read_csv(lab):
    return _against_pandas(lab, "read_csv")


def read_parquet(lab):
    return _against_pandas(lab, "read_parquet")


def group_by(lab):
    return _milliseconds(lab, "group_by_20_million_rows") / 1000


ROWS = [
    Row("table.csv", "read a race of 837,025 rows from CSV", "ms", "less", read_csv, "pandas.read_csv", Goal("ratio", 5)),
    Row("table.parquet", "the same from Parquet", "ms", "less", read_parquet, "pandas.read_parquet",
        Goal("ratio", 1 / 1.3)),
    Row("table.group_by", "SQL: group by over 20 million rows", "s", "less", group_by, goal=Goal("measured", 1)),
]
