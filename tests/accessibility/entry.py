"""One page that is checked in a real browser, and the states that it is checked in."""

from dataclasses import dataclass

from tests.access.answers import Reader

SEND = "main form button:not([type=button])"
"""The button of a page's own form."""


@dataclass(frozen=True)
class Entry:
    """One page: its route, an address under it, who looks, and its further states."""

    route: str
    """As the URL configuration writes it; see tests/access/routes.py."""
    path: str | None = None
    """An address under the route, where that is another; {words} are those of the world."""
    reader: Reader = Reader.ANONYMOUS
    errors: str = ""
    """The form to send empty: a CSS selector of its button."""
    emptied: str = ""
    """What stands in that form already and is taken out first: a CSS selector of its fields."""
    empty: str = ""
    """The address of the page with nothing to show."""

    def __str__(self) -> str:
        return self.route if self.path is None else self.path
