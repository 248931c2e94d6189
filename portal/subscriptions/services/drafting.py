"""Has each mail of a batch composed when its turn comes, from what is public at that moment."""

import contextlib
from collections.abc import Sequence
from datetime import datetime

from django.core.mail import EmailMessage

from portal.subscriptions.mail.composing import compose
from portal.subscriptions.mail.desk import Desk, is_digest
from portal.subscriptions.mail.shelf import Shelf
from portal.subscriptions.models import Delivery
from portal.subscriptions.services.leaving_out import leave_out


class Drafts:
    """The messages of claimed mails, each asked for once and in their order."""

    def __init__(self, deliveries: Sequence[Delivery], *, at: datetime, shelf: Shelf) -> None:
        self._deliveries = deliveries
        self._shelf = shelf
        self._desk = Desk(deliveries, at=at, shelf=shelf)
        self._ahead: dict[int, EmailMessage | None] = {}

    def message(self, position: int, *, at: datetime) -> EmailMessage | None:
        """What the mail at this position says; None when nothing is left that it may tell.

        Raises whatever the mail's content makes composing raise.
        """
        delivery = self._deliveries[position]
        if not self._desk.is_fresh(at):
            self._desk = Desk(self._deliveries[position:], at=at, shelf=self._shelf)
            self._ahead.clear()
        if is_digest(delivery) and leave_out(delivery=delivery, desk=self._desk, at=at):
            return compose(delivery, Desk([delivery], at=at, shelf=self._shelf))
        if position in self._ahead:
            return self._ahead.pop(position)
        return compose(delivery, self._desk)

    def compose_ahead(self, position: int) -> None:
        """Use a moment of waiting for the mail at this position, if it is a digest; raises nothing.

        A digest is composed from the desk alone. Other mails read their rows, and must not do so
        before their turn.
        """
        if position < len(self._deliveries) and is_digest(self._deliveries[position]):
            # What it raises it raises again at its turn, where it can be dealt with.
            with contextlib.suppress(Exception):
                self._ahead[position] = compose(self._deliveries[position], self._desk)
