"""What a practice was adapted from, as one answer; in the database it is a link among others."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from portal.practices.enums import LinkKind
from portal.practices.models.details import PracticeLink

if TYPE_CHECKING:
    from portal.practices.models.practice import PracticePage


@dataclass(frozen=True, kw_only=True)
class Origin:
    """The practice that another was adapted from, with what was changed and why."""

    original: "PracticePage"
    what_changed: str
    why: str = ""


class HasOrigin:
    """Reads and writes the first adaptation among a page's links; the other links stay."""

    links: Any

    @property
    def origin(self) -> Origin | None:
        """What it was adapted from; a practice may have more originals, which editors add."""
        link = next(filter(_is_adaptation, self.links.all()), None)
        if link is None:
            return None
        return Origin(original=link.to, what_changed=link.what_changed, why=link.why)

    @origin.setter
    def origin(self, origin: Origin | None) -> None:
        links = list(self.links.all())
        first = next(filter(_is_adaptation, links), None)
        kept = [link for link in links if link is not first]
        self.links = kept if origin is None else [_link(origin), *kept]


def _is_adaptation(link: PracticeLink) -> bool:
    return link.kind == LinkKind.ADAPTED_FROM


def _link(origin: Origin) -> PracticeLink:
    return PracticeLink(
        to=origin.original,
        kind=LinkKind.ADAPTED_FROM,
        what_changed=origin.what_changed,
        why=origin.why,
    )
