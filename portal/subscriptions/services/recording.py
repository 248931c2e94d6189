"""Writes down that a practice became public or changed; called where it is published."""

import json
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from portal.practices.models import PracticePage
from portal.subscriptions.enums import EventKind
from portal.subscriptions.models import Event
from portal.subscriptions.signals import event_recorded

_FIELDS = (
    "title",
    "summary",
    "lead_organisation_id",
    "stage",
    "stage_as_stated",
    "evidence_basis",
    "as_of",
    "problem",
    "what_is_done",
    "how_it_works",
    "results",
    "what_did_not_work",
    "implications",
    "cost_and_staff_time",
)
_SETS = ("partners", "sectors", "areas", "themes", "client_groups", "gains")


@transaction.atomic
def record_event(*, practice: PracticePage, at: datetime) -> Event | None:
    """Record what a saved practice means to followers; None where they have nothing to hear.

    That is the case for a practice that not everybody may read, for an archived one, and for one
    whose content is what it was at the last event. Taking a practice down is noted, so that one
    that comes back unchanged reaches those who had not been told of it, and only those.
    """
    # Locked, so that two publications at once are compared one after the other.
    public = PracticePage.objects.offered().select_for_update(of=("self",))
    is_public = bool(public.filter(pk=practice.pk))
    last = _last_event(practice)
    if not is_public:
        _note_withdrawal(last, at)
        return None
    content_hash = content_hash_of(practice)
    if last is None:
        return _create(practice, EventKind.NEW, content_hash, at)
    if last.content_hash != content_hash:
        return _create(practice, EventKind.UPDATED, content_hash, at)
    if last.withdrawn_at is None:
        return None
    return _returned(practice, last, at)


def content_hash_of(practice: PracticePage) -> str:
    """SHA-256 of what readers see of a practice: texts, classification, claims and findings."""
    seen: dict[str, object] = {name: getattr(practice, name) for name in _FIELDS}
    for name in _SETS:
        seen[name] = sorted(related.pk for related in getattr(practice, name).all())
    seen["claims"] = sorted(str(claim) for claim in practice.claims.all())
    seen["findings"] = sorted(str(finding) for finding in practice.findings.all())
    return sha256(json.dumps(seen, sort_keys=True).encode()).hexdigest()


def _last_event(practice: PracticePage) -> Event | None:
    return Event.objects.filter(practice_id=practice.pk).order_by("-pk").first()


def _note_withdrawal(last: Event | None, at: datetime) -> None:
    if last is not None and last.withdrawn_at is None:
        Event.objects.filter(pk=last.pk).update(withdrawn_at=at)


def _returned(practice: PracticePage, last: Event, at: datetime) -> Event | None:
    if last.seq is None:
        # Nobody can have been told yet: the waiting event still says all.
        Event.objects.filter(pk=last.pk).update(withdrawn_at=None)
        return None
    return _create(practice, EventKind(last.kind), last.content_hash, at, is_return=True)


def _create(
    practice: PracticePage,
    kind: EventKind,
    content_hash: str,
    at: datetime,
    *,
    is_return: bool = False,
) -> Event:
    event = Event.objects.create(
        practice_id=practice.pk,
        kind=kind,
        content_hash=content_hash,
        occurred_at=at,
        is_return=is_return,
    )
    event_recorded.send(Event, event=event)
    return event
