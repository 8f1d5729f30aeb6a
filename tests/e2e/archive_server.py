"""The official archive and the results' API on a free port: serves real sessions in the archive's layout
(formats/live-timing.md §1), with ranges and ETags, and misbehaves when told to."""
import collections
import hashlib
import http.server
import json
import re
import ssl
import threading


class ArchiveServer:
    """`with ArchiveServer() as server:` then `server.add_session(folder)`; `server.environment()` points the binary here.
    With `certificate`, a file that also has the key, it speaks TLS."""

    def __init__(self, certificate=None):
        self.files = {}  # path → bytes
        self.requests = []  # (path, headers) in order
        self.released = threading.Event()  # ends every behaviour that holds a connection
        self._seasons = {}
        self._behaviours = collections.defaultdict(list)  # path → behaviours, one for each request
        self._always = {}
        self._lock = threading.Lock()
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._scheme = "http"
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
            self._scheme = "https"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self.released.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self):
        return f"{self._scheme}://127.0.0.1:{self._server.server_address[1]}"

    def environment(self, **settings):
        """For the binary; `settings` are keys of the configuration's section fetch."""
        every = {"archive": f"{self.url}/static/", "results_api": f"{self.url}/ergast/f1/", "first_wait": 0.05,
                 "requests_per_second": 1000, **settings}
        return {"no_proxy": "127.0.0.1", **{f"SLIPSTREAM_FETCH_{key.upper()}": str(value) for key, value in every.items()}}

    def add_session(self, folder, announced=()):
        """Adds the archive in `folder`; `announced` topics are in its index and nowhere else. Returns its path."""
        files = {file.name: file.read_bytes() for file in folder.glob("*.jsonStream")}
        info = json.loads(files["SessionInfo.jsonStream"].decode("utf-8-sig").splitlines()[0][12:])
        path = info["Path"]
        topics = [name.removesuffix(".jsonStream") for name in files] + list(announced)
        index = {"Feeds": {t: {"KeyFramePath": f"{t}.json", "StreamPath": f"{t}.jsonStream"} for t in topics}}
        for name, body in files.items():
            self.files[f"/static/{path}{name}"] = body
        self.files[f"/static/{path}Index.json"] = b"\xef\xbb\xbf" + json.dumps(index).encode()
        year = path[:4]
        meetings = self._seasons.setdefault(year, {})
        meeting = meetings.setdefault(info["Meeting"]["Key"], {**info["Meeting"], "Sessions": []})
        meeting["Sessions"].append({key: info[key] for key in ("Key", "Type", "Name", "StartDate", "EndDate", "GmtOffset", "Path")})
        season = {"Year": int(year), "Meetings": list(meetings.values())}
        self.files[f"/static/{year}/Index.json"] = b"\xef\xbb\xbf" + json.dumps(season, ensure_ascii=False).encode()
        return f"/static/{path}"

    def add_results(self, year, number, day, page, rows):
        """What the results' API says of a race; `page` is results, sprint or qualifying."""
        lists = {"results": "Results", "sprint": "SprintResults", "qualifying": "QualifyingResults"}
        race = {"season": str(year), "round": str(number), "raceName": "A Grand Prix", "date": day}
        answer = lambda races: json.dumps({"MRData": {"RaceTable": {"Races": races}}}).encode()
        self.files[f"/ergast/f1/{year}.json"] = answer([race])
        self.files[f"/ergast/f1/{year}/{number}/{page}.json"] = answer([{**race, lists[page]: rows}])

    def behave(self, path, *behaviours):
        """The next requests of `path` are answered by these, one each; then all is well."""
        self._behaviours[path].extend(behaviours)

    def behave_always(self, path, behaviour):
        self._always[path] = behaviour

    def requested(self, path):
        with self._lock:
            return [headers for asked, headers in self.requests if asked == path]

    def _handler(server):
        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def do_GET(self):
                path = self.path.split("?")[0]
                with server._lock:
                    server.requests.append((path, dict(self.headers)))
                    queue = server._behaviours[path]
                    behaviour = queue.pop(0) if queue else server._always.get(path, serve)
                try:
                    behaviour(self, server, server.files.get(path))
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True

        return Handler


def head(handler, status, length, **headers):
    handler.send_response(status)
    handler.send_header("Content-Length", str(length))
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()


def etag(body):
    return f'"{hashlib.sha1(body).hexdigest()}"'


def serve(handler, server, body):
    """As it should be: ranges, ETags, 404."""
    if body is None:
        return status(404)(handler, server, body)
    wanted = re.fullmatch(r"bytes=(\d+)-", handler.headers.get("Range", ""))
    if wanted and handler.headers.get("If-Range") == etag(body):
        first = int(wanted[1])
        head(handler, 206, len(body) - first, ETag=etag(body), Content_Range=f"bytes {first}-{len(body) - 1}/{len(body)}")
        handler.wfile.write(body[first:])
    else:
        head(handler, 200, len(body), ETag=etag(body))
        handler.wfile.write(body)


def status(code, **headers):
    def behave(handler, server, body):
        page = b"<html>an error page</html>"
        head(handler, code, len(page), **headers)
        handler.wfile.write(page)
    return behave


def redirect(to):
    return status(302, Location=to)


def page(text):
    """A 200 of something else, as a hotel's network gives."""
    def behave(handler, server, body):
        head(handler, 200, len(text))
        handler.wfile.write(text)
    return behave


def cut(after):
    """Promises all, sends `after` bytes and hangs up."""
    def behave(handler, server, body):
        head(handler, 200, len(body), ETag=etag(body))
        handler.wfile.write(body[:after])
        handler.close_connection = True
    return behave


def short_length(by):
    """Sends a Content-Length that is too small: HTTP cannot notice."""
    def behave(handler, server, body):
        head(handler, 200, len(body) - by, ETag=etag(body))
        handler.wfile.write(body[:len(body) - by])
        handler.close_connection = True
    return behave


def held(after):
    """Sends `after` bytes, then nothing until the server's `released`."""
    def behave(handler, server, body):
        head(handler, 200, len(body), ETag=etag(body))
        handler.wfile.write(body[:after])
        handler.wfile.flush()
        server.released.wait()
        handler.close_connection = True
    return behave


def trickle(handler, server, body):
    """A byte now and then."""
    head(handler, 200, len(body), ETag=etag(body))
    for index in range(len(body)):
        handler.wfile.write(body[index:index + 1])
        if server.released.wait(0.2):
            break
    handler.close_connection = True


def huge(handler, server, body):
    """Announces a terabyte."""
    head(handler, 200, 10**12)
    handler.wfile.write(b"00:00:00.000{}\r\n" * 1000)
    handler.close_connection = True
