"""Documents and plans for the search engines, without a database and before Django is set up."""

from dataclasses import replace
from typing import Any

from search.plan.build import plan_for_text
from search.plan.correction import Corrector, SpellingIndex
from search.plan.model import FieldFilter, Plan
from search.plan.synonyms import Rule, RuleKind, SynonymTable
from search.port import Document


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
