"""A database that other processes see, and a mail server whose log tells what it accepted."""

from collections.abc import Iterator

import pytest

from tests.mail_server.process import MailServer, mail_server, send_through
from tests.shared_database import shared_database


@pytest.fixture
def database_url(transactional_db, tmp_path) -> Iterator[str]:
    """The address of the test's database."""
    with shared_database(tmp_path) as url:
        yield url


@pytest.fixture
def server(database_url, tmp_path, settings) -> Iterator[MailServer]:
    """A mail server that this test and the processes that it starts send through."""
    with mail_server(tmp_path / "mail") as running:
        send_through(running, settings)
        yield running


@pytest.fixture
def evidence(server, settings) -> None:
    """The sweeper may look into what the mail server accepted."""
    settings.MAIL_READBACK_URL = f"folder://{server.folder}"
