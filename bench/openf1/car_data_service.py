#!/usr/bin/env python3
"""car_data_service.py CHECKOUT ROWS.json PORT: OpenF1's own query service, unchanged, over car_data in memory.

CHECKOUT is one of github.com/br-g/openf1; the Python needs what its requirements.txt pins. In place of MongoDB stands
a list: documents already one version each and in the order of its sort, found by car number and, within it, by binary search
of the date; so what is measured is the service, and a database that costs next to nothing. The limit of 30 requests in
10 seconds is off."""
import bisect
import datetime
import json
import operator
import pathlib
import sys

import uvicorn

HOLDS = {"$eq": operator.eq, "$gte": operator.ge, "$lte": operator.le, "$gt": operator.gt, "$lt": operator.lt}


def compiled(predicate):
    """MongoDB's $match of what this service asks: $and, $or and comparisons; nothing compares with null."""
    (name, value), = predicate.items()
    if name == "$and":
        parts = [compiled(each) for each in value]
        return lambda row: all(part(row) for part in parts)
    if name == "$or":
        parts = [compiled(each) for each in value]
        return lambda row: any(part(row) for part in parts)
    (sign, bound), = value.items()
    holds = HOLDS[sign]
    return lambda row: row[name] is not None and holds(row[name], bound)


def leaves(predicate):
    """(field, sign, bound) of all that must hold; of what has real alternatives, nothing."""
    (name, value), = predicate.items()
    if name == "$and" or (name == "$or" and len(value) == 1):
        return [leaf for each in value for leaf in leaves(each)]
    return [] if name == "$or" else [(name, *next(iter(value.items())))]


class Collection:
    def __init__(self, rows):
        self.all = sorted(rows, key=lambda row: row["date"])
        self.of_car = {}
        for row in self.all:
            self.of_car.setdefault(row["driver_number"], []).append(row)

    def aggregate(self, pipeline, maxTimeMS):  # noqa: N803, MongoDB's name
        predicate = pipeline[0]["$match"]
        rows, needed = self.all, leaves(predicate) if predicate else []
        for field, sign, bound in needed:
            if (field, sign) == ("driver_number", "$eq"):
                rows = self.of_car.get(bound, [])
        begin, end, date = 0, len(rows), operator.itemgetter("date")
        for field, sign, bound in needed:
            if field == "date" and sign in ("$gt", "$gte"):
                begin = max(begin, bisect.bisect_left(rows, bound, key=date))
            if field == "date" and sign in ("$lt", "$lte"):
                end = min(end, bisect.bisect_right(rows, bound, key=date))
        matches = compiled(predicate) if predicate else lambda row: True
        return Cursor([row for row in rows[begin:end] if matches(row)])


class Cursor:
    def __init__(self, rows):
        self.rows = rows

    async def to_list(self, length):
        return self.rows


def main():
    checkout, rows, port = pathlib.Path(sys.argv[1]), json.loads(pathlib.Path(sys.argv[2]).read_text()), int(sys.argv[3])
    sys.path.insert(0, str(checkout / "src"))
    from openf1.services.query_api import app as service
    from openf1.util import db
    database = {"car_data": Collection([{**row, "date": datetime.datetime.fromisoformat(row["date"])} for row in rows])}
    db._get_mongo_db_async = lambda: database
    service.rate_limiter.enabled = False
    uvicorn.run(service.app, host="127.0.0.1", port=port, log_level="error", access_log=False)


main()
