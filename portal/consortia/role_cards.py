"""Says what a member would do without saying who it is."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from portal.consortia.models import CoveredService, ProposedMember
from portal.tenders.models import Lot


def role_in_words(covered: Iterable[CoveredService]) -> str:
    """A provider by what it does and where, such as “A provider of home care in Bury”."""
    main = [item for item in covered if not item.is_backup] or list(covered)
    services = " and ".join(sorted({item.service_type.name.lower() for item in main}))
    places = ", ".join(sorted({item.area.name for item in main if item.area}))
    if not services:
        return _("A provider")
    if not places:
        return _("A provider of %(services)s") % {"services": services}
    return _("A provider of %(services)s in %(places)s") % {"services": services, "places": places}


def roles_of(member: ProposedMember, covered: Iterable[CoveredService]) -> tuple[str, ...]:
    """What a member would do, a line each."""
    roles = [_("Leads the bid")] if member.is_lead else []
    main = [item for item in covered if not item.is_backup]
    values = [
        {"service": item.service_type.name, "area": item.area or _("every area")} for item in main
    ]
    lines = [_("%(service)s in %(area)s") % each for each in values]
    roles += told_apart(lines, [item.lot_id for item in main])
    return tuple(roles or [_("Stands ready to help")])


def told_apart(lines: Sequence[str], lot_ids: Sequence[int | None]) -> list[str]:
    """Each line; with the number of its lot before it where another lot has the same line."""
    lots_of: dict[str, set[int | None]] = {}
    for line, lot_id in zip(lines, lot_ids, strict=True):
        lots_of.setdefault(line, set()).add(lot_id)
    wanted = {pk for pks in lots_of.values() if len(pks) > 1 for pk in pks if pk is not None}
    numbers = dict(Lot.objects.filter(pk__in=wanted).values_list("pk", "lot_id")) if wanted else {}
    return [
        _("Lot %(number)s: %(line)s") % {"number": numbers[lot_id], "line": line}
        if len(lots_of[line]) > 1 and lot_id in numbers
        else line
        for line, lot_id in zip(lines, lot_ids, strict=True)
    ]
