"""Starts, watches and ends the server processes that tests need."""

import errno
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

LOOPBACK = "127.0.0.1"
POLL_SECONDS = 0.1
FIRST_MOMENT_SECONDS = 2.0


class ServiceError(Exception):
    """A server could not be built, started or stopped; the message is one line for a person."""


class MissingProgramError(ServiceError):
    """A program that a server needs is not on this machine; the message says how to get it."""


def program(name: str, package: str) -> str:
    """Path of an installed program; raises MissingProgramError naming its Debian package."""
    found = shutil.which(name)
    if found is None:
        raise MissingProgramError(f"{name} is not installed: apt-get install {package}")
    return found


def is_port_taken(port: int) -> bool:
    """True when something already listens on this loopback port."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((LOOPBACK, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return True
            raise
    return False


def require_free_port(port: int, variable: str) -> None:
    """Raises ServiceError when the port is taken, naming the variable that chooses another."""
    if is_port_taken(port):
        raise ServiceError(f"port {port} is taken: set {variable} to a free port and start again")


def start(command: Sequence[str], directory: Path) -> int:
    """Starts a server that outlives this process and returns its process id.

    The command's first word is an absolute path. `directory` gets the server's output in
    `server.log` and its process id in `server.pid`.
    """
    directory.mkdir(parents=True, exist_ok=True)
    log = str(directory / "server.log")
    # A Popen object would warn, when it is collected, that its process still runs: here it should.
    pid = os.posix_spawn(
        command[0],
        list(command),
        os.environ,
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644),
            (os.POSIX_SPAWN_DUP2, 1, 2),
        ],
        setsid=True,
    )
    (directory / "server.pid").write_text(f"{pid}\n", encoding="ascii")
    return pid


def running_pid(directory: Path, word: str) -> int | None:
    """Process id of the server started in `directory`, or None when it no longer runs.

    `word` is part of the server's command line: an id that the system has since given to
    another program does not count.
    """
    try:
        pid = int((directory / "server.pid").read_text(encoding="ascii"))
    except (FileNotFoundError, ValueError):
        return None
    return pid if _is_alive(pid) and word in _command_line(pid) else None


def wait_until(is_ready: Callable[[], bool], *, pid: int, seconds: float, log: Path) -> None:
    """Returns once the server answers; raises ServiceError when it ends or takes too long."""
    deadline = time.monotonic() + seconds
    while not is_ready():
        if not _is_alive(pid):
            raise ServiceError(f"it ended while starting: read {log}")
        if time.monotonic() > deadline:
            raise ServiceError(f"no answer after {seconds:g} seconds: read {log}")
        time.sleep(POLL_SECONDS)


def stop(directory: Path, word: str, seconds: float = 20) -> bool:
    """Ends the server started in `directory`; False when none was running."""
    pid = running_pid(directory, word)
    if pid is not None:
        _end(pid, seconds)
    (directory / "server.pid").unlink(missing_ok=True)
    return pid is not None


def _end(pid: int, seconds: float) -> None:
    os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + seconds
    while _is_alive(pid):
        if time.monotonic() > deadline:
            os.kill(pid, signal.SIGKILL)
            return
        time.sleep(POLL_SECONDS)


def _is_alive(pid: int) -> bool:
    """True while the process runs; a zombie that nobody collected has ended."""
    try:
        if os.waitpid(pid, os.WNOHANG)[0] == pid:
            return False
    except ChildProcessError:
        pass  # Started by an earlier command, so it is not ours to collect.
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return _state(pid) != "Z"


def _state(pid: int) -> str:
    """One letter as in proc(5), or nothing on a system without /proc."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return fields.rpartition(")")[2].split()[0]


def _command_line(pid: int) -> str:
    """The words of a process, from /proc where there is one and from ps elsewhere."""
    file = Path(f"/proc/{pid}/cmdline")
    try:
        words = file.read_text(encoding="utf-8", errors="replace")
        # In its first moment a program has no words yet, though it runs.
        deadline = time.monotonic() + FIRST_MOMENT_SECONDS
        while not words and _is_alive(pid) and time.monotonic() < deadline:
            time.sleep(POLL_SECONDS / 10)
            words = file.read_text(encoding="utf-8", errors="replace")
        return words
    except OSError:
        ps = [program("ps", "procps"), "-ww", "-o", "command=", "-p", str(pid)]
        return subprocess.run(ps, capture_output=True, text=True, check=False).stdout
