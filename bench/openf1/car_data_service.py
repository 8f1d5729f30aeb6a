#!/usr/bin/env python3
"""car_data_service.py CHECKOUT SESSION PORT: OpenF1's own query service, unchanged, over an archive's car_data in memory.

CHECKOUT is one of github.com/br-g/openf1, whose own ingestor makes the documents; which Python: ../README.md. In place
of MongoDB stands a list: documents already one version each and in the order of its sort, found by car number and,
within it, by binary search of the date; so what is measured is the service, and a database that costs next to nothing.
The limit of 30 requests in 10 seconds is off. One process, as its container starts it."""
import bisect
import datetime
import json
import operator
import pathlib
import sys

import uvicorn

HOLDS = {"$eq": operator.eq, "$gte": operator.ge, "$lte": operator.le, "$gt": operator.gt, "$lt": operator.lt}


def conditions(predicate):
    """(field, sign, bound) of all that must hold, out of MongoDB's $match; alternatives are not asked for here."""
    found = []
    for name, value in predicate.items():
        if name in ("$and", "$or"):
            assert name == "$and" or len(value) == 1, value
            found += [each for part in value for each in conditions(part)]
        else:
            found += [(name, sign, bound) for sign, bound in value.items()]
    return found


class Collection:
    def __init__(self, rows):
        self.all = rows
        self.of_car = {}
        for row in self.all:
            self.of_car.setdefault(row["driver_number"], []).append(row)

    def aggregate(self, pipeline, maxTimeMS):  # noqa: N803, MongoDB's name
        asked = conditions(pipeline[0]["$match"])
        rows, date, others = self.all, operator.itemgetter("date"), []
        for field, sign, bound in asked:
            if (field, sign) == ("driver_number", "$eq"):
                rows = self.of_car.get(bound, [])
        begin, end = 0, len(rows)
        for field, sign, bound in asked:
            if (field, sign) == ("date", "$gte"):
                begin = max(begin, bisect.bisect_left(rows, bound, key=date))
            elif (field, sign) == ("date", "$lt"):
                end = min(end, bisect.bisect_left(rows, bound, key=date))
            elif (field, sign) != ("driver_number", "$eq"):
                others.append((field, HOLDS[sign], bound))
        rows = rows[begin:end]
        for field, holds, bound in others:  # nothing compares with null
            rows = [row for row in rows if row[field] is not None and holds(row[field], bound)]
        return Cursor(rows)


class Cursor:
    def __init__(self, rows):
        self.rows = rows

    async def to_list(self, length):
        return self.rows


def documents(session):
    """As OpenF1 reads a past session, and as MongoDB then gives them: dates in milliseconds."""
    import bson
    from openf1.services.ingestor_livetiming.core import decoding, objects
    from openf1.services.ingestor_livetiming.core.processing.main import process_messages
    info = json.loads((session / "session_info.json").read_text(encoding="utf-8-sig"))
    lines = (session / "CarData.z.jsonStream").read_text(encoding="utf-8-sig").split()
    sent = datetime.datetime.min  # these documents have dates of their own
    messages = [objects.Message("CarData.z", decoding.decode(line[len("00:00:00.000"):]), sent) for line in lines]
    made = process_messages(info["Meeting"]["Key"], info["Key"], messages)["car_data"]
    kept = bson.CodecOptions(tz_aware=True, tzinfo=datetime.timezone.utc)
    return [bson.decode(bson.encode(document.to_mongo_doc_sync()), kept) for document in made]


def main():
    checkout, session, port = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3])
    sys.path.insert(0, str(checkout / "src"))
    from openf1.services.query_api import app as service
    from openf1.util import db
    database = {"car_data": Collection(documents(session))}
    db._get_mongo_db_async = lambda: database
    service.rate_limiter.enabled = False
    uvicorn.run(service.app, host="127.0.0.1", port=port, log_level="error", access_log=False)


main()
