"""Wagtail's own database search over the same practices: the peer of the measurements."""

from collections.abc import Iterator, Sequence
from statistics import fmean

from wagtail.models import Page
from wagtail.search import index
from wagtail.search.backends import get_search_backend

from portal.practices.models import PracticePage
from portal.practices.models.practice import NARRATIVE_FIELDS
from search.evaluation.judgements import JudgedQuery
from search.evaluation.metrics import ndcg

SIZE = 20
_CHUNK = 1_000


def index_all_practices() -> None:
    """Let Wagtail's backend index the title, the summary and the narrative of every practice.

    The portal itself does not: its public search is another (ADR 0003).
    """
    texts = ("summary", *NARRATIVE_FIELDS, "cost_and_staff_time")
    PracticePage.search_fields = [*Page.search_fields, *map(index.SearchField, texts)]
    backend = get_search_backend()
    for pages in _chunks():
        backend.add_bulk(PracticePage, pages)


def _chunks() -> Iterator[list[PracticePage]]:
    last = 0
    while pages := list(PracticePage.objects.filter(pk__gt=last).order_by("pk")[:_CHUNK]):
        yield pages
        last = pages[-1].pk


def found(text: str) -> list[PracticePage]:
    """The best live practices that have any word of the text, in Wagtail's order."""
    return list(PracticePage.objects.live().search(text, operator="or")[:SIZE])


def mean_ndcg(judged: Sequence[JudgedQuery]) -> float:
    """nDCG@10 of Wagtail's order, each query counting the same."""
    return fmean(
        ndcg([page.reference for page in found(item.query)], item.grades) for item in judged
    )
