"""Plans a mail for each notice that somebody is to be told by mail: once, whoever plans."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from portal.subscriptions.enums import Cadence, SubscriberState
from portal.subscriptions.models import Delivery, Subscriber, Suppression
from portal.subscriptions.suppression import known_hashes
from portal.users.models import Notice, UnwantedNotices

CHUNK = 500
"""Notices planned in one transaction."""

MESSAGE = "notice"


def plan_notices(*, at: datetime) -> int:
    """Plan the mails of all notices about which nobody has decided yet; how many mails.

    A notice that its person turned off, of a closed account, or to an address that must not be
    written to gets none. A second call, or a second planner, finds nothing left.
    """
    planned = 0
    while True:
        mails, is_done = _plan_chunk(at)
        planned += mails
        if is_done:
            return planned


@transaction.atomic
def _plan_chunk(at: datetime) -> tuple[int, bool]:
    rows = Notice.objects.unplanned(at=at).select_related("person").order_by("pk")
    notices = list(rows.select_for_update(skip_locked=True, of=("self",))[:CHUNK])
    people = _people(_wanted(notices), at)
    mails = [
        _delivery(notice, people[_address(notice)], at)
        for notice in _wanted(notices)
        if _address(notice) in people
    ]
    Delivery.objects.bulk_create(mails)
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(planned_at=at)
    return len(mails), len(notices) < CHUNK


def _wanted(notices: Sequence[Notice]) -> list[Notice]:
    ids = {notice.person_id for notice in notices}
    unwanted = set(
        UnwantedNotices.objects.filter(person_id__in=ids).values_list("person_id", "kind")
    )
    return [
        notice
        for notice in notices
        if notice.to and (notice.person_id, notice.kind) not in unwanted
    ]


def _people(notices: Collection[Notice], at: datetime) -> dict[str, Subscriber]:
    """Address -> the person at it, whom we may write to; made where nobody is known there."""
    addresses = {_address(notice): notice.person_id for notice in notices}
    hashes = {known: address for address in addresses for known in known_hashes(address)}
    suppressed = Suppression.objects.filter(address_hash__in=hashes)
    for hashed in suppressed.values_list("address_hash", flat=True):
        addresses.pop(hashes[hashed], None)
    Subscriber.objects.bulk_create(
        [
            Subscriber(email=address, user_id=person_id, created_at=at)
            for address, person_id in addresses.items()
        ],
        ignore_conflicts=True,
    )
    known = Subscriber.objects.filter(email__in=addresses)
    writable = known.exclude(state=SubscriberState.SUPPRESSED)
    return {person.email or "": person for person in writable}


def _address(notice: Notice) -> str:
    return notice.to.strip().casefold()


def _delivery(notice: Notice, subscriber: Subscriber, at: datetime) -> Delivery:
    return Delivery(
        subscriber=subscriber,
        # What nobody can turn off is not held up by a pause either.
        cadence=Cadence.NOTICE if notice.can_be_turned_off else Cadence.ON_REQUEST,
        period_key=f"notice-{notice.pk}",
        message=MESSAGE,
        notice=notice,
        # The words are the notice's own, and never change.
        items={},
        planned_at=at,
    )
