"""Datums as fastavro writes and reads them, for avro_datum_test.cpp:
pip install fastavro==1.13.1 && python make_datums.py > datums.json"""

import datetime
import io
import json
import math

import fastavro

LEADERBOARD = {
    "type": "record", "name": "LeaderboardUpdate", "namespace": "com.f1leaderboard", "fields": [
        {"name": "driver_name", "type": "string"},
        {"name": "position", "type": "int"},
        {"name": "timestamp", "type": {"type": "long", "logicalType": "timestamp-millis"}},
        {"name": "race_id", "type": ["null", "string"], "default": None},
        {"name": "team_name", "type": "string"},
        {"name": "speed", "type": "double"}]}
KEY = {"type": "record", "name": "record", "namespace": "org.apache.flink.avro.generated", "fields": [
    {"name": "driver_name", "type": "string"}, {"name": "race_id", "type": "string"}]}
LIST = {"type": "record", "name": "Stint", "fields": [
    {"name": "laps", "type": "int"}, {"name": "next", "type": ["null", "Stint"], "default": None}]}
TYRE = {"type": "enum", "name": "Compound", "symbols": ["SOFT", "MEDIUM", "HARD"]}
LAPS = {"type": "array", "items": {"type": "map", "values": "float"}}

# Schema and value.
WRITTEN = [
    ("null", None), ("boolean", True), ("boolean", False),
    ("int", 0), ("int", -1), ("int", 64), ("int", 2147483647), ("int", -2147483648),
    ("long", 9223372036854775807), ("long", -9223372036854775808), ("long", 1795710600000),
    ("float", 331.5), ("double", 285.123456789), ("double", -0.0), ("double", 1e300),
    ("double", math.nan), ("double", math.inf), ("float", -math.inf),
    ("string", ""), ("string", "Sergio Pérez \"Checo\" \\ 🏎\n"), ("bytes", bytes(range(256))),
    ({"type": "fixed", "name": "Md5", "size": 4}, b"\x00A\xff\""),
    (TYRE, "HARD"), (["null", "string", "long"], 44), (["null", "string"], None), (["null", TYRE], "SOFT"),
    (LAPS, []), (LAPS, [{}, {"S1": 28.5, "S2": 36.25}]), ({"type": "map", "values": ["null", "int"]}, {"VER": 1, "HAM": None}),
    (LEADERBOARD, {"driver_name": "Max Verstappen", "position": 1,
                   "timestamp": datetime.datetime.fromtimestamp(1795710600.123, datetime.timezone.utc),
                   "race_id": "lab-7", "team_name": "Red Bull Racing", "speed": 331.25}),
    (LEADERBOARD, {"driver_name": "Lewis Hamilton", "position": 2, "timestamp": 0, "race_id": None,
                   "team_name": "Ferrari", "speed": 0.0}),
    (KEY, {"driver_name": "Max Verstappen", "race_id": "lab-7"}),
    (LIST, {"laps": 12, "next": {"laps": 20, "next": {"laps": 30, "next": None}}}),
    ({"type": "record", "name": "Nothing", "fields": []}, {}),
    ({"type": "array", "items": "null"}, [None, None, None]),
]
# Schema and bytes that fastavro does not write itself: blocks with their size, and more than one of them.
READ = [
    ({"type": "array", "items": "long"}, "03040636" "00"),
    ({"type": "array", "items": "long"}, "0206" "010236" "020800"),
    ({"type": "map", "values": "int"}, "0108" "04533102" "0204533204" "00"),
]


def plain(value):
    """As our JSON has it."""
    if isinstance(value, bytes):
        return value.decode("latin-1")
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, datetime.datetime):
        return round(value.timestamp() * 1000)
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value


def case(schema, data):
    value = fastavro.schemaless_reader(io.BytesIO(data), fastavro.parse_schema(schema))
    return {"schema": schema, "hex": data.hex(), "json": plain(value)}


def written(schema, value):
    out = io.BytesIO()
    fastavro.schemaless_writer(out, fastavro.parse_schema(schema), value)
    return case(schema, out.getvalue())


cases = [written(*item) for item in WRITTEN] + [case(schema, bytes.fromhex(text)) for schema, text in READ]
print("[\n" + ",\n".join(json.dumps(item) for item in cases) + "\n]")
