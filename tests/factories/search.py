"""Documents and plans for the search engines, without a database; rows of the search app."""

from dataclasses import replace
from hashlib import sha256
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from search.models import QueryCount, ThemeCount
from search.plan.build import plan_for_text
from search.plan.correction import Corrector, SpellingIndex
from search.plan.model import FieldFilter, Plan
from search.plan.synonyms import Rule, RuleKind, SynonymTable
from search.port import Document
from tests.factories.practices import ThemeFactory


def document(number: int, title: str, **texts: Any) -> Document:
    """A public document; `version=`, `visibility=` and `keywords=` as the port has them."""
    version = texts.pop("version", 1)
    visibility = texts.pop("visibility", ("public",))
    keywords = texts.pop("keywords", {})
    blank = {"title": title, "summary": "", "body": "", "labels": "", "subjects": ""}
    return Document(
        id=str(number),
        version=version,
        visibility=visibility,
        texts={**blank, **texts},
        keywords=keywords,
        newest=number,
    )


def equal(*terms: str) -> Rule:
    """A rule that the wordings mean the same."""
    return Rule(kind=RuleKind.EQUAL, terms=terms)


def plan(
    text: str = "",
    *,
    rules: tuple[Rule, ...] = (),
    vocabulary: dict[str, int] | None = None,
    filters: dict[str, tuple[str, ...]] | None = None,
    **changes: Any,
) -> Plan:
    """The plan of a text under some rules; without a vocabulary nothing is corrected."""
    synonyms = SynonymTable(rules)
    corrector = Corrector(SpellingIndex(vocabulary or {}), known_words=synonyms.known_words)
    made = plan_for_text(text, synonyms=synonyms, corrector=corrector)
    chosen = tuple(
        FieldFilter(field=field, values=values) for field, values in (filters or {}).items()
    )
    return replace(made, filters=chosen, **changes)


class QueryCountFactory(DjangoModelFactory):
    """A readable wording that was typed once today and found nothing."""

    class Meta:
        model = QueryCount

    day = factory.LazyFunction(timezone.localdate)
    text = factory.Sequence(lambda number: f"wording {number}")
    text_hash = factory.LazyAttribute(lambda row: sha256(row.text.encode()).hexdigest())
    times = 1
    nothing_times = 1


class ThemeCountFactory(DjangoModelFactory):
    """A theme that was chosen once today."""

    class Meta:
        model = ThemeCount

    day = factory.LazyFunction(timezone.localdate)
    theme = factory.SubFactory(ThemeFactory)
    times = 1
