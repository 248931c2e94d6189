"""Who hosts, which visits a person has a side in, and how full a host's days are."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from portal.organisations.models import Organisation
from portal.organisations.models.organisation import OrganisationQuerySet
from portal.practices.models import LearningVisit, VisitHost
from portal.practices.models.learning_visit import LearningVisitQuerySet
from portal.practices.models.reported_text import TextKind, is_hidden_text
from portal.users.models import User


@dataclass(frozen=True, kw_only=True)
class OwnVisit:
    """A visit as somebody of one of its sides sees it."""

    visit: LearningVisit
    is_host: bool
    """Whether the person acts for the host; who asked sees it from the other side."""


def open_hosts() -> QuerySet[VisitHost]:
    """The hosts that take requests and whose words no moderator hid, by name."""
    return (
        VisitHost.objects.filter(is_open=True)
        .exclude(is_hidden_text(TextKind.HOST))
        .select_related("organisation")
        .prefetch_related("organisation__areas")
        .order_by("organisation__name", "pk")
    )


def own_organisations(user: User) -> OrganisationQuerySet:
    """The organisations that the person may host for, by name."""
    return Organisation.objects.filter(memberships__user=user).in_name_order()


def visits_asked_by(user: User) -> LearningVisitQuerySet:
    """What the person asked for, the latest first."""
    return _visits().filter(visitor=user)


def visits_to(user: User) -> LearningVisitQuerySet:
    """Requests to the hosts that the person acts for, the latest first."""
    return _visits().filter(host__organisation__memberships__user=user)


def own_visit(user: User, pk: int) -> OwnVisit | None:
    """The visit, if the person has a side in it now; None for anybody else."""
    visit = _visits().filter(pk=pk).first()
    if visit is None:
        return None
    is_host = user.memberships.filter(organisation=visit.host.organisation_id).exists()
    if not is_host and visit.visitor_id != user.pk:
        return None
    return OwnVisit(visit=visit, is_host=is_host)


def places_left(host: VisitHost, first: date, last: date) -> int:
    """How many more people fit on the fullest of the days, in one query."""
    taken: Counter[date] = Counter()
    agreed = LearningVisit.objects.filter(host=host).accepted_between(first, last)
    for visit in agreed:
        day = max(visit.first_day, first)
        while day <= min(visit.last_day, last):
            taken[day] += visit.people
            day += timedelta(days=1)
    return host.capacity - max(taken.values(), default=0)


def _visits() -> LearningVisitQuerySet:
    return LearningVisit.objects.select_related("host__organisation", "organisation").order_by(
        "-first_day", "-pk"
    )
