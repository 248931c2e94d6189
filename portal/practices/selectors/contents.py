"""The contents of a practice's page: its parts, in the order in which the page shows them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.practices.selectors.attachments import Attachments
from portal.practices.selectors.details import PracticeDetails

LONG_PAGE = 6
"""Parts from which a page gets a list of contents: fewer are seen in a screen or two."""


@dataclass(frozen=True, kw_only=True)
class ContentsItem:
    """One line of the page's contents."""

    text: str
    url: str


def contents_of(
    details: PracticeDetails, *, attachments: Attachments, is_offered: bool
) -> list[ContentsItem]:
    """The parts of the page; empty where it is too short to need a list.

    `is_offered` says whether readers may add to the page: only then is there room for their words.
    """
    parts: list[tuple[str, str, object]] = [
        (_("Figures"), "figures", details.claims),
        *((section.heading, section.id, section) for section in details.sections),
        (_("Pictures"), "pictures", attachments.pictures),
        (_("Files"), "files", attachments.documents),
        (_("What gets in the way"), "barriers", details.barriers),
        (_("What helps"), "enablers", details.enablers),
        (_("What is looked for"), "wants", details.wants),
        (_("Where it came from"), "origins", details.links.origins),
        (_("What came of it"), "outcomes", details.links.outcomes),
        (_("Compare with"), "comparisons", details.links.comparisons),
        (_("How it was adapted"), "adaptations", details.family),
        (_("Voices"), "voices", is_offered),
        (_("Who took it up"), "adoptions", is_offered),
        (_("Commitments"), "commitments", is_offered),
        (_("Questions and comments"), "conversation", is_offered),
        (_("Sources"), "sources", True),
    ]
    items = [ContentsItem(text=text, url=f"#{id_}") for text, id_, shown in parts if shown]
    return items if len(items) >= LONG_PAGE else []
