"""A Redis server that one test has to itself, to restart, kill and empty."""

import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redis

from tests.services import processes, redis_server
from tests.services.processes import LOOPBACK

START_SECONDS = 60


class PrivateRedis:
    """A server of the compose file's settings on a port that nobody else uses."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.port = _free_port()
        self.url = f"redis://{LOOPBACK}:{self.port}"
        self.start()

    def start(self) -> None:
        """Start it with what its folder holds; return once it answers."""
        command = redis_server.command_of(redis_server.find(), port=self.port, folder=self._folder)
        log = self._folder / "server.log"
        with log.open("ab") as output:
            self._process = subprocess.Popen(command, stdout=output, stderr=output)
        processes.wait_until(
            lambda: redis_server.answers(self.port),
            pid=self._process.pid,
            seconds=START_SECONDS,
            log=log,
        )

    def restart(self) -> None:
        """Stop it as an operator does, and start it again."""
        self._process.terminate()
        self._process.wait()
        self.start()

    def crash(self) -> None:
        """Kill it as `kill -9` does, and start it again."""
        self.kill()
        self.start()

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()
        self._process.wait()

    def flush(self) -> None:
        """Forget every message and everything else."""
        with redis.Redis.from_url(self.url) as client:
            client.flushall()


@contextmanager
def private_redis(folder: Path) -> Iterator[PrivateRedis]:
    """A server that is gone with the block."""
    server = PrivateRedis(folder)
    try:
        yield server
    finally:
        server.kill()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind((LOOPBACK, 0))
        port: int = listener.getsockname()[1]
    return port
