"""What comes nearest to a search that found nothing; shown as such and never counted as results."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from portal.organisations.models import Area
from portal.practices.query import PracticeQuery
from search.cards import ResultCard, result_cards
from search.engines.choice import current_engine
from search.finding import practices_found
from search.language import language_of
from search.plan.correction import SpellingIndex, near_miss
from search.text import words

SHOWN = 3
_QUOTATION_MARKS = re.compile(r"[\"“”„«»]")


@dataclass(frozen=True, kw_only=True)
class Nearest:
    """The first practices of a wider search, in what it is wider, and the search itself."""

    sentence: str
    cards: list[ResultCard]
    query: PracticeQuery
    total: int


@dataclass(frozen=True, kw_only=True)
class _Way:
    sentence: str
    query: PracticeQuery


def nearest_practices(query: PracticeQuery, *, asked: Sequence[Area]) -> Nearest | None:
    """The first of ever wider searches that finds something; None when none does.

    Args:
        query: the search that found nothing.
        asked: the places that it asks about, to which its practices are said to be near or far.

    Raises:
        SearchUnavailableError: the engine cannot answer.
    """
    for way in _ways(query, language_of(current_engine()).spelling):
        findings = practices_found(way.query, size=SHOWN, facets=())
        if findings.hits:
            return Nearest(
                sentence=way.sentence,
                cards=result_cards(findings.hits, findings.practices, asked=asked),
                query=way.query,
                total=findings.total,
            )
    return None


def _ways(query: PracticeQuery, spelling: SpellingIndex) -> Iterator[_Way]:
    query = replace(query, page=1)
    yield from _other_words(query, spelling)
    if not query.filters:
        return
    unfiltered = replace(query, filters={})
    if query.text:
        yield _Way(sentence=_("These have your words, without your filters."), query=unfiltered)
        yield from _other_words(unfiltered, spelling)
        wordless = replace(query, text="", is_exact=False)
        yield _Way(sentence=_("These fit your filters, without your words."), query=wordless)


def _other_words(query: PracticeQuery, spelling: SpellingIndex) -> Iterator[_Way]:
    loose = replace(query, text=_QUOTATION_MARKS.sub(" ", query.text).strip())
    if loose.text != query.text:
        yield _Way(sentence=_("These have your words, but not side by side."), query=loose)
    typed = words(loose.text)
    # A word that resembles none is left out: it would find nothing again.
    near = [near_miss(word, spelling) for word in typed]
    respelt = " ".join(word for word in near if word)
    if respelt and near != typed:
        yield _Way(
            sentence=_("These have words that are spelt nearly like yours: “%(words)s”.")
            % {"words": respelt},
            query=replace(query, text=respelt, is_exact=False),
        )
