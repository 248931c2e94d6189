"""What one mail tells, as kept in its row: ids only, so that no copy outlives the practice."""

from collections.abc import Collection, Container, Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any, Self

from portal.subscriptions.enums import EventKind, OpeningKind
from portal.subscriptions.openings import OpeningKey


@dataclass(frozen=True, kw_only=True)
class FrozenItem:
    """A practice or an opening, and whether it is new to the reader or changed."""

    practice_id: int | None = None
    opening_kind: OpeningKind | None = None
    opening_id: int | None = None
    kind: EventKind

    @property
    def about(self) -> tuple[str, int]:
        """As `Event.about`."""
        return self.opening_kind or "", self.opening_id or self.practice_id or 0


@dataclass(frozen=True, kw_only=True)
class FrozenGroup:
    """What one subscription has to tell."""

    subscription_id: int
    items: tuple[FrozenItem, ...]


@dataclass(frozen=True, kw_only=True)
class FrozenItems:
    """Everything a mail tells, and the events that it settles.

    ``other_sector_id`` and ``other_area_id`` are practices from elsewhere (recommendation R1 of the
    policy brief: learning passes between sectors and between areas).
    """

    groups: tuple[FrozenGroup, ...]
    event_ids: tuple[int, ...] = ()
    other_sector_id: int | None = None
    other_area_id: int | None = None

    @property
    def practice_ids(self) -> set[int]:
        """Every practice named in the mail."""
        named = {item.practice_id for group in self.groups for item in group.items}
        named |= {self.other_sector_id, self.other_area_id}
        return {pk for pk in named if pk is not None}

    @property
    def abouts(self) -> set[tuple[str, int]]:
        """Everything named in the mail, as `FrozenItem.about`."""
        return {("", pk) for pk in self.practice_ids} | self.opening_keys

    @property
    def opening_keys(self) -> set[OpeningKey]:
        """Every opening named in the mail."""
        items = (item for group in self.groups for item in group.items)
        return {(i.opening_kind, i.opening_id) for i in items if i.opening_kind and i.opening_id}

    def left(
        self, *, tellable: Container[tuple[str, int]], subscription_ids: Collection[int]
    ) -> tuple[FrozenGroup, ...]:
        """The groups with what is still public, open and wanted; those with nothing left out.

        ``tellable`` are values of `FrozenItem.about`.
        """
        groups = (
            replace(
                group,
                items=tuple(item for item in group.items if item.about in tellable),
            )
            for group in self.groups
            if group.subscription_id in subscription_ids
        )
        return tuple(group for group in groups if group.items)

    @classmethod
    def from_json(cls, kept: dict[str, Any] | None) -> Self:
        """Read what ``to_json`` wrote; nothing was frozen where there is nothing to read."""
        if kept is None:
            return cls(groups=())
        groups = tuple(
            FrozenGroup(
                subscription_id=group["subscription_id"],
                items=tuple(_item(item) for item in group["items"]),
            )
            for group in kept["groups"]
        )
        return cls(**{**kept, "groups": groups, "event_ids": tuple(kept["event_ids"])})

    def to_json(self) -> dict[str, Any]:
        """Plain values for the row."""
        return asdict(self, dict_factory=_stated)


def _stated(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Without what is None: a row is kept for each of a hundred thousand mails."""
    return {name: value for name, value in pairs if value is not None}


def _item(kept: dict[str, Any]) -> FrozenItem:
    opening = kept.get("opening_kind")
    return FrozenItem(
        practice_id=kept.get("practice_id"),
        opening_kind=OpeningKind(opening) if opening else None,
        opening_id=kept.get("opening_id"),
        kind=EventKind(kept["kind"]),
    )
