"""Says in plain words what the matching core answers in keys."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.consortia.matching.counterfactual import Loss
from portal.consortia.matching.explain import MemberReasons, Missing
from portal.consortia.matching.partners import Contribution
from portal.consortia.matching.problem import Cell, Problem
from portal.consortia.matching.team import Gap, GapKind, Status
from portal.consortia.models import ProposalGap
from portal.consortia.role_cards import told_apart
from portal.consortia.selectors import gap_sentence
from portal.organisations.models import Area, Organisation, ServiceType


@dataclass(frozen=True, kw_only=True)
class Names:
    """The rows behind the keys of one problem."""

    services: dict[str, ServiceType]
    areas: dict[str, Area]
    organisations: dict[str, Organisation]
    cells: dict[str, Cell]

    def cell(self, cell: Cell) -> str:
        """A cell as “Home care in Bury”."""
        area = self.areas[cell.area] if cell.area else _("every area")
        return _("%(service)s in %(area)s") % {
            "service": self.services[cell.capability].name,
            "area": area,
        }

    def each_cell(self, cells: Iterable[Cell]) -> list[str]:
        """Each cell, with its lot before it where another lot asks for the same."""
        listed = list(cells)
        return told_apart([self.cell(cell) for cell in listed], [int(cell.lot) for cell in listed])

    def cells_in_a_row(self, cells: tuple[Cell, ...]) -> str:
        """Cells inside a sentence, separated by commas."""
        found = [self.cell(cell) for cell in cells]
        # Two lots may ask for the same.
        return ", ".join(dict.fromkeys(text[0].lower() + text[1:] for text in found))


def names_for(problem: Problem) -> Names:
    """Load the rows whose ids are the problem's keys: three queries."""
    services = {int(cell.capability) for cell in problem.cells}
    areas = {int(cell.area) for cell in problem.cells if cell.area}
    organisations = {int(provider.key) for provider in problem.providers}
    return Names(
        services={str(key): row for key, row in ServiceType.objects.in_bulk(services).items()},
        areas={str(key): row for key, row in Area.objects.in_bulk(areas).items()},
        organisations={
            str(row.pk): row for row in Organisation.objects.filter(pk__in=organisations)
        },
        cells={cell.key: cell for cell in problem.cells},
    )


def gap_words(names: Names, gap: Missing) -> str:
    """What is missing, in the same words as on the page."""
    return gap_sentence(
        ProposalGap(
            kind=gap.kind.value,
            service_type=names.services[gap.cell.capability] if gap.cell else None,
            area=names.areas[gap.cell.area] if gap.cell and gap.cell.area else None,
            hours=gap.hours,
            nobody_can=gap.nobody_can,
        ),
        shows_figures=True,
    )


def member_words(names: Names, reasons: MemberReasons, *, has_ties: bool) -> list[str]:
    """Why a member is in the team, each line read from the certificate."""
    found = []
    if reasons.only_cells:
        found.append(
            _("Nobody else in this team declares %(cells)s.")
            % {"cells": names.cells_in_a_row(reasons.only_cells)}
        )
    if reasons.backup_cells:
        found.append(
            _("It could also stand in for %(cells)s.")
            % {"cells": names.cells_in_a_row(reasons.backup_cells)}
        )
    if has_ties:
        found.append(_("It has worked with another member before, as both confirm."))
    else:
        found.append(_("It is chosen from what it declares alone: no earlier tie counts."))
    return found


def loss_words(names: Names, loss: Loss) -> str:
    """What the best team would lose without the member, and how sure that is."""
    if loss.status is Status.INFEASIBLE:
        return _("Without it no team is possible.")
    if loss.status is not Status.OPTIMAL:
        return _("What would be lost without it could not be proven in the time allowed.")
    if loss.new_gaps:
        # Two lots may ask for the same.
        gaps = "; ".join(dict.fromkeys(_short_gap(names, gap) for gap in loss.new_gaps))
        return _("Without it the best team would lack: %(gaps)s.") % {"gaps": gaps}
    if loss.quality > 0:
        return ngettext(
            "Without it the best team would be %(count)s point worse.",
            "Without it the best team would be %(count)s points worse.",
            loss.quality,
        ) % {"count": loss.quality}
    return _("Another team without it would be just as good.")


def _short_gap(names: Names, gap: Gap) -> str:
    if gap.kind is GapKind.CELL:
        return names.cells_in_a_row((names.cells[gap.cell],))
    if gap.kind is GapKind.HOURS:
        return _("%(count)s hours a week") % {"count": gap.hours}
    if gap.kind is GapKind.LEAD:
        return _("somebody to lead")
    return str(names.areas.get(gap.area, gap.area))


def contribution_words(names: Names, found: Contribution) -> list[str]:
    """Why a provider would help, most telling first; each line is a declared or confirmed fact."""
    lines = [
        text % {"cells": names.cells_in_a_row(cells)}
        for text, cells in (
            (_("It brings what nobody has yet: %(cells)s."), found.fills),
            (_("It is rated higher for %(cells)s."), found.betters),
            (_("It could stand in for %(cells)s."), found.backs_up),
        )
        if cells
    ]
    if found.is_needed_lead:
        lines.append(_("It would lead the bid, which nobody yet agreed to."))
    if found.weekly_hours:
        lines.append(
            _("It could give up to %(hours)s of the hours a week that are missing.")
            % {"hours": found.weekly_hours}
        )
    if found.ties:
        lines.append(_("It has worked with a member before, as both confirm."))
    if found.shared_ties:
        lines.append(_("It and a member have both worked with the same others before."))
    if not found.closeness:
        lines.append(_("It is recommended from what it declares alone."))
    return lines
