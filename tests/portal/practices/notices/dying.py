"""A mail server during whose answer the process dies."""

from django.core.mail.backends.base import BaseEmailBackend


class Backend(BaseEmailBackend):
    """Ends the process as a kill does, for what runs inside a test."""

    def send_messages(self, email_messages):
        """Never answers."""
        raise SystemExit
