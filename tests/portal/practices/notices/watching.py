"""A mail server that refuses to be spoken to inside a transaction."""

from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection


class Backend(BaseEmailBackend):
    """Takes every mail, as long as the database is not kept waiting."""

    def send_messages(self, email_messages):
        """How many mails were taken."""
        assert not connection.in_atomic_block
        return len(email_messages)
