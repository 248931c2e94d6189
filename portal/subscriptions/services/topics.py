"""The one row of an interest, made when somebody first wants it and removed after the last."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError

from portal.subscriptions.interests import Interest
from portal.subscriptions.models import Topic


@transaction.atomic
def topic_for(*, interest: Interest, at: datetime) -> Topic:
    """The row of the interest, which many people share; locked until the caller has used it."""
    topic, _is_new = Topic.objects.select_for_update().get_or_create(
        criteria_hash=interest.criteria_hash,
        defaults={"kind": interest.kind, "criteria": interest.criteria, "created_at": at},
    )
    return topic


@transaction.atomic
def remove_unused_topics(*, among: Collection[int] | None = None) -> int:
    """Delete interests, of these or of all, that nobody follows, keeps or ever agreed to; how many.

    What was typed into a search is in the row, so it must not outlive its last owner.
    """
    removed = 0
    unused = Topic.objects.unused()
    if among is not None:
        unused = unused.filter(pk__in=among)
    for topic in unused.select_for_update(of=("self",), skip_locked=True):
        try:
            topic.delete()
        except ProtectedError:
            # Somebody came to want it after the question was asked.
            continue
        removed += 1
    return removed
