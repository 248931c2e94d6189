"""Serves the portal in a process of its own, which may kill itself in the middle of a request."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

import httpx
from django.core.servers.basehttp import WSGIServer, run
from django.core.wsgi import get_wsgi_application

from portal.practices.models import PracticePage
from portal.practices.submission import services, views
from tests.faults.points import Point
from tests.faults.senders import Orders, start

SAVING_POINTS = {
    "before the answers are written": Point(
        owner=PracticePage, name="save_revision", is_before=True
    ),
    "after they are written and before the commit": Point(owner=PracticePage, name="save_revision"),
    "after the commit and before the page": Point(owner=views, name="save_answers"),
}
STARTING_POINTS = {
    "with half a practice written": Point(owner=services, name="_made_page"),
    "after the commit and before the page": Point(owner=views, name="start_submission"),
}
SENDING_POINTS = {
    "with half of it written": Point(owner=PracticePage, name="get_workflow"),
    "after the commit and before the page": Point(owner=views, name="send_submission"),
}
_POINTS = {"saving": SAVING_POINTS, "starting": STARTING_POINTS, "sending": SENDING_POINTS}


@dataclass(frozen=True, kw_only=True)
class Death:
    """Where a server ends: what somebody does there, and the point in it."""

    act: str
    point: str


@contextmanager
def web_server(port: int, death: Death | None = None) -> Iterator[None]:
    """A server of the test's database at this port while the block lasts, or until its death."""
    process = start(partial(_serve, port, death), Orders())
    try:
        _wait_for(port)
        yield
    finally:
        process.kill()
        process.join()


def free_port() -> int:
    """A port of this machine that nothing listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int) -> None:
    transport = httpx.HTTPTransport(retries=8)
    with httpx.Client(transport=transport, timeout=30) as client:
        client.get(f"http://localhost:{port}/healthz")


def _serve(port: int, death: Death | None) -> None:
    if death:
        _POINTS[death.act][death.point].kill_here(nth=1)
    run("localhost", port, get_wsgi_application(), threading=True, server_cls=WSGIServer)
