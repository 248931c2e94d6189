"""Builds and runs the Elasticsearch test node: `python -m tests.elasticsearch_node.node start`."""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
import zipfile
from collections.abc import Sequence
from pathlib import Path

from tests.services.processes import (
    LOOPBACK,
    ServiceError,
    program,
    require_free_port,
    running_pid,
    wait_until,
)
from tests.services.processes import start as start_process
from tests.services.processes import stop as stop_process

VERSION = "8.18.8"
HEAP = "512m"
START_SECONDS = 120
# The node's own transport listens this far above its HTTP port: 19200 goes with 19300.
TRANSPORT_OFFSET = 100
LAUNCHER = "commonpractice.node.NodeLauncher"
JAVA_PACKAGE = "default-jdk-headless"

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
CONFIG = (HERE / "elasticsearch.yml", HERE / "log4j2.properties")
CACHE = REPOSITORY / "var" / "elasticsearch-node"
DATA = REPOSITORY / "var" / "services" / "elasticsearch"

MODULES = {
    "transport-netty4": "org.elasticsearch.transport.netty4.Netty4Plugin",
    "portal": "commonpractice.node.PortalPlugin",
}


def build(cache: Path = CACHE) -> Path:
    """Folder of a node built from today's sources: made on the first call, found on the next.

    Raises ServiceError when java, javac or mvn is missing or a step fails.
    """
    installation = cache / f"{VERSION}-{_fingerprint()}"
    if installation.is_dir():
        return installation
    for name, package in (("java", JAVA_PACKAGE), ("javac", JAVA_PACKAGE), ("mvn", "maven")):
        program(name, package)
    cache.mkdir(parents=True, exist_ok=True)
    # A node is built aside and renamed when whole, so a broken build is never taken for one.
    with tempfile.TemporaryDirectory(prefix="building-", dir=cache) as scratch:
        unfinished = Path(scratch) / "node"
        _assemble(unfinished, log=cache / "build.log")
        unfinished.rename(installation)
    return installation


def start(port: int, directory: Path = DATA, cache: Path = CACHE) -> str:
    """Address of a node that answers, started unless one already runs from `directory`.

    Raises ServiceError when the port is taken, a tool is missing or the node does not answer.
    """
    url = f"http://{LOOPBACK}:{port}"
    if is_running(directory):
        if _answers(url):
            return url
        raise ServiceError(f"a node runs from {directory} but not on port {port}: stop it first")
    installation = build(cache)
    for wanted in (port, port + TRANSPORT_OFFSET):
        require_free_port(wanted, "TEST_ELASTICSEARCH_PORT")
    pid = start_process(_command(installation, port, directory), directory)
    log = directory / "server.log"
    try:
        wait_until(lambda: _answers(url), pid=pid, seconds=START_SECONDS, log=log)
    except ServiceError:
        stop(directory)
        raise
    return url


def stop(directory: Path = DATA) -> bool:
    """Ends the node that runs from `directory`; False when none does."""
    return stop_process(directory, LAUNCHER)


def is_running(directory: Path = DATA) -> bool:
    """True while the node started from `directory` lives."""
    return running_pid(directory, LAUNCHER) is not None


def _fingerprint() -> str:
    digest = hashlib.sha256()
    sources = sorted((HERE / "src").rglob("*.java"))
    for path in (HERE / "pom.xml", *CONFIG, *sources):
        digest.update(path.relative_to(HERE).as_posix().encode())
        digest.update(path.read_bytes())
    # This module lays the node out and writes the descriptors.
    digest.update(Path(__file__).read_bytes())
    return digest.hexdigest()[:12]


