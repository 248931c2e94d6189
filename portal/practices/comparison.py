"""Up to four practices side by side, with what differs said in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode, urljoin

from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from portal.common.spreadsheets import csv_lines
from portal.practices.models import PracticePage
from portal.practices.numbers import practice_number
from portal.practices.selectors.facts import CREDITS, FACTS, STORY, Fact, with_facts

MOST = 4
"""More columns than this cannot be read side by side on a common screen."""
MOST_READ = 20
"""Numbers beyond this in one address are nobody's choice; they are not even looked up."""


@dataclass(frozen=True, kw_only=True)
class ComparisonRow:
    """One fact of every practice, in their order, and in words whether they agree."""

    label: str | Promise
    cells: list[str]
    difference: str

    @property
    def agreement(self) -> str:
        """What the page says below the fact's name: a difference is the rule, and shows itself."""
        return "" if self.difference == _("Different") else self.difference


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """The practices that can be compared, the rows, and what was left out of the address."""

    practices: list[PracticePage]
    rows: list[ComparisonRow]
    problems: list[str]

    @property
    def query_string(self) -> str:
        """The address of these practices, to be shared."""
        return comparison_address([practice.pk for practice in self.practices])

    @property
    def columns(self) -> list[tuple[PracticePage, str]]:
        """Each practice with the address of the comparison without it."""
        ids = [practice.pk for practice in self.practices]
        return [
            (practice, comparison_address([pk for pk in ids if pk != practice.pk]))
            for practice in self.practices
        ]


def comparison_address(ids: Sequence[int]) -> str:
    """The part of an address, after its question mark, that names the practices."""
    return urlencode([("p", pk) for pk in ids])


def compare(data: QueryDict) -> Comparison:
    """Compare the practices that `p` names; never raises.

    What cannot be compared is named in `problems`, in the same words whether a practice never
    was, is a draft or is private.
    """
    ids, problems = _numbers(data.getlist("p"))
    visible = with_facts(PracticePage.objects.visible_to_all()).in_bulk(ids)
    practices = [visible[pk] for pk in ids if pk in visible]
    for _missing in range(len(ids) - len(practices)):
        problems.append(_("One practice is not here. It may have been taken down."))
    if len(practices) > MOST:
        words = _("We can compare %(most)d practices at once, so we left out the last %(n)d.")
        problems.append(words % {"most": MOST, "n": len(practices) - MOST})
    practices = practices[:MOST]
    rows = [_row(fact, practices) for fact in (*FACTS, *STORY, *CREDITS)]
    return Comparison(practices=practices, rows=rows, problems=list(dict.fromkeys(problems)))


def comparison_csv(comparison: Comparison, *, site_url: str, at: datetime) -> Iterator[bytes]:
    """The comparison as lines of a CSV file: a column for each practice, a row for each fact."""
    practices = comparison.practices
    day = timezone.localdate(at).isoformat()
    return csv_lines(
        [
            [_("Fact"), *(practice.title for practice in practices), _("Same or different")],
            [_("Web address"), *(urljoin(site_url, practice.url or "/") for practice in practices)],
            *([str(row.label), *row.cells, row.difference] for row in comparison.rows),
            [_("Downloaded on"), *(day for _practice in practices)],
        ]
    )


def _numbers(values: list[str]) -> tuple[list[int], list[str]]:
    problems = [
        _("“%(value)s” is not the number of a practice, so we left it out.")
        % {"value": Truncator(value).chars(40)}
        for value in values[:MOST_READ]
        if practice_number(value) is None
    ]
    numbers = [number for value in values[:MOST_READ] if (number := practice_number(value))]
    ids = list(dict.fromkeys(numbers))
    if len(ids) < len(numbers):
        problems.append(_("You chose the same practice twice, so we show it once."))
    return ids, problems


def _row(fact: Fact, practices: list[PracticePage]) -> ComparisonRow:
    cells = [fact.of(practice) for practice in practices]
    return ComparisonRow(label=fact.label, cells=cells, difference=_difference(cells))


def _difference(cells: list[str]) -> str:
    if len(cells) < 2:  # noqa: PLR2004 - one practice differs from nothing.
        return ""
    if set(cells) == {_("Not stated")}:
        return _("Stated by none")
    return _("Different") if len(set(cells)) > 1 else _("The same")
