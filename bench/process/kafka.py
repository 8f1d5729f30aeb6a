#!/usr/bin/env python3
"""What goes through a real broker here, against a loop of librdkafka with the same records: turn by turn, several times.

    bench/process/kafka.py SLIPSTREAM SESSION KAFKA_BARE [TIMES RUNS]

Prints one JSON document, medians: messages a second of producing (acks=all, lz4), of reading (decoded, with all rules), and of a
processor that works exactly once from its start on, each beside the bare loop's right before or after; and CPU seconds per
million messages. A turn has RUNS of the session in its topic: where they are many, starting and joining count little.
"""
import json
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile

from broker import broker


def run(*command):
    """Runs a command to its end: its JSON, and what it took of the processor."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=600)
    if done.returncode != 0:
        sys.exit(f"{command}: {done.stderr.strip()[-500:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return json.loads(done.stdout) if done.stdout.startswith("{") else done.stdout, cpu


def measure(binary, session, bare, times, runs, on_kafka, data):
    servers = on_kafka[-1]
    ours = (*on_kafka, "--data", data, "--json", "--log-level", "error")
    names = ("produce", "consume", "process")
    figures = {name: [] for name in (*names, *(f"bare_{name}" for name in names), *(f"{name}_cpu" for name in names))}
    for turn in range(times):
        # The topics of a turn are its own: what was written before is not read again.
        topics = pathlib.Path(data) / f"{turn}.yaml"
        topics.write_text("".join(["kafka:\n  topics:\n", *(f"    {name}: {name}-{turn}\n" for name in ("telemetry", "alerts", "state", "session"))]))
        config = ("--config", topics, *ours)
        run(binary, "topics", "create", *config)
        run(binary, "topics", "create", f"bare-{turn}", "--partitions", "4", *ours)
        for _ in range(runs):
            produced, cpu = run(binary, "produce", session, "--from", "0", "--speed", "max", *config)
            figures["produce"].append(produced["messages_per_second"])
            figures["produce_cpu"].append(cpu / produced["messages_sent"] * 1e6)
        sent, _ = run(bare, "produce", servers, f"telemetry-{turn}", f"bare-{turn}")
        figures["bare_produce"].append(sent["messages"] / sent["seconds"])
        for name, command in (("consume", ("consume", "--timeout", "1")), ("process", ("process", "--once"))):
            read, _ = run(bare, "consume", servers, f"telemetry-{turn}")
            figures[f"bare_{name}"].append(read["messages"] / read["seconds"])
            done, cpu = run(binary, *command, *config)
            figures[name].append(done["avg_rate_messages_per_sec"])
            figures[f"{name}_cpu"].append(cpu / done["messages_processed"] * 1e6)
    return {name: statistics.median(values) for name, values in figures.items()}


def main():
    binary, session, bare = sys.argv[1:4]
    times, runs = map(int, sys.argv[4:6]) if len(sys.argv) > 5 else (3, 4)
    with broker() as on_kafka, tempfile.TemporaryDirectory(prefix="slipstream-bench-") as data:
        print(json.dumps(measure(binary, session, bare, times, runs, on_kafka, data)))


if __name__ == "__main__":
    main()
