"""The SMTP backend: what is done while the server decides, and that nothing else differs."""

import smtplib

import pytest
from django.core.mail import EmailMessage, get_connection

from tests.mail_server.modes import Mode
from tests.mail_server.process import mail_server, send_through


@pytest.fixture
def server(tmp_path, settings):
    with mail_server(tmp_path / "mail") as running:
        send_through(running, settings)
        yield running


def message(to="reader@example.org"):
    return EmailMessage("Subject", "A line.\n.\nAnother line.\n", "hello@example.org", [to])


def send(meanwhile, *messages):
    connection = get_connection()
    connection.open()
    try:
        for each in messages or (message(),):
            connection.send_while(each, meanwhile)
    finally:
        connection.close()


class TestEmailBackend:
    def test_calls_once_the_server_has_all_of_the_mail(self, server):
        said = []

        send(lambda: said.append(server.next_line()))

        assert said == ["accepted"]
        assert server.accepted[0].get_content().splitlines() == ["A line.", ".", "Another line."]

    def test_calls_before_it_waits_for_the_reply(self, server, settings):
        settings.EMAIL_TIMEOUT, calls = 0.5, []
        server.behave(Mode.SILENT_AFTER_ACCEPTING)

        with pytest.raises(OSError, match="timed out"):
            send(lambda: calls.append(1))

        assert calls == [1]

    def test_calls_once_for_each_mail_of_a_session(self, server):
        calls = []

        send(lambda: calls.append(1), message("a@example.org"), message("b@example.org"))

        assert (len(calls), len(server.accepted)) == (2, 2)

    def test_does_not_call_for_a_mail_that_never_went_out(self, server):
        calls = []
        server.behave(Mode.NO_SUCH_PERSON)

        with pytest.raises(smtplib.SMTPRecipientsRefused):
            send(lambda: calls.append(1))

        assert calls == []
