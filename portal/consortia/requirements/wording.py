"""Requirements in words, each with the words of the notice that it rests on."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from portal.consortia.constraints import is_tested
from portal.consortia.models import TenderRequirement
from portal.consortia.requirement_kinds import RequirementKind, SourceKind


@dataclass(frozen=True, kw_only=True)
class RequirementView:
    """One requirement as people read it."""

    requirement: TenderRequirement
    sentence: str
    lot: str
    quote: str
    source: str
    note: str
    """Why the matching cannot hold anybody to it; empty where it does."""
    decided: str = ""
    """Who decided it and when, as the reader may know; empty where nobody did."""
    can_change: bool = False


def requirement_view(row: TenderRequirement) -> RequirementView:
    """The requirement with its source and what the matching makes of it."""
    return RequirementView(
        requirement=row,
        sentence=requirement_sentence(row),
        lot=str(row.lot) if row.lot else _("Every lot"),
        quote=row.quote,
        source=_source(row),
        note="" if is_tested(row) else _note(row),
    )


def requirement_sentence(row: TenderRequirement) -> str:
    """What is asked for, such as “At least 300 hours a week”."""
    amount = number_format(row.amount or 0, use_l10n=True, force_grouping=True)
    values = {"amount": amount, "rating": row.get_rating_display(), "area": row.area}
    values["service"] = str(row.service_type) if row.service_type else _("every service")
    return _sentences()[RequirementKind(row.kind)] % values


def _sentences() -> dict[RequirementKind, str]:
    return {
        RequirementKind.CAPABILITY: _("The service %(service)s"),
        RequirementKind.REGISTRATION: _(
            "Registration with the Care Quality Commission for %(service)s"
        ),
        RequirementKind.RATING: _("A rating of %(rating)s or better for %(service)s"),
        RequirementKind.HOURS: _("At least %(amount)s hours a week"),
        RequirementKind.TURNOVER: _("A yearly turnover of at least £%(amount)s"),
        RequirementKind.INSURANCE: _("Insurance for at least £%(amount)s"),
        RequirementKind.EXPERIENCE: _("At least %(amount)s years of experience"),
        RequirementKind.AREA: _("Somebody who works in %(area)s"),
    }


def _source(row: TenderRequirement) -> str:
    if row.source_kind == SourceKind.QUOTE:
        return _("The notice, field %(path)s, characters %(start)s to %(end)s") % {
            "path": row.source_path,
            "start": row.quote_start,
            "end": row.quote_end,
        }
    if row.source_kind == SourceKind.FIELD:
        return _("The notice, field %(path)s") % {"path": row.source_path}
    return _("Written by somebody who looked for partners")


def _note(row: TenderRequirement) -> str:
    if row.kind == RequirementKind.TURNOVER:
        return _(
            "The notice does not say whose turnover it tests, so nobody is left out for it. Ask "
            "the buyer."
        )
    return _("Nobody declares this here, so nobody is left out for it. Ask your partners.")
