#!/usr/bin/env python3
"""What goes through a real broker here, against a loop of librdkafka with the same records: turn by turn, several times.

    bench/process/kafka.py SLIPSTREAM SESSION KAFKA_BARE [TIMES]

Prints one JSON document: messages a second of producing (acks=all, lz4) and of reading (decoded, with all rules), and of a
processor, exactly once, each beside the bare loop's; and CPU seconds per million messages. Medians.
"""
import json
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time

KAFKA = pathlib.Path(__file__).resolve().parents[2] / "tools/kafka"


def run(*command):
    """Runs a command to its end: its JSON, and what it took of the processor."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=600)
    if done.returncode != 0:
        sys.exit(f"{command}: {done.stderr.strip()[-500:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return json.loads(done.stdout) if done.stdout.startswith("{") else done.stdout, cpu


def measure(binary, session, bare, times, servers, data):
    ours = ("--engine", "kafka", "--bootstrap-servers", servers, "--data", data, "--json", "--log-level", "error")
    figures = {name: [] for name in ("produce", "bare_produce", "consume", "process", "bare_consume", "process_cpu", "bare_consume_cpu")}
    for turn in range(times):
        # The topics of a turn are its own: what was written before is not read again.
        topics = pathlib.Path(data) / f"{turn}.yaml"
        topics.write_text("".join(["kafka:\n  topics:\n", *(f"    {name}: {name}-{turn}\n" for name in ("telemetry", "alerts"))]))
        config = ("--config", topics)
        run(binary, "topics", "create", *config, *ours)
        produced, _ = run(binary, "produce", session, "--from", "0", "--speed", "max", *config, *ours)
        figures["produce"].append(produced["messages_per_second"])
        run(binary, "topics", "create", f"bare-{turn}", "--partitions", "4", *ours)
        sent, _ = run(bare, "produce", servers, f"telemetry-{turn}", f"bare-{turn}")
        figures["bare_produce"].append(sent["messages"] / sent["seconds"])
        read, _ = run(bare, "consume", servers, f"telemetry-{turn}")
        figures["bare_consume"].append(read["messages"] / read["seconds"])
        figures["bare_consume_cpu"].append(read["cpu_seconds"] / read["messages"] * 1e6)
        consumed, _ = run(binary, "consume", "--timeout", "1", *config, *ours)
        figures["consume"].append(consumed["avg_rate_messages_per_sec"])
        began = time.monotonic()
        processed, cpu = run(binary, "process", "--once", *config, *ours)
        figures["process"].append(processed["messages_processed"] / (time.monotonic() - began))
        figures["process_cpu"].append(cpu / processed["messages_processed"] * 1e6)
    return {name: statistics.median(values) for name, values in figures.items()}


def main():
    binary, session, bare = sys.argv[1:4]
    times = int(sys.argv[4]) if len(sys.argv) > 4 else 3
    with tempfile.TemporaryDirectory() as folder:
        cluster = pathlib.Path(folder) / "kafka"
        try:
            run(KAFKA, "up", "--port", "0", "--data", cluster)
            servers, _ = run(KAFKA, "address", "--data", cluster)
            print(json.dumps(measure(binary, session, bare, times, servers.strip(), folder)))
        finally:
            run(KAFKA, "down", "--data", cluster)


if __name__ == "__main__":
    main()
