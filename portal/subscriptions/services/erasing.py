"""Forgets somebody whole, and keeps only a mark by which they are never written to again."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from portal.subscriptions.enums import SuppressionReason
from portal.subscriptions.models import Subscriber, Suppression
from portal.subscriptions.services.topics import remove_unused_topics
from portal.subscriptions.suppression import address_hash
from portal.users.models import Notice


@transaction.atomic
def erase_subscriber(*, subscriber: Subscriber, at: datetime) -> None:
    """Delete what they follow, agreed to, were sent and told; keep a keyed hash of the address.

    A mail that is being handed over at this moment may still arrive.
    """
    locked = Subscriber.objects.select_for_update().filter(pk=subscriber.pk).first()
    if locked is None:
        return
    if locked.email:
        Notice.objects.filter(
            Q(person__email__iexact=locked.email) | Q(person=None, address__iexact=locked.email)
        ).delete()
        Suppression.objects.get_or_create(
            address_hash=address_hash(locked.email),
            defaults={"reason": SuppressionReason.ERASED, "at": at},
        )
    # What was typed into a search is kept with the interest.
    interests = set(locked.consents.values_list("topic_id", flat=True))
    locked.delete()
    remove_unused_topics(among=interests)
