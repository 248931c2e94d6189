"""Reads of how often practices were looked at."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, Sum

from portal.practices.models import LookCount

MONTH = timedelta(days=30)
YEAR = timedelta(days=365)


@dataclass(frozen=True, kw_only=True)
class Looks:
    """How often one practice was looked at."""

    in_a_month: int = 0
    in_a_year: int = 0


def looks_at(practices: Collection[int], *, on: date) -> dict[int, Looks]:
    """Key of a practice -> looks in the last 30 and 365 days, this one included; those that
    nobody looked at are left out. One query.
    """
    lately = LookCount.objects.filter(practice__in=practices, day__gt=on - YEAR, day__lte=on)
    in_a_month = Sum("times", filter=Q(day__gt=on - MONTH), default=0)
    sums = lately.values("practice").annotate(in_a_month=in_a_month, in_a_year=Sum("times"))
    return {
        row["practice"]: Looks(in_a_month=row["in_a_month"], in_a_year=row["in_a_year"])
        for row in sums.order_by()
    }
