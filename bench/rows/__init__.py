"""Every row of the table, in its order. A new row is a function in one of these files."""
from rows import decode, chain, replay, log, kafka, tables, queries, openf1, streams, simulation

ALL = [*decode.ROWS, *chain.ROWS, *replay.ROWS, *log.ROWS, *kafka.ROWS, *tables.ROWS, *queries.ROWS, *openf1.ROWS,
       *streams.ROWS, *simulation.ROWS]
