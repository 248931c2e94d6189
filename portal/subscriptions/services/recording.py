"""Writes down that a practice or opening became public or changed; called where it is saved."""

import json
from dataclasses import asdict, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from portal.practices.models import PracticePage
from portal.subscriptions.enums import EventKind, OpeningKind
from portal.subscriptions.models import Event
from portal.subscriptions.openings import Opening, still_open
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
_SETS = ("sectors", "areas", "themes", "client_groups", "gains")


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
    seen = content_hash_of(practice) if is_public else None
    return _record({"practice_id": practice.pk}, seen, at)


@transaction.atomic
def record_opening(*, kind: OpeningKind, pk: int, at: datetime) -> Event | None:
    """Record what a saved event, ask or tender means to followers; None where it is nothing.

    That is the case once it is over or closed, and where nothing changed of what mails say. The
    caller's transaction holds the row, so that two changes at once come one after the other.
    """
    opening = still_open([(kind, pk)], at=at).get((kind, pk))
    seen = _hash(_seen(opening)) if opening else None
    return _record({"opening_kind": kind, "opening_id": pk}, seen, at)


def _seen(opening: Opening) -> dict[str, object]:
    # What sort it is never changes, and is in the words of whoever saved it.
    seen = asdict(replace(opening, sort=""))
    # Only where it is so, and the hash of what was recorded before planned tenders were told of
    # stays what it was: nobody is told of it again.
    return seen if seen["is_planned"] else {k: v for k, v in seen.items() if k != "is_planned"}


def content_hash_of(practice: PracticePage) -> str:
    """SHA-256 of what readers see of a practice: texts, classification, claims and findings."""
    seen: dict[str, object] = {name: getattr(practice, name) for name in _FIELDS}
    for name in _SETS:
        seen[name] = sorted(related.pk for related in getattr(practice, name).all())
    # Of a partner that has not said yes nobody was told: its yes is news.
    seen["partners"] = sorted(partner.pk for partner in practice.named_partners)
    seen["claims"] = sorted(str(claim) for claim in practice.claims.all())
    seen["findings"] = sorted(str(finding) for finding in practice.findings.all())
    return _hash(seen)


def _hash(seen: dict[str, object]) -> str:
    return sha256(json.dumps(seen, sort_keys=True, default=str).encode()).hexdigest()


def _record(about: dict[str, Any], content_hash: str | None, at: datetime) -> Event | None:
    """``content_hash`` is None for what nobody is to hear of now."""
    last = Event.objects.filter(**about).order_by("-pk").first()
    if content_hash is None:
        _note_withdrawal(last, at)
        return None
    news = Event(content_hash=content_hash, occurred_at=at, kind=EventKind.NEW, **about)
    if last is None:
        return _create(news)
    if last.content_hash != content_hash:
        news.kind = EventKind.UPDATED
        return _create(news)
    if last.withdrawn_at is None:
        return None
    return _returned(news, last)


def _note_withdrawal(last: Event | None, at: datetime) -> None:
    if last is not None and last.withdrawn_at is None:
        Event.objects.filter(pk=last.pk).update(withdrawn_at=at)


def _returned(news: Event, last: Event) -> Event | None:
    if last.seq is None:
        # Nobody can have been told yet: the waiting event still says all.
        Event.objects.filter(pk=last.pk).update(withdrawn_at=None)
        return None
    news.kind, news.is_return = last.kind, True
    return _create(news)


def _create(event: Event) -> Event:
    event.save()
    event_recorded.send(Event, event=event)
    return event
