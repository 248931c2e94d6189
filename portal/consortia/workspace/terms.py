"""What heads of terms speak of, and what one version changed of the one before."""

from dataclasses import dataclass
from difflib import ndiff
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.consortia.models import HeadsOfTerms


@dataclass(frozen=True, kw_only=True)
class Section:
    """One heading of the document."""

    key: str
    title: Any
    hint: Any


SECTIONS = (
    Section(
        key="purpose",
        title=_("What the bid is for"),
        hint=_("The tender and its lots. The agreement ends with them."),
    ),
    Section(
        key="parts",
        title=_("Who does what"),
        hint=_("Each member's services and places, and who stands in."),
    ),
    Section(
        key="lead",
        title=_("Who leads, and how you decide"),
        hint=_("What the lead may say for all, and what needs everybody."),
    ),
    Section(
        key="money",
        title=_("How money reaches each member"),
        hint=_("Who is paid by whom and when. Write no prices and no rates here."),
    ),
    Section(
        key="staff",
        title=_("Staff"),
        hint=_("Who employs whom. Ask about TUPE and pensions if people would move."),
    ),
    Section(
        key="quality",
        title=_("Quality, safeguarding and insurance"),
        hint=_("Who is registered for what, who answers to the buyer, who is insured."),
    ),
    Section(
        key="information",
        title=_("Information"),
        hint=_("What you share, with whom, and when it is deleted."),
    ),
    Section(
        key="leaving",
        title=_("Leaving and disagreeing"),
        hint=_("What happens to people's care if a member leaves; who helps when you disagree."),
    ),
)


@dataclass(frozen=True, kw_only=True)
class ChangedSection:
    """One section that differs from the version before, line by line."""

    title: Any
    removed: tuple[str, ...]
    added: tuple[str, ...]


def changes_of(terms: HeadsOfTerms) -> list[ChangedSection]:
    """What the version changed; nothing for the first one."""
    before = terms.consortium.terms.filter(number=terms.number - 1).first()
    if before is None:
        return []
    found = []
    for section in SECTIONS:
        old, new = (item.sections.get(section.key, "") for item in (before, terms))
        if old != new:
            lines = list(ndiff(old.splitlines(), new.splitlines()))
            found.append(
                ChangedSection(
                    title=section.title,
                    removed=tuple(line[2:] for line in lines if line.startswith("- ")),
                    added=tuple(line[2:] for line in lines if line.startswith("+ ")),
                )
            )
    return found


def sections_of(terms: HeadsOfTerms) -> list[tuple[object, str]]:
    """Title and text of each section that says something."""
    pairs = [(section.title, terms.sections.get(section.key, "")) for section in SECTIONS]
    return [(title, text) for title, text in pairs if text]
