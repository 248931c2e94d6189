"""A private Redis server on loopback, with the durability settings of the compose file."""

import socket
from pathlib import Path

from tests.services import places, processes
from tests.services.processes import LOOPBACK, ServiceError

PORT_VARIABLE = "TEST_REDIS_PORT"
START_SECONDS = 30
PROGRAM = "redis-server"


def find() -> str:
    """Path of the server's program; raises MissingProgramError."""
    return processes.program(PROGRAM, "redis-server")


def start() -> str:
    """Address of database 0, on a server started unless it already runs."""
    port = places.port(PORT_VARIABLE, 16379)
    if not is_running():
        command = command_of(find(), port=port, folder=_folder())
        processes.require_free_port(port, PORT_VARIABLE)
        pid = processes.start(command, _folder())
        try:
            log = _folder() / "server.log"
            processes.wait_until(lambda: answers(port), pid=pid, seconds=START_SECONDS, log=log)
        except ServiceError:
            stop()
            raise
    return f"redis://{LOOPBACK}:{port}/0"


def stop() -> bool:
    """Ends the server; False when it was not running."""
    return processes.stop(_folder(), PROGRAM)


def is_running() -> bool:
    """True while the private server lives."""
    return processes.running_pid(_folder(), PROGRAM) is not None


def command_of(program: str, *, port: int, folder: Path) -> list[str]:
    """The words that run a server on this port with its data in the folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = {
        "port": str(port),
        "bind": LOOPBACK,
        "dir": str(folder),
        "appendonly": "yes",
        "appendfsync": "everysec",
        "maxmemory-policy": "noeviction",
        "save": "",
    }
    options = [word for name, value in settings.items() for word in (f"--{name}", value)]
    return [program, *options]


def answers(port: int) -> bool:
    """True once the append-only file is loaded: until then Redis answers PING with LOADING."""
    try:
        with socket.create_connection((LOOPBACK, port), timeout=1) as connection:
            connection.sendall(b"PING\r\n")
            return connection.recv(16).startswith(b"+PONG")
    except OSError:
        return False


def _folder() -> Path:
    return places.SERVICES / "redis"
