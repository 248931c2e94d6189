"""What the users app tells whoever listens; tasks/receivers.py rings a worker on it."""

from django.dispatch import Signal

notices_written = Signal()
"""Somebody is to be told something; sent inside the transaction that writes it down."""
