"""An unmodified FastF1 (3.9.0) that reads a live-timing archive from a folder.

Only the page fetch is replaced (files instead of the network); Ergast answers nothing and there is no cache.
"""
import json
import logging
import pathlib
import types

import pandas as pd
from fastf1 import _api, core, events


class _Files:
    """Stands for FastF1's request cache: every page is a file of the archive."""

    def __init__(self, folder):
        self.folder = folder

    def requests_get(self, urls, **_):
        path = self.folder / urls[0].rsplit("/", 1)[1]
        if not path.exists():
            return types.SimpleNamespace(status_code=404, content=b"")
        content = path.read_bytes()
        if content.count(b"\r\n") == 0:
            content = content.replace(b"\n", b"\r\n")
        return types.SimpleNamespace(status_code=200, content=content)


def open_archive(folder):
    """The session in the folder, not loaded yet. One archive at a time: the last one opened is read."""
    folder = pathlib.Path(folder)
    _api.Cache = _Files(folder)
    core.Session._drivers_results_from_ergast = lambda *_, **__: None
    logging.getLogger("fastf1").setLevel(logging.ERROR)
    first_line = (folder / "SessionInfo.jsonStream").read_bytes().decode("utf-8-sig").splitlines()[0]
    info = json.loads(first_line[12:])
    date = pd.Timestamp(info["StartDate"])
    event = events.Event({"EventName": info["Meeting"]["Name"], "EventDate": date.normalize(),
                          "EventFormat": "conventional", "RoundNumber": 1, "F1ApiSupport": True, "Country": "",
                          "Location": "", "OfficialEventName": "",
                          **{f"Session{i}": info["Name"] if i == 4 else f"None {i}" for i in range(1, 6)},
                          **{f"Session{i}Date": date for i in range(1, 6)},
                          **{f"Session{i}DateUtc": date for i in range(1, 6)}}, year=date.year)
    return core.Session(event, info["Name"], f1_api_support=True)
