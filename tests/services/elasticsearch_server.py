"""The Elasticsearch node of tests/elasticsearch_node as one of the test servers."""

from tests.elasticsearch_node import node
from tests.services import places, processes

PORT_VARIABLE = "TEST_ELASTICSEARCH_PORT"


def find() -> None:
    """Raises MissingProgramError where the Java tools that build the node are not installed."""
    for name in ("java", "javac"):
        processes.program(name, node.JAVA_PACKAGE)
    processes.program("mvn", "maven")


def start() -> str:
    """Address of the node, built and started unless it already runs."""
    find()
    return node.start(places.port(PORT_VARIABLE, 19200), places.SERVICES / "elasticsearch")


def stop() -> bool:
    """Ends the node; False when it was not running."""
    return node.stop(places.SERVICES / "elasticsearch")


def is_running() -> bool:
    """True while the node lives."""
    return node.is_running(places.SERVICES / "elasticsearch")
