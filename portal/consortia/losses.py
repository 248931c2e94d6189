"""Says what the best team would lose without a member, to each reader no more than it may know."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.consortia.enums import GapKind, Loss
from portal.consortia.models import LostPart, ProposedMember


def loss_sentence(member: ProposedMember, *, shows_figures: bool) -> str:
    """The claim in words; empty where it was not worked out.

    Hours and points would give away what others declare, also where they are of the reader's own
    organisation: they say how much the best of the others bring. So they take ``shows_figures``.
    """
    if not member.loss:
        return ""
    loss = Loss(member.loss)
    if loss is Loss.GAPS:
        lines = [_part(part, shows_figures=shows_figures) for part in _parts(member)]
        # Two lots may ask for the same.
        parts = "; ".join(dict.fromkeys(lines))
        return _("Without it the best team would lack: %(parts)s.") % {"parts": parts}
    if loss is Loss.QUALITY and shows_figures:
        return ngettext(
            "Without it the best team would be %(count)s point weaker.",
            "Without it the best team would be %(count)s points weaker.",
            member.loss_points,
        ) % {"count": member.loss_points}
    return str(loss.label)


def _parts(member: ProposedMember) -> list[LostPart]:
    return sorted(member.lost_parts.all(), key=lambda part: part.pk)


def _part(part: LostPart, *, shows_figures: bool) -> str:
    if part.kind == GapKind.LEAD:
        return _("somebody to lead")
    if part.kind == GapKind.HOURS:
        if not shows_figures:
            return _("enough hours a week")
        return _("%(count)s hours a week") % {"count": part.hours}
    area = part.area or _("every area")
    if part.service_type is None:
        return _("work in %(area)s") % {"area": area}
    service = part.service_type.name.lower()
    return _("%(service)s in %(area)s") % {"service": service, "area": area}
