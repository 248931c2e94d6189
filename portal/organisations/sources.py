"""The section codes of the two founding papers in words, for every page that names a source."""

import re

from django.utils.translation import gettext_lazy as _

SECTIONS = {
    "CS1": _("case study 1 (PossAbilities)"),
    "CS2": _("case study 2 (Be Caring)"),
    "CS3": _("case study 3 (North West Care Co-operative)"),
    "CS4": _("case study 4 (HMR Circle)"),
    "ISC": _("“Innovation in social care”"),
    "PSM": _("public service mutuals"),
    "Co-op": _("co-operatives"),
    "Throughout": _("throughout"),
    "Cover": _("cover"),
}
"""Code -> words; a code that is not here is a heading of the paper and is read as it stands."""

_SEPARATORS = re.compile(r"([,;] )")


def section_in_words(code: str) -> str:
    """One section code as people read it."""
    return str(SECTIONS.get(code, code))


def source_in_words(text: str) -> str:
    """A source such as “Webinar paper, CS1” with its codes in words."""
    return "".join(section_in_words(part) for part in _SEPARATORS.split(text))
