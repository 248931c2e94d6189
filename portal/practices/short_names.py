"""Short names in addresses that a practice may not have."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

RESERVED = frozenset({"compare", "csv", "feed", "suggestions"})
"""Those of our own pages under /practices/, which would hide a practice there."""


def refuse_reserved(slug: str) -> None:
    """Raise `ValidationError` for the field `slug` where a page of ours has the name."""
    if slug in RESERVED:
        raise ValidationError(
            {"slug": _("The portal has a page of that name. Choose another short name.")}
        )
