"""Where a practice is described, as a sentence that credits the document."""

from django.utils.translation import gettext as _

from portal.organisations.sources import section_in_words
from portal.practices.models import PracticeSource

WHOLE_CASE = "whole case"


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
