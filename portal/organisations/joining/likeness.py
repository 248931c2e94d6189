"""Which organisations a new name may already be, so that none is entered twice."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher

from portal.organisations.models import Organisation, OrganisationName

MOST = 5
# “Example Homecare” and “Exampel Homecare” are 0.94 alike; “North Care” and “South Care” 0.8.
ALIKE = 0.9
# What a name may end or begin with, and be the same organisation.
_FILLERS = {"the", "ltd", "limited", "cic", "cio", "plc", "llp", "and", "of", "for", "uk", "co"}


def core_of(name: str) -> str:
    """The words of a name that tell it from others: no capitals, accents, signs or legal ends."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("&", " and "))
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    words = re.findall(r"\w+", letters.replace("'", "").replace("’", ""))
    return " ".join([word for word in words if word not in _FILLERS] or words)


def organisations_like(name: str, *, holders: Iterable[Organisation] = ()) -> list[Organisation]:
    """Organisations that may be the one of this name; best first.

    First the holders of a number that was said of it in a public register: that is proof. Then
    those whose name, short form or former name is or resembles this one.
    """
    sure = list(dict.fromkeys(holders))
    core = core_of(name)
    if not core:
        return sure
    scores: dict[int, float] = {}
    names = [
        *Organisation.objects.values_list("pk", "name"),
        *OrganisationName.objects.values_list("organisation_id", "name"),
    ]
    for pk, other in names:
        scores[pk] = max(scores.get(pk, 0), _likeness(core, core_of(other)))
    best = sorted((pk for pk in scores if scores[pk] >= ALIKE), key=lambda pk: (-scores[pk], pk))
    found = Organisation.objects.in_bulk(best[:MOST])
    return [*sure, *(found[pk] for pk in best[:MOST] if found[pk] not in sure)]


def _likeness(core: str, other: str) -> float:
    if core == other:
        return 1
    shorter, longer = sorted((core.split(), other.split()), key=len)
    # “Be Caring” and “Be Caring Manchester”; one word alone says too little.
    if len(shorter) > 1 and set(shorter) <= set(longer):
        return ALIKE
    matcher = SequenceMatcher(None, core, other, autojunk=False)
    # The quick bound spares the costly comparison for nearly every name.
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0
