"""What speaks for a practice whatever the words of a search: its evidence, and its freshness."""

from datetime import date, timedelta

from portal.common.partial_dates import first_day
from portal.practices.enums import EvidenceLevel, Stage
from portal.practices.models import PracticePage
from search.port import PRIORS

LATELY = timedelta(days=730)
"""A practice whose facts are as of the last two years counts as reviewed lately."""

_MEASURED = frozenset(
    {
        EvidenceLevel.MEASURED,
        EvidenceLevel.COMPARED,
        EvidenceLevel.CONFIRMED,
        EvidenceLevel.REPEATABLE,
    }
)
_LESSONS = frozenset({EvidenceLevel.NO_EFFECT, EvidenceLevel.STOPPED})


def prior_of(page: PracticePage, *, on: date) -> float:
    """The factor on the practice's score as of a day: the one of `PRIORS` that is nearest.

    A change that was measured lifts a practice, an idea that nobody has tried lowers it. What was
    tried and did not last, or had no effect, is never lowered: a lesson is worth as much as a
    success. How often a practice is read has no part in it.
    """
    factor = _evidence(page) * _review(page, on)
    if page.stage == Stage.STOPPED or page.evidence_level in _LESSONS:
        factor = max(factor, 1.0)
    return min(PRIORS, key=lambda step: abs(step - factor))


def days_of_change(*, review_by_date: date | None, as_of: str) -> list[date]:
    """The days from which on a practice's prior is another one, if nobody touches the practice."""
    days = [review_by_date + timedelta(days=1)] if review_by_date else []
    return [*days, first_day(as_of) + LATELY + timedelta(days=1)] if as_of else days


def _evidence(page: PracticePage) -> float:
    if page.evidence_level in _MEASURED:
        return 1.1
    return 0.9 if page.stage == Stage.PROPOSED else 1.0


def _review(page: PracticePage, on: date) -> float:
    if page.review_by_date and page.review_by_date < on:
        return 0.9
    return 1.1 if page.as_of and first_day(page.as_of) >= on - LATELY else 1.0
