"""What the tests of tenders share: files to import, and a clock that stands still."""

import json
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from portal.tenders.services import Feed, import_releases

FIXTURES = Path(__file__).parent / "fixtures"
AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture
def imported(tmp_path):
    """Imports text, bytes or JSON values, each as one file, and returns the report."""

    def run(*contents, **options):
        paths = []
        for number, content in enumerate(contents, 1):
            path = tmp_path / f"file{number}.json"
            if isinstance(content, bytes):
                path.write_bytes(content)
            else:
                text = content if isinstance(content, str) else json.dumps(content)
                path.write_text(text, encoding="utf-8")
            paths.append(path)
        return import_releases(paths, at=AT, **options)

    return run


@pytest.fixture
def release():
    """Makes a small fictional release, with other values where given."""

    def make(**changes):
        made = {
            "ocid": "ocds-example-1",
            "id": "r1",
            "date": "2026-11-01T09:00:00Z",
            "tag": ["tender"],
            "buyer": {"name": "Example Council"},
            "tender": {"id": "t", "title": "Home care", "status": "active"},
        }
        return made | changes

    return make


@pytest.fixture
def feed():
    """A server on this machine; ``pages`` maps a target to a body or to (status, location)."""
    pages, asked = {}, []

    class Service(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            found = pages.get(self.path, (404, ""))
            status, location = found if isinstance(found, tuple) else (200, "")
            body = b"" if isinstance(found, tuple) else found.encode()
            self.send_response(status)
            if location:
                self.send_header("Location", location)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *parts):
            pass

    server = HTTPServer(("127.0.0.1", 0), Service)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    service = Feed(url=f"http://127.0.0.1:{server.server_port}/packages")
    service_pages = (service, pages, asked)
    yield service_pages
    server.shutdown()
    thread.join()
    server.server_close()
