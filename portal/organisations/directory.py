"""What a reader asks of the list of organisations, read from the address and never refused."""

from collections.abc import Collection
from dataclasses import dataclass

from django.http import QueryDict

from portal.organisations.models.organisation import OrganisationKind

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, kw_only=True)
class DirectoryQuery:
    """Chosen kinds and sectors, and the first letter of the name; values of one filter widen."""

    kinds: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    letter: str = ""

    @classmethod
    def parse(cls, data: QueryDict, *, known_sectors: Collection[str]) -> "DirectoryQuery":
        """Read an address; a value that no vocabulary holds is left out."""
        letter = data.get("letter", "").upper()
        return cls(
            kinds=_known(data.getlist("kind"), OrganisationKind.values),
            sectors=_known(data.getlist("sector"), known_sectors),
            letter=letter if len(letter) == 1 and letter in LETTERS else "",
        )

    @property
    def has_criteria(self) -> bool:
        """Whether anything narrows the list down."""
        return bool(self.kinds or self.sectors or self.letter)


def _known(values: list[str], vocabulary: Collection[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value in vocabulary))
