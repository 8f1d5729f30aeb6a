"""python3 kafka_latency.py BINARY SESSION [SECONDS]: as sse_latency.py, through a broker."""
import sys

import sse_latency
from broker import broker

if __name__ == "__main__":
    with broker() as options:
        sse_latency.main(sys.argv[1:4], options)
