"""What a reader asks of the tender board, read from the address and never refused."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import TextChoices
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _


class Timing(TextChoices):
    """Whether something can be done about a tender now, soon or no more."""

    OPEN = "open", _("Open for bids")
    COMING = "coming", _("Still to come")
    OVER = "over", _("Closed or awarded")


class Subject(TextChoices):
    """What a tender is about, as far as the import could tell."""

    CARE = "care", _("Care or support")
    OTHER = "other", _("Something else")


@dataclass(frozen=True, kw_only=True)
class BoardQuery:
    """Chosen timings, subjects and areas; values of one filter widen, filters narrow."""

    timings: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()

    @classmethod
    def parse(cls, data: QueryDict, *, known_areas: Collection[str]) -> "BoardQuery":
        """Read an address; a value that no vocabulary holds is left out."""
        return cls(
            timings=_known(data.getlist("status"), Timing.values),
            subjects=_known(data.getlist("subject"), Subject.values),
            areas=_known(data.getlist("area"), known_areas),
        )

    @property
    def has_criteria(self) -> bool:
        """Whether anything narrows the board down."""
        return bool(self.timings or self.subjects or self.areas)


def _known(values: list[str], vocabulary: Collection[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value in vocabulary))
