"""What one mail tells, as kept in its row: ids only, so that no copy outlives the practice."""

from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from typing import Any, Self

from portal.subscriptions.enums import EventKind


@dataclass(frozen=True, kw_only=True)
class FrozenItem:
    """A practice, and whether it is new to the reader or changed."""

    practice_id: int
    kind: EventKind


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
        return named | ({self.other_sector_id, self.other_area_id} - {None})  # type: ignore[operator]  # None is taken out.

    def left(
        self, *, practice_ids: Collection[int], subscription_ids: Collection[int]
    ) -> tuple[FrozenGroup, ...]:
        """The groups with what is still public and wanted; those with nothing left out."""
        groups = (
            replace(
                group,
                items=tuple(item for item in group.items if item.practice_id in practice_ids),
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
                items=tuple(
                    FrozenItem(practice_id=item["practice_id"], kind=EventKind(item["kind"]))
                    for item in group["items"]
                ),
            )
            for group in kept["groups"]
        )
        return cls(**{**kept, "groups": groups, "event_ids": tuple(kept["event_ids"])})

    def to_json(self) -> dict[str, Any]:
        """Plain values for the row."""
        return asdict(self)
