"""From what a reader asks to the plan that an engine runs."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from django.utils.timezone import localdate

from portal.practices.query import PracticeQuery
from search.documents import KEYWORD_FIELDS
from search.language import Language, language_of
from search.meaning import near_documents
from search.plan.build import plan_for_text
from search.plan.model import FieldFilter, Plan
from search.port import MAX_RESULTS, SearchEngine
from search.selectors import choices_for

PAGE_SIZE = 20


def plan_for(
    query: PracticeQuery,
    *,
    engine: SearchEngine,
    facets: Sequence[str] = KEYWORD_FIELDS,
    ids: Collection[int] | None = None,
    size: int = PAGE_SIZE,
) -> Plan:
    """The plan for one page of a query, with corrections from the words of the engine's index.

    A page beyond the last that can be shown is taken for the last. Where search by meaning is on,
    the plan names what is close to the words too, unless they were asked for exactly or newest
    first, or the search is limited to some ids.

    Raises:
        SearchUnavailableError: the engine cannot say which words it knows.
    """
    plan = matching_plan(query, language=language_of(engine))
    if ids is None and not (query.is_exact or query.is_newest_first):
        text = plan.corrected_text or query.text
        plan = replace(plan, near=near_documents(text, plan, engine=engine))
    choices = choices_for(query.text, on=localdate())
    page = min(query.page, max(1, MAX_RESULTS // max(size, 1)))
    return replace(
        plan,
        pinned=choices.pinned,
        hidden=choices.hidden,
        facets=tuple(facets),
        is_newest_first=query.is_newest_first,
        ids=None if ids is None else tuple(sorted(str(document_id) for document_id in ids)),
        offset=(page - 1) * size,
        size=size,
    )


def matching_plan(query: PracticeQuery, *, language: Language) -> Plan:
    """What decides whether a practice is found: the words and filters, as this language reads them.

    Queries that mean the same have equal plans.
    """
    plan = plan_for_text(
        query.text,
        synonyms=language.synonyms,
        corrector=language.corrector,
        is_exact=query.is_exact,
    )
    filters = tuple(
        FieldFilter(field=field, values=tuple(values))
        for field, values in sorted(query.filters.items())
    )
    return replace(plan, filters=filters)


def unused_correction(query: PracticeQuery, *, engine: SearchEngine) -> str:
    """How the words of an exact search would have been corrected; empty when they would not.

    Raises:
        SearchUnavailableError: the engine cannot say which words it knows.
    """
    if not query.is_exact:
        return ""
    return plan_for(replace(query, is_exact=False), engine=engine).corrected_text
