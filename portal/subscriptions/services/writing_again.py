"""Writes again to an address from which a mail came back, because its owner says that it works."""

from django.db import transaction

from portal.subscriptions.enums import SubscriberState, SuppressionReason
from portal.subscriptions.models import Subscriber, Suppression
from portal.subscriptions.suppression import known_hashes


@transaction.atomic
def write_again(*, email: str) -> None:
    """Take away the mark that a bounce left; that of a complaint or an erasure stays.

    The caller knows that the person owns the address. What they followed has ended, and is theirs
    to begin anew; a mail that comes back leaves a new mark.
    """
    bounced = SuppressionReason.BOUNCED
    Suppression.objects.filter(address_hash__in=known_hashes(email), reason=bounced).delete()
    Subscriber.objects.filter(email=email.casefold(), suppressed_reason=bounced).update(
        state=SubscriberState.PENDING, suppressed_reason=""
    )
