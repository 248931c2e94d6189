"""Writes the disclosure log: what each member's yes let the others read."""

from collections.abc import Collection
from datetime import datetime
from itertools import permutations

from django.db import transaction

from portal.consortia.enums import DisclosedFact
from portal.consortia.models import Consortium, Disclosure, Seat


@transaction.atomic
def disclose_to_each_other(
    *, consortium: Consortium, seats: Collection[Seat], fact: DisclosedFact, at: datetime
) -> None:
    """Log that each of these seats may now read the fact of every other; once for each pair."""
    Disclosure.objects.bulk_create(
        (
            Disclosure(
                consortium=consortium,
                discloser_id=discloser.organisation_id,
                recipient_id=recipient.organisation_id,
                fact=fact,
                told_at=at,
            )
            for discloser, recipient in permutations(seats, 2)
        ),
        ignore_conflicts=True,
    )
