"""What an interest would have told somebody lately, so that they know before they sign up."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from portal.practices.query import PracticeQuery
from portal.subscriptions.interests import Interest
from portal.subscriptions.lately import a_week, openings_lately
from portal.subscriptions.tender_wishes import TenderWish
from search.documents.collection import TENDERS
from search.engines.choice import current_engine
from search.language import language_of
from search.planning import matching_plan
from search.tender_finding import words_plan


@dataclass(frozen=True, kw_only=True)
class AlertPreview:
    """How many practices the last 30 days would have told of."""

    practices: int

    @property
    def a_week(self) -> int:
        """Practices a week, rounded; 0 for less than one in two weeks."""
        return a_week(self.practices)


def alert_preview(*, query_string: str, changed: Collection[int]) -> AlertPreview:
    """How many of the changed practices the search finds; a practice is told of once.

    What not everybody may read now is not counted, whether or not it was told of then.

    Raises:
        SearchUnavailableError: the engine cannot answer.
    """
    if not changed:
        return AlertPreview(practices=0)
    engine = current_engine()
    query = PracticeQuery.from_query_string(query_string)
    plan = matching_plan(query, language=language_of(engine))
    ids = tuple(sorted(map(str, changed)))
    return AlertPreview(practices=engine.search(replace(plan, ids=ids, size=0)).total)


def openings_told_lately(interest: Interest, *, at: datetime) -> int:
    """How many events, asks or tenders of the interest became public or changed in 30 days.

    Raises:
        SearchUnavailableError: the interest has words, and the engine cannot answer.
    """
    ids = openings_lately(interest, at=at)
    wish = interest.wished
    if not ids or not isinstance(wish, TenderWish) or not wish.text:
        return len(ids)
    engine = current_engine(TENDERS)
    plan = words_plan(wish.query, language=language_of(engine))
    asked = tuple(sorted(map(str, ids)))
    return engine.search(replace(plan, ids=asked, size=0)).total
