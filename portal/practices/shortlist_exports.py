"""A shortlist to keep: as a spreadsheet, and as a PDF that screen readers can find their way in."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from portal.common.spreadsheets import csv_lines
from portal.common.tagged_pdf import tagged_pdf
from portal.practices.models import PracticePage
from portal.practices.selectors.facts import CREDITS, FACTS, STORY
from portal.practices.selectors.shortlist import ShortlistItem

TEMPLATE = Path(__file__).parent / "print" / "shortlist.typ"


def shortlist_csv(
    items: Sequence[ShortlistItem], *, site_url: str, at: datetime
) -> Iterator[bytes]:
    """The shortlist as lines of a CSV file, a row for each practice."""
    facts = (*FACTS, *CREDITS)
    day = timezone.localdate(at).isoformat()
    header = [
        *(_("Title"), _("Your note"), _("Added on"), _("Summary"), _("Web address")),
        *(str(fact.label) for fact in facts),
        _("Downloaded on"),
    ]
    rows = (
        [
            _title(item.practice),
            item.entry.note,
            timezone.localdate(item.entry.added_at).isoformat(),
            item.practice.summary if item.practice else "",
            urljoin(site_url, item.practice.url or "/") if item.practice else "",
            *(fact.of(item.practice) if item.practice else "" for fact in facts),
            day,
        ]
        for item in items
    )
    return csv_lines([header, *rows])


def shortlist_pdf(items: Sequence[ShortlistItem], *, site_url: str, at: datetime) -> bytes:
    """The shortlist as a tagged PDF: a heading for each practice, its facts as a list of terms."""
    day = formats.date_format(timezone.localdate(at), "j F Y")
    content = {
        "title": _("Shortlist of practices"),
        "made": _("Made with Common Practice on %(day)s.") % {"day": day},
        "empty": _("There is nothing on this shortlist yet."),
        "entries": [_printed(item, site_url) for item in items],
    }
    return tagged_pdf(TEMPLATE, content, at=at)


def _printed(item: ShortlistItem, site_url: str) -> dict[str, Any]:
    note = [[_("Your note"), item.entry.note]] if item.entry.note else []
    practice = item.practice
    if practice is None:
        return {"title": _title(None), "summary": "", "url": "", "facts": note}
    return {
        "title": practice.title,
        "summary": practice.summary,
        "url": urljoin(site_url, practice.url or "/"),
        "facts": [
            *note,
            *([str(fact.label), fact.of(practice)] for fact in (*FACTS, *STORY, *CREDITS)),
        ],
    }


def _title(practice: PracticePage | None) -> str:
    return practice.title if practice else _("A practice that is no longer public")
