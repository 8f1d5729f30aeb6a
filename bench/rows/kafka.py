"""Through a real broker on this machine: what goes through, and how soon it is there."""
import shutil

from harness.result import Goal, Missing, Row


def _need_java():
    if shutil.which("java") is None:
        raise Missing("no Java for a broker")


def _throughput(lab):
    _need_java()
    return lab.process_script("kafka.py", lab.program("bench/kafka_bare"), *lab.pick((1, 1), (3, 4)))[-1]


def _beside_bare(name):
    return lambda lab: (_throughput(lab)[name], _throughput(lab)[f"bare_{name}"])


def exactly_once(lab):
    return _throughput(lab)["process"], _throughput(lab)["consume"]


def _latency(kind, part):
    def measure(lab):
        _need_java()
        return lab.process_script("kafka_latency.py", lab.pick(4, 60))[-1][kind][part]
    return measure


def _latency_row(kind, part, goal):
    return Row(f"kafka.{kind}.{part}", f"production to a client of the live stream, {kind}, {part[:3]}, 1×, whole grid", "ms", "less",
               _latency(kind, part), goal=Goal("measured", goal))


_BARE = "bare loop of librdkafka"

ROWS = [
    Row("kafka.produce", "produce --speed max, acks=all, lz4", "records/s", "more", _beside_bare("produce"), _BARE, Goal("ratio", 0.7)),
    Row("kafka.consume", "consume: decoding and all rules", "records/s", "more", _beside_bare("consume"), _BARE, Goal("ratio", 0.5)),
    Row("kafka.process", "process: the same exactly once, with starting", "records/s", "more", _beside_bare("process"), _BARE,
        Goal("ratio", 0.5)),
    Row("kafka.exactly_once", "process, exactly once", "records/s", "more", exactly_once, "consume, at least once", Goal("ratio", 0.8)),
    _latency_row("telemetry", "p50_ms", 15),
    _latency_row("telemetry", "p99_ms", 50),
    _latency_row("alerts", "p99_ms", 150),
]
