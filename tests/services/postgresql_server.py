"""A private PostgreSQL cluster on loopback, with one role and one database named portal."""

import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.services import places
from tests.services.processes import (
    LOOPBACK,
    MissingProgramError,
    ServiceError,
    require_free_port,
)

# Debian keeps each version in a folder of its own here, off the PATH.
INSTALLED = Path("/usr/lib/postgresql")
PORT_VARIABLE = "TEST_POSTGRESQL_PORT"
NAME = "portal"
PASSWORD = "portal"
# PostgreSQL refuses to run as root, so root hands it to the account that the package made.
ACCOUNT = "postgres"
PROGRAMS = ("initdb", "pg_ctl", "postgres", "psql")
# A test cluster may lose its data with the machine, so it need not wait for the disk.
SERVER_SETTINGS = {"fsync": "off", "full_page_writes": "off", "max_connections": "100"}


def find() -> Path:
    """Folder of the newest installed server's programs; raises MissingProgramError."""
    for folder in _candidates():
        if all((folder / name).is_file() for name in PROGRAMS):
            return folder
    raise MissingProgramError("the PostgreSQL server is not installed: apt-get install postgresql")


def start() -> str:
    """Address of the database, on a server started unless it already runs."""
    programs, port = find(), _port()
    if not is_running():
        require_free_port(port, PORT_VARIABLE)
        _prepare_folders()
        _initialise(programs)
        _run_as_owner(_server_command(programs, port), "the server did not start")
    _provide_database(programs, port)
    return f"postgres://{NAME}:{PASSWORD}@{LOOPBACK}:{port}/{NAME}"


def stop() -> bool:
    """Ends the server; False when it was not running."""
    if not is_running():
        return False
    command = [str(find() / "pg_ctl"), "-D", str(_data()), "-m", "fast", "-w", "stop"]
    _run_as_owner(command, "the server did not stop")
    return True


def is_running() -> bool:
    """True while the private cluster's server lives."""
    try:
        command = [str(find() / "pg_ctl"), "-D", str(_data()), "status"]
    except MissingProgramError:
        return False
    return _data().is_dir() and _as_owner(command).returncode == 0


def _candidates() -> Iterator[Path]:
    yield from sorted(INSTALLED.glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    if pg_config := shutil.which("pg_config"):
        answer = subprocess.run([pg_config, "--bindir"], capture_output=True, text=True, check=True)
        yield Path(answer.stdout.strip())
    if initdb := shutil.which("initdb"):
        yield Path(initdb).parent


def _port() -> int:
    return places.port(PORT_VARIABLE, 15432)


def _folder() -> Path:
    """Folder of the cluster: in var/, or beside the temporary files where var/ is closed to it."""
    path_to_it = [
        folder for folder in (places.SERVICES, *places.SERVICES.parents) if folder.exists()
    ]
    if _is_root() and not all(folder.stat().st_mode & 0o001 for folder in path_to_it):
        return Path(tempfile.gettempdir()) / f"portal-postgresql-{_repository_mark()}"
    return places.SERVICES / "postgresql"


def _data() -> Path:
    return _folder() / "data"


def _sockets() -> Path:
    # A Unix socket's path may have about a hundred characters, and TMPDIR may be longer.
    return Path("/tmp") / f"portal-sockets-{_repository_mark()}"  # noqa: S108 - mode 0700, ours alone.


def _repository_mark() -> str:
    return hashlib.sha256(str(places.REPOSITORY).encode()).hexdigest()[:8]


def _is_root() -> bool:
    return os.geteuid() == 0


def _prepare_folders() -> None:
    for folder in (_folder(), _sockets()):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if _is_root():
            shutil.chown(folder, ACCOUNT, ACCOUNT)


def _initialise(programs: Path) -> None:
    """Makes the cluster once, with the collation that the compose file asks for."""
    version = _data() / "PG_VERSION"
    if version.exists():
        return
    command = [
        str(programs / "initdb"), "-D", str(_data()), "-U", ACCOUNT,
        "--auth-local=trust", "--auth-host=scram-sha-256", "--encoding=UTF8",
        "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-GB", "--no-sync",
    ]  # fmt: skip
    _run_as_owner(command, "the cluster could not be made")


def _server_command(programs: Path, port: int) -> list[str]:
    settings = {
        "port": str(port),
        "listen_addresses": LOOPBACK,
        "unix_socket_directories": str(_sockets()),
        **SERVER_SETTINGS,
    }
    options = " ".join(f"-c {name}={value}" for name, value in settings.items())
    log = _folder() / "server.log"
    return [
        str(programs / "pg_ctl"), "-D", str(_data()), "-l", str(log), "-o", options,
        "-w", "-t", "60", "start",
    ]  # fmt: skip


def _provide_database(programs: Path, port: int) -> None:
    """Makes the role and its database where they are missing; the role may make test databases."""

    def ask(sql: str) -> str:
        command = [
            str(programs / "psql"), "-h", str(_sockets()), "-p", str(port), "-U", ACCOUNT,
            "-d", "postgres", "--no-psqlrc", "--tuples-only", "--no-align", "-c", sql,
        ]  # fmt: skip
        return _run_as_owner(command, "the database could not be made")

    if NAME not in ask("SELECT rolname FROM pg_roles").split():
        ask(f"CREATE ROLE {NAME} LOGIN CREATEDB PASSWORD '{PASSWORD}'")
    if NAME not in ask("SELECT datname FROM pg_database").split():
        ask(f"CREATE DATABASE {NAME} OWNER {NAME}")


def _run_as_owner(command: Sequence[str], failure: str) -> str:
    result = _as_owner(command)
    if result.returncode:
        lines = (result.stderr or result.stdout).strip().splitlines() or ["no message"]
        raise ServiceError(f"{failure}: {lines[-1]} (log: {_folder() / 'server.log'})")
    return str(result.stdout)


def _as_owner(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Runs a program as the cluster's owner, in a folder that this account may enter."""
    owner: dict[str, Any] = {}
    if _is_root():
        owner = {"user": ACCOUNT, "group": ACCOUNT, "extra_groups": []}
    # The server would keep a pipe open and the call would never end, so output goes to a file.
    with tempfile.TemporaryFile("w+") as output:
        result = subprocess.run(
            command, cwd="/", stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            text=True, check=False, **owner,
        )  # fmt: skip
        output.seek(0)
        return subprocess.CompletedProcess(command, result.returncode, output.read(), "")
