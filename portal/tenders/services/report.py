"""What an import did, release by release, in the words that a person and a program both read."""

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

from portal.tenders.ocds.documents import Place, Refusal
from portal.tenders.ocds.findings import Repair


@dataclass(frozen=True, kw_only=True)
class Accepted:
    """One release that is in the database; ``outcome`` is “created”, “updated” or “unchanged”."""

    place: Place
    ocid: str
    release_id: str
    title: str
    outcome: str
    is_care_relevant: bool
    care_reason: str
    facts: dict[str, Any] | None = None
    """What the release states, where the caller asked for it."""


@dataclass(frozen=True, kw_only=True)
class Repaired:
    """One value that was put right or left out, with the release it stood in."""

    place: Place
    ocid: str
    repair: Repair


@dataclass(kw_only=True)
class ImportReport:
    """Everything an import has to tell."""

    files: int = 0
    accepted: list[Accepted] = field(default_factory=list)
    repaired: list[Repaired] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)

    @property
    def outcomes(self) -> dict[str, int]:
        """How many releases made a new tender, changed one, or were there already."""
        counts = Counter(item.outcome for item in self.accepted)
        return {outcome: counts[outcome] for outcome in ("created", "updated", "unchanged")}

    @property
    def care_relevant(self) -> int:
        """How many accepted releases are about care or support."""
        return sum(item.is_care_relevant for item in self.accepted)

    def as_json(self) -> dict[str, Any]:
        """The report as plain JSON values."""
        return {
            "files": self.files,
            "accepted": len(self.accepted),
            **self.outcomes,
            "care_relevant": self.care_relevant,
            "releases": [_without_none(_flat(item), "facts") for item in self.accepted],
            "repaired": [
                {**asdict(item.place), "ocid": item.ocid, **asdict(item.repair)}
                for item in self.repaired
            ],
            "refused": [_flat(item) for item in self.refused],
        }


def _flat(item: Accepted | Refusal) -> dict[str, Any]:
    values = asdict(item)
    place: dict[str, Any] = values.pop("place")
    return {**place, **values}


def _without_none(values: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name != key or value is not None}
