"""Keeping a search under a name, renaming it and letting it go."""

from datetime import datetime

from django.db import transaction

from portal.subscriptions.interests import Interest
from portal.subscriptions.models import SavedSearch
from portal.subscriptions.services.topics import remove_unused_topics, topic_for
from portal.users.models import User

MAX_SAVED = 100
"""More than anybody reads through; it bounds what one account can make the portal keep."""


class TooManySavedError(Exception):
    """The person has as many saved searches as one may have."""


class NameTakenError(Exception):
    """The person has given this name to another search."""


@transaction.atomic
def save_search(*, user: User, name: str, interest: Interest, at: datetime) -> SavedSearch:
    """Keep the search under the name; a search that the person kept before gets the new name.

    Raises:
        NameTakenError: another of the person's searches is called so, in whatever case.
        TooManySavedError: they have `MAX_SAVED` already.
    """
    # The lock makes a double click one saved search.
    User.objects.select_for_update().get(pk=user.pk)
    own = SavedSearch.objects.filter(user=user)
    topic = topic_for(interest=interest, at=at)
    saved = own.filter(topic=topic).first()
    if saved is None and own.count() >= MAX_SAVED:
        raise TooManySavedError
    saved = saved or SavedSearch(user=user, topic=topic, saved_at=at)
    return _named(saved, name)


@transaction.atomic
def rename_search(*, saved: SavedSearch, name: str) -> SavedSearch:
    """Call it by another name.

    Raises:
        NameTakenError: another of the person's searches is called so, in whatever case.
    """
    return _named(saved, name)


@transaction.atomic
def delete_search(*, saved: SavedSearch) -> None:
    """Let it go; mails about the same search are a choice of their own and go on."""
    saved.delete()
    remove_unused_topics()


def _named(saved: SavedSearch, name: str) -> SavedSearch:
    others = SavedSearch.objects.filter(user_id=saved.user_id, name__iexact=name)
    if others.exclude(pk=saved.pk).exists():
        raise NameTakenError
    saved.name = name
    saved.save()
    return saved
