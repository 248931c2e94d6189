"""Where a practice is described, as a sentence that credits the document."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.organisations.sources import section_in_words
from portal.practices.enums import SourceDocument
from portal.practices.models import PracticeSource

FOUNDING_PAPERS = {SourceDocument.WEBINAR_PAPER, SourceDocument.POLICY_BRIEF}
"""What the starting content is written from, by us."""
WHOLE_CASE = "whole case"


@dataclass(frozen=True, kw_only=True)
class Credit:
    """One source as a sentence, and its web address where it has one."""

    words: str
    url: str


def credits_of(sources: Iterable[PracticeSource]) -> list[Credit]:
    """The sources in their order."""
    return [Credit(words=credit_line(source), url=source.url) for source in sources]


def is_retold(sources: Iterable[PracticeSource]) -> bool:
    """Whether we wrote the page from the founding papers, and not a provider from what it does."""
    return any(source.document in FOUNDING_PAPERS for source in sources)


def credit_line(source: PracticeSource) -> str:
    """Document, section and part in words, such as “…, case study 1 (PossAbilities), “Origins””."""
    words = [source.get_document_display()]
    if source.section:
        words.append(section_in_words(source.section))
    if source.part:
        words.append(_part_in_words(source.part))
    return ", ".join(words)


def _part_in_words(part: str) -> str:
    if part == WHOLE_CASE:
        return _("the whole case")
    known = section_in_words(part)
    return known if known != part else _("“%(part)s”") % {"part": part[:1].upper() + part[1:]}
