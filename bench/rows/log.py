"""The embedded log and analytics, on full telemetry messages of 540 bytes."""
from harness.result import Goal, Row


def append(lab):
    counters = lab.google("log_bench")["AppendAgainstBareSqlite"]
    return counters["ours_per_s"], counters["bare_per_s"]


def analytics(lab):
    return lab.google("analytics_bench")["decode_and_rules"]["items_per_second"]


ROWS = [
    Row("log.append", "append to the embedded log", "messages/s", "more", append,
        "bare SQLite, same bytes and durability", Goal("ratio", 0.8)),
    Row("log.append_rate", "the same as a rate", "messages/s", "more", lambda lab: append(lab)[0],
        goal=Goal("measured", 150_000)),
    Row("analytics.rules", "decode and all rules, one core", "records/s", "more", analytics,
        goal=Goal("measured", 1_000_000)),
]
