"""Says what a member would do without saying who it is."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from portal.consortia.models import CoveredService, ProposedMember


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
    roles += [
        _("%(service)s in %(area)s")
        % {"service": item.service_type.name, "area": item.area or _("every area")}
        for item in covered
        if not item.is_backup
    ]
    return tuple(roles or [_("Stands ready to help")])
