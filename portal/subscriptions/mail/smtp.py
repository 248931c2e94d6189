"""Django's SMTP backend, with something else done while the server decides on a mail."""

import smtplib
from collections.abc import Callable
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends import smtp


class _Session(smtplib.SMTP):
    """Calls ``meanwhile``, once, between the last byte of a mail and the server's reply to it."""

    meanwhile: Callable[[], None] | None = None

    def send(self, s: Any) -> None:
        super().send(s)
        # smtplib sends commands as text, and a mail with its closing dot as bytes.
        if isinstance(s, bytes) and self.meanwhile:
            meanwhile, self.meanwhile = self.meanwhile, None
            meanwhile()


class _TlsSession(_Session, smtplib.SMTP_SSL):
    """The same with TLS from the first byte (RFC 8314)."""


class EmailBackend(smtp.EmailBackend):
    """Sends as Django's own backend does, with the same settings."""

    connection: _Session | None

    @property
    def connection_class(self) -> type[_Session]:
        """What `open` makes."""
        return _TlsSession if self.use_ssl else _Session

    def send_while(self, message: EmailMessage, meanwhile: Callable[[], None]) -> None:
        """Send one message in the open session; ``meanwhile`` must raise nothing.

        It is called at most once, after the mail went out and before the reply is read: a reply
        waits for nobody, and most servers take longer to give it than the next mail to compose.
        """
        if self.connection:
            self.connection.meanwhile = meanwhile
        self.send_messages([message])
