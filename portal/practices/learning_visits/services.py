"""Offers to host, asks for visits, and answers them without ever taking in too many people."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from portal.organisations.models import Organisation
from portal.organisations.who_may import require_member
from portal.practices.learning_visits.selectors import places_left
from portal.practices.member_enums import VisitStatus
from portal.practices.models import LearningVisit, VisitHost
from portal.practices.notices.visits import tell_host, tell_visitor
from portal.users.models import User

MOST_OPEN = 10
"""Unanswered requests of one person."""
OPEN = (VisitStatus.ASKED, VisitStatus.ACCEPTED)


class VisitError(Exception):
    """A visit cannot be arranged as asked."""


class NotYoursError(VisitError, PermissionDenied):
    """Somebody else asked for the visit."""


class NotOpenError(VisitError):
    """The host takes no requests, or it is one's own organisation."""


class FullError(VisitError):
    """More people than the host can have on one of the days."""


class TooManyError(VisitError):
    """The person has too many requests without an answer."""


class WrongStepError(VisitError):
    """The visit has moved on."""


@dataclass(frozen=True, kw_only=True)
class Wish:
    """Who wants to come, when, and to learn what."""

    text: str
    people: int
    first_day: date
    last_day: date


@transaction.atomic
def offer_to_host(
    *, organisation: Organisation, by: User, shows: str, capacity: int, is_open: bool
) -> VisitHost:
    """Say what visitors see and how many may come a day, or change it; agreed visits stay.

    Raises:
        NotAMemberError: the person does not act for the organisation.
    """
    require_member(by, organisation)
    host, _is_new = VisitHost.objects.update_or_create(
        organisation=organisation,
        defaults={"shows": shows, "capacity": capacity, "is_open": is_open},
    )
    return host


@transaction.atomic
def ask_to_visit(*, host: VisitHost, by: User, wish: Wish, at: datetime) -> LearningVisit:
    """Ask to come on these days; asking twice for the same days is one request.

    Raises:
        NotOpenError: the host takes no requests, or is one's own organisation.
        FullError: so many do not fit.
        TooManyError: wait for an answer first.
    """
    # One request at a time for each person, so that two cannot pass the limit together.
    User.objects.select_for_update().get(pk=by.pk)
    host = VisitHost.objects.get(pk=host.pk)
    if not host.is_open or by.memberships.filter(organisation=host.organisation_id).exists():
        raise NotOpenError
    days = {"first_day": wish.first_day, "last_day": wish.last_day}
    mine = LearningVisit.objects.filter(visitor=by)
    before = mine.filter(host=host, status__in=OPEN, **days).first()
    if before is not None:
        return before
    if mine.filter(status=VisitStatus.ASKED).count() >= MOST_OPEN:
        raise TooManyError
    if wish.people > places_left(host, wish.first_day, wish.last_day):
        raise FullError
    visit = LearningVisit.objects.create(
        host=host,
        visitor=by,
        organisation=Organisation.objects.filter(memberships__user=by).order_by("name").first(),
        wish=wish.text,
        people=wish.people,
        asked_at=at,
        **days,
    )
    tell_host(visit, at=at)
    return visit


@transaction.atomic
def answer_visit(
    *, visit: LearningVisit, by: User, is_accepted: bool, words: str, at: datetime
) -> LearningVisit:
    """Say yes or no for the host; a yes is given only while everybody fits.

    Raises:
        NotAMemberError: the person does not act for the host.
        WrongStepError: it was answered or taken back.
        FullError: somebody else was given the places.
    """
    # The host's row, so that two answers at once cannot both take the last places.
    host = VisitHost.objects.select_for_update().get(pk=visit.host_id)
    require_member(by, host.organisation)
    locked = LearningVisit.objects.select_for_update().get(pk=visit.pk)
    if locked.status != VisitStatus.ASKED:
        raise WrongStepError
    if is_accepted and locked.people > places_left(host, locked.first_day, locked.last_day):
        raise FullError
    locked.status = VisitStatus.ACCEPTED if is_accepted else VisitStatus.DECLINED
    locked.answer, locked.answered_at = words, at
    locked.save(update_fields=["status", "answer", "answered_at"])
    tell_visitor(locked, at=at)
    return locked


@transaction.atomic
def cancel_visit(*, visit: LearningVisit, by: User, at: datetime) -> LearningVisit:
    """Take the request back, answered or not; its places are free again.

    Raises:
        NotYoursError: somebody else asked.
        WrongStepError: it was declined, or there was feedback after it.
    """
    locked = LearningVisit.objects.select_for_update().get(pk=visit.pk)
    if locked.visitor_id != by.pk:
        raise NotYoursError
    if locked.status not in OPEN or locked.feedback:
        raise WrongStepError
    locked.status = VisitStatus.CANCELLED
    locked.save(update_fields=["status"])
    tell_host(locked, at=at)
    return locked


@transaction.atomic
def give_feedback(*, visit: LearningVisit, by: User, text: str, at: datetime) -> LearningVisit:
    """Tell the host what was learned, once the visit has begun; a later word replaces it.

    Raises:
        NotYoursError: somebody else asked.
        WrongStepError: it was not agreed, or has not begun.
    """
    locked = LearningVisit.objects.select_for_update().get(pk=visit.pk)
    if locked.visitor_id != by.pk:
        raise NotYoursError
    if locked.status != VisitStatus.ACCEPTED or locked.first_day > timezone.localdate(at):
        raise WrongStepError
    locked.feedback = text
    locked.save(update_fields=["feedback"])
    tell_host(locked, at=at)
    return locked
