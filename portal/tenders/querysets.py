"""Chainable filters over tenders and over the feeds that they come from."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Case, F, IntegerField, Q, Value, When

from portal.tenders.board import Timing
from portal.tenders.enums import OPEN_STAGES, TALKING_STAGES, TenderStatus

if TYPE_CHECKING:
    from portal.organisations.models import Area

    # They name the rows in the base classes.
    from portal.tenders.models import NoticeFeed, Tender  # noqa: F401


def _before_the_deadline(at: datetime) -> Q:
    return Q(tender_period_end_at__isnull=True) | Q(tender_period_end_at__gt=at)


def _open_at(at: datetime) -> Q:
    return Q(status=TenderStatus.ACTIVE) & _before_the_deadline(at)


def _takes_comments_at(at: datetime) -> Q:
    goes_on = Q(engagement_end_at__isnull=True) | Q(engagement_end_at__gt=at)
    return Q(stage__in=TALKING_STAGES) & goes_on


def _coming_at(at: datetime) -> Q:
    return Q(status__in=[TenderStatus.PLANNING, TenderStatus.PLANNED])


def timing_condition(timing: str, at: datetime) -> Q:
    """What holds for tenders in one of the timings of the board; raises ValueError for others."""
    if Timing(timing) == Timing.OPEN:
        return _open_at(at)
    if Timing(timing) == Timing.COMING:
        return _coming_at(at)
    return ~_open_at(at) & ~_coming_at(at)


class TenderQuerySet(models.QuerySet["Tender"]):
    """Filters that several screens share."""

    def readable(self) -> Self:
        """Those with a page: all but what moderators hid."""
        return self.filter(Q(early_notice=None) | Q(early_notice__is_hidden=False))

    def listed(self) -> Self:
        """What the board shows to everybody, and search finds; not what was withdrawn here."""
        return self.readable().filter(
            Q(early_notice=None) | Q(early_notice__withdrawn_at__isnull=True)
        )

    def one_can_take_part_in_at(self, at: datetime) -> Self:
        """Open for bids, or still planned and open for comments (`Tender.takes_comments_at`)."""
        return self.filter(_open_at(at) | _takes_comments_at(at))

    def open_to_competition_at(self, at: datetime) -> Self:
        """Those that a consortium formed at that moment could still bid for, planned ones too."""
        return self.filter(_before_the_deadline(at), stage__in=OPEN_STAGES)

    def in_any_area(self, areas: Iterable["Area"]) -> Self:
        """Each tender once that is for one of the areas, a place inside it, or one around it."""
        chosen = Q(pk__in=[])
        for area in areas:
            around = [area.path[:end] for end in range(area.steplen, len(area.path), area.steplen)]
            chosen |= Q(areas__path__startswith=area.path) | Q(areas__path__in=around)
        return self.filter(chosen).distinct()

    def about_care(self) -> Self:
        """Tenders that the import took for care or support."""
        return self.filter(is_care_relevant=True)

    def open_first(self, at: datetime) -> Self:
        """Open by nearest deadline, then still to come, then the rest; newest first inside."""
        return self.annotate(
            urgency=Case(
                When(_open_at(at), then=Value(0)),
                When(_coming_at(at), then=Value(1)),
                default=Value(2),
                output_field=IntegerField(),
            ),
            nearest_deadline_at=Case(
                When(_open_at(at), then="tender_period_end_at"),
                default=None,
                output_field=models.DateTimeField(),
            ),
        ).order_by(
            "urgency",
            F("nearest_deadline_at").asc(nulls_last=True),
            F("published_at").desc(nulls_last=True),
            "pk",
        )


class NoticeFeedQuerySet(models.QuerySet["NoticeFeed"]):
    """Feeds that are read, and those whose turn has come."""

    def read(self) -> Self:
        """Those that administrators have switched on."""
        return self.filter(is_on=True)

    def due_at(self, at: datetime) -> Self:
        """Those to read now, the one that has waited longest first."""
        is_due = Q(next_try_at__isnull=True) | Q(next_try_at__lte=at)
        return self.read().filter(is_due).order_by(F("next_try_at").asc(nulls_first=True), "source")
