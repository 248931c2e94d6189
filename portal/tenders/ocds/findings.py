"""What reading a release can find: something repaired, or a reason to refuse the whole of it."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

LONGEST_VALUE = 120


@dataclass(frozen=True, kw_only=True)
class Repair:
    """One value that was put right or left out: its OCDS path, what stood there, what was done."""

    path: str
    value: str
    action: str


class RefusedReleaseError(Exception):
    """The release cannot be used; says which field is wrong, what stood there and what to do.

    ``line`` is the line inside the release's own text, counted from 1.
    """

    def __init__(self, *, path: str, reason: str, value: object = "", line: int = 1) -> None:
        super().__init__(reason)
        self.path = path
        self.reason = reason
        self.value = shown(path, value)
        self.line = line


@dataclass(kw_only=True)
class Findings:
    """Gathers the repairs of one release."""

    repairs: list[Repair] = field(default_factory=list)
    is_of_stored: bool = False
    """Of a release that was kept before today's rules: what breaks one is left out of it, and it is
    not refused, or it would keep every later release of its ocid out.
    """
    forgiven: list[Repair] = field(default_factory=list)
    """What would refuse a release that comes today."""

    def repaired(self, path: str, value: object, action: str) -> None:
        """Note one repair, once."""
        repair = Repair(path=path, value=shown(path, value), action=action)
        if repair not in self.repairs:
            self.repairs.append(repair)

    def forgave(self, path: str, value: object, action: str) -> None:
        """Note what was left out of a stored release instead of refusing it."""
        self.forgiven.append(Repair(path=path, value=shown(path, value), action=action))


def shown(path: str, value: object) -> str:
    """A value as a report may show it: short, on one line, and nothing of a contact person."""
    if "contactPoint" in path:
        return _("(contact details, not shown)")
    text = " ".join(str(value).encode("utf-8", "replace").decode().replace("\0", "�").split())
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1]}…"