def _assemble(node: Path, log: Path) -> None:
    """Lays out lib/ (the server), launcher/ (its main class) and home/ (settings and modules)."""
    lib, modules, config = node / "lib", node / "home" / "modules", node / "home" / "config"
    _run(
        [program("mvn", "maven"), "--batch-mode", "--file", str(HERE / "pom.xml"),
         "dependency:copy-dependencies", f"-DoutputDirectory={lib}"],
        log,
    )  # fmt: skip
    _compile(HERE / "src" / "launcher", node / "launcher", lib, log)
    _compile(HERE / "src" / "plugin", node / "plugin", lib, log)
    for name, classname in MODULES.items():
        (modules / name).mkdir(parents=True)
        descriptor = modules / name / "plugin-descriptor.properties"
        descriptor.write_text(_descriptor(name, classname), encoding="utf-8")
    _pack(node / "plugin", modules / "portal" / "portal.jar")
    for jar in [*lib.glob("netty-*.jar"), *lib.glob("transport-netty4-*.jar")]:
        jar.rename(modules / "transport-netty4" / jar.name)
    config.mkdir()
    for path in CONFIG:
        shutil.copy(path, config)


def _compile(sources: Path, classes: Path, lib: Path, log: Path) -> None:
    files = [str(path) for path in sorted(sources.rglob("*.java"))]
    javac = program("javac", JAVA_PACKAGE)
    _run([javac, "--release", "17", "-cp", f"{lib}/*", "-d", str(classes), *files], log)


def _pack(classes: Path, jar: Path) -> None:
    with zipfile.ZipFile(jar, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(classes.rglob("*.class")):
            archive.write(path, path.relative_to(classes).as_posix())


def _descriptor(name: str, classname: str) -> str:
    lines = {
        "name": name,
        "description": "Part of the portal's test node",
        "version": VERSION,
        "elasticsearch.version": VERSION,
        "java.version": "17",
        "classname": classname,
    }
    return "".join(f"{key}={value}\n" for key, value in lines.items())


def _command(installation: Path, port: int, directory: Path) -> list[str]:
    # Lucene maps files and Elasticsearch checks temporary space, so both stay under one folder.
    temporary = directory.resolve() / "tmp"
    temporary.mkdir(parents=True, exist_ok=True)
    classpath = os.pathsep.join((f"{installation}/lib/*", f"{installation}/launcher"))
    settings = {
        "http.port": str(port),
        "transport.port": str(port + TRANSPORT_OFFSET),
        "path.data": str(directory.resolve() / "data"),
        "path.logs": str(directory.resolve() / "logs"),
    }
    return [
        program("java", JAVA_PACKAGE), f"-Xms{HEAP}", f"-Xmx{HEAP}",
        f"-Djava.io.tmpdir={temporary}",
        "-cp", classpath, LAUNCHER, str(installation / "home"),
        *(f"{name}={value}" for name, value in settings.items()),
    ]  # fmt: skip


def _run(command: Sequence[str], log: Path) -> None:
    with log.open("ab") as output:
        result = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, check=False
        )
    if result.returncode:
        raise ServiceError(f"{Path(command[0]).name} failed: read {log}")


def _answers(url: str) -> bool:
    """True once the node has a master and takes writes, not merely an open port."""
    health = f"{url}/_cluster/health?timeout=1s"
    try:
        with urllib.request.urlopen(health, timeout=2) as answer:  # noqa: S310 - our own loopback.
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; prints the address on success and one line on failure."""
    parser = argparse.ArgumentParser(prog="python -m tests.elasticsearch_node.node")
    parser.add_argument("command", choices=("build", "start", "stop"))
    parser.add_argument("--port", type=int, default=19200, help="HTTP port (default 19200)")
    parser.add_argument("--dir", type=Path, default=DATA, help="folder for data and logs")
    options = parser.parse_args(arguments)
    try:
        sys.stdout.write(f"{_perform(options.command, options.port, options.dir)}\n")
    except ServiceError as error:
        sys.stderr.write(f"elasticsearch: {error}\n")
        return 1
    return 0


def _perform(command: str, port: int, directory: Path) -> str:
    if command == "build":
        return str(build())
    if command == "start":
        return start(port, directory)
    return "stopped" if stop(directory) else "not running"


if __name__ == "__main__":
    sys.exit(main())
