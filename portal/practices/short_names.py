"""Short names in addresses that a practice may not have."""

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _

RESERVED = frozenset({"compare", "csv", "feed", "suggestions"})
"""Those of our own pages under /practices/, which would hide a practice there."""


LENGTH = 80


def free_short_name(title: str, taken: set[str]) -> str:
    """A short name made from a title that neither a page of ours nor any of `taken` has."""
    wanted = slugify(title)[:LENGTH].rstrip("-") or "practice"
    name, number = wanted, 2
    while name in taken | RESERVED:
        name, number = f"{wanted}-{number}", number + 1
    return name


def refuse_reserved(slug: str) -> None:
    """Raise `ValidationError` for the field `slug` where a page of ours has the name."""
    if slug in RESERVED:
        raise ValidationError(
            {"slug": _("The portal has a page of that name. Choose another short name.")}
        )
