"""What the subscriptions app tells whoever listens; tasks/receivers.py rings a worker on it."""

from django.dispatch import Signal

event_recorded = Signal()
"""An Event row was written; sent with ``event`` inside the transaction that publishes."""

mail_requested = Signal()
"""A mail that somebody waits for was planned; sent with ``delivery`` inside its transaction."""
