"""Which figures can be: what is larger than anything in social care is a slip of the pen."""

import re
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
LARGEST = Decimal(1_000_000_000_000)
LARGEST_PERCENTAGE = Decimal(10_000)
"""A hundred times as much; whatever is larger is better told as a number of times."""


def refuse_impossible(value: str, unit: str) -> None:
    """Refuse a figure, as its source words it, that holds a number too large.

    Raises:
        ValidationError: names the largest number of that kind.
    """
    is_percentage = "%" in value or "%" in unit
    largest = LARGEST_PERCENTAGE if is_percentage else LARGEST
    numbers = (Decimal(text.replace(",", "")) for text in _NUMBER.findall(value))
    if any(number > largest for number in numbers):
        raise ValidationError(
            _("That is more than %(largest)s. Check the number and what it counts."),
            params={"largest": f"{largest:,}%" if is_percentage else f"{largest:,}"},
        )
