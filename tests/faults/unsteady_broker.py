"""Stands between Celery and Redis and loses, doubles or delays every message that is published.

All other commands pass as they are, so consuming and acknowledging work.
"""

import random
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum, auto
from typing import BinaryIO

from tests.services.processes import LOOPBACK

HELD_BACK = 5
"""Messages that overtake a delayed one, or so."""

TAKEN = b":1\r\n"
"""What Redis answers to LPUSH: the queue's length, which nobody reads."""


class Treatment(Enum):
    """What becomes of a published message."""

    PASS = auto()
    LOSE = auto()
    DOUBLE = auto()
    DELAY = auto()


class UnsteadyBroker(socketserver.ThreadingTCPServer):
    """Listens on a free port; `treatment` may be changed at any time."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, redis_port: int) -> None:
        super().__init__((LOOPBACK, 0), _Session)
        self.redis_port = redis_port
        self.treatment = Treatment.PASS
        self.treated = threading.Semaphore(0)
        self._held: list[bytes] = []
        self._lock = threading.Lock()
        self._rng = random.Random(1)  # noqa: S311 - repeatable, not secret

    @property
    def url(self) -> str:
        """The broker's address for Celery."""
        return f"redis://{LOOPBACK}:{self.server_address[1]}"

    def treat(self, messages: int) -> None:
        """Return once so many messages have been lost, doubled or delayed."""
        for _message in range(messages):
            assert self.treated.acquire(timeout=120), "nobody publishes"

    def publish(self, command: bytes) -> None:
        """Take one LPUSH as the treatment says."""
        with self._lock:
            if self.treatment is Treatment.DOUBLE:
                self._push(command, command)
            elif self.treatment is Treatment.DELAY:
                self._held.append(command)
                self._rng.shuffle(self._held)
                late = self._held[HELD_BACK:]
                del self._held[HELD_BACK:]
                self._push(*late)
        self.treated.release()

    def hand_over_late(self) -> None:
        """Publish all that is still held back, and treat nothing any more."""
        with self._lock:
            self.treatment = Treatment.PASS
            self._push(*self._held)
            self._held.clear()

    def _push(self, *commands: bytes) -> None:
        with socket.create_connection((LOOPBACK, self.redis_port)) as connection:
            replies = connection.makefile("rb")
            for command in commands:
                connection.sendall(command)
                replies.readline()


class _Session(socketserver.StreamRequestHandler):
    """One client's connection and the one to Redis behind it."""

    server: UnsteadyBroker

    def handle(self) -> None:
        # Either side may be killed at any moment.
        with (
            suppress(OSError),
            socket.create_connection((LOOPBACK, self.server.redis_port)) as redis,
        ):
            threading.Thread(target=_copy, args=(redis, self.request), daemon=True).start()
            self._pass_on_to(redis)

    def _pass_on_to(self, redis: socket.socket) -> None:
        is_transaction = False
        while command := _next_command(self.rfile):
            verb, content = command
            is_transaction = verb == b"MULTI" or (is_transaction and verb != b"EXEC")
            is_published = verb == b"LPUSH" and not is_transaction
            if not is_published or self.server.treatment is Treatment.PASS:
                redis.sendall(content)
            else:
                self.server.publish(content)
                self.request.sendall(TAKEN)


def _copy(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65_536):
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_RDWR)


def _next_command(stream: BinaryIO) -> tuple[bytes, bytes] | None:
    """The verb of the next command, and all its bytes (RESP: an array of bulk strings)."""
    head = stream.readline()
    if not head.startswith(b"*"):
        return None
    words, content = [], [head]
    for _word in range(int(head[1:])):
        size = stream.readline()
        words.append(stream.read(int(size[1:]) + 2))
        content += (size, words[-1])
    return words[0].strip().upper(), b"".join(content)


@contextmanager
def unsteady_broker(redis_port: int) -> Iterator[UnsteadyBroker]:
    """A broker that passes everything on until it is told otherwise."""
    with UnsteadyBroker(redis_port) as broker:
        thread = threading.Thread(target=broker.serve_forever, daemon=True)
        thread.start()
        try:
            yield broker
        finally:
            broker.shutdown()
            thread.join()
