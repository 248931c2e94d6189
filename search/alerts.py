"""Which followed searches find which of some practices or tenders; asked by who tells people."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from portal.practices.facets import vocabularies_read_once
from portal.practices.query import PracticeQuery
from portal.tenders.board import BoardQuery
from search.documents.collection import TENDERS
from search.documents.practice import practice_documents
from search.documents.tender import tender_documents
from search.engines.choice import current_engine
from search.engines.tantivy.memory import MemoryIndex
from search.language import Language, language_of
from search.plan.model import Plan
from search.planning import matching_plan
from search.port import SearchEngine
from search.tender_finding import words_plan


def searches_matching(
    *,
    searches: Mapping[int, str],
    practice_ids: Collection[int],
    engine: SearchEngine | None = None,
) -> dict[int, frozenset[int]]:
    """Those of the practices that each search finds; searches that find none are left out.

    `searches` are canonical query strings of `PracticeQuery`, by a number of the caller's. The
    practices are read from the database, as they are now, into an index in memory, and every search
    is run there with the plan that the engine's own language gives it: a practice is returned if
    and only if the search, run in the engine and limited to it, returns it. What not everybody may
    read is never returned.

    Raises:
        SearchUnavailableError: the engine cannot say which words it knows, so that corrections
            could differ from its own; nothing is known about any of them.
    """
    language = language_of(engine or current_engine())
    documents = practice_documents(dict.fromkeys(practice_ids, 0))
    if not documents:
        return {}
    return _answers(MemoryIndex(documents.values()), _by_plan(searches, language))


def tenders_matching(
    *,
    searches: Mapping[int, BoardQuery],
    tender_ids: Collection[int],
    engine: SearchEngine | None = None,
) -> dict[int, frozenset[int]]:
    """Those of the tenders that hold the words of each search; filters are left to the database.

    A tender is returned if and only if the board, asked for the words alone, lists it.

    Raises:
        SearchUnavailableError: as `searches_matching`; nothing is asked where there is no search
            or no tender.
    """
    if not searches or not tender_ids:
        return {}
    language = language_of(engine or current_engine(TENDERS))
    documents = tender_documents(dict.fromkeys(tender_ids, 0))
    grouped: dict[Plan, list[int]] = defaultdict(list)
    for key, query in searches.items():
        grouped[words_plan(query, language=language)].append(key)
    return _answers(MemoryIndex(documents.values(), TENDERS), grouped)


def _answers(index: MemoryIndex, searches: Mapping[Plan, list[int]]) -> dict[int, frozenset[int]]:
    answers: dict[int, frozenset[int]] = {}
    for plan, keys in searches.items():
        found = frozenset(map(int, index.ids_matching(plan)))
        if found:
            answers.update(dict.fromkeys(keys, found))
    return answers


def _by_plan(searches: Mapping[int, str], language: Language) -> dict[Plan, list[int]]:
    """Searches that mean the same are run once, however they were typed."""
    grouped: dict[Plan, list[int]] = defaultdict(list)
    with vocabularies_read_once():
        for key, query_string in searches.items():
            query = PracticeQuery.from_query_string(query_string)
            # Of a search whose last theme or place was removed, nothing is left to ask for; the
            # page says so and shows everything, and nobody asked to be told of everything.
            if query.has_criteria or not query.problems:
                grouped[matching_plan(query, language=language)].append(key)
    return grouped
