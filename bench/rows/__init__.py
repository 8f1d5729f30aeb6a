"""Every row of the table, in its order. A new row is a function in one of these files."""
from rows import decode, chain, replay, log, tables, queries, streams, simulation

ALL = [*decode.ROWS, *chain.ROWS, *replay.ROWS, *log.ROWS, *tables.ROWS, *queries.ROWS, *streams.ROWS, *simulation.ROWS]
