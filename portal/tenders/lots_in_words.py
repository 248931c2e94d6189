"""Finds the lots that a notice's own words speak of where its fields name none."""

import re

from django.utils.translation import gettext as _

_LOT = re.compile(r"\blot (\d{1,2})\b[\s:.–—-]*([^\n.;]*)", re.IGNORECASE | re.ASCII)
LONGEST = 120


def lots_in_words(text: str) -> list[str]:
    """Each lot with the words after its number, such as “Lot 1: home care”; in their order.

    A suggestion for a reader and never a fact: one number alone may be a name, so it is none.
    """
    found: dict[int, str] = {}
    for number, words in _LOT.findall(text):
        found.setdefault(int(number), " ".join(words.split())[:LONGEST])
    if len(found) < 2:  # noqa: PLR2004 - a tender of one lot is not divided.
        return []
    return [
        _("Lot %(number)d: %(words)s") % {"number": number, "words": words}
        if words
        else _("Lot %(number)d") % {"number": number}
        for number, words in found.items()
    ]
