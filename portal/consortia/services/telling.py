"""Tells organisations that a tender could use what they offer; nobody learns who else is there."""

from datetime import datetime

from django.utils.translation import gettext as _

from portal.consortia.enums import ConsentState
from portal.consortia.material import Outline, change_between, outline_of
from portal.consortia.models import MatchRun, ProposedMember, Seat
from portal.consortia.nights import next_full_hour
from portal.consortia.timeline import timeline_for
from portal.organisations.models import Organisation
from portal.organisations.notices import notify_members
from portal.tenders.models import Tender
from portal.users.enums import NoticeKind
from portal.users.notices import Message


def tell_of_suggestion(*, run: MatchRun, before: Outline, at: datetime) -> int:
    """Tell those in the first team of a new matching, where it differs from the one before in
    something that matters; return how many people are told now.

    Who is new in it hears of the tender; who stays hears that something changed, and neither what
    nor through whom. Who left hears nothing. Who answered for this tender already is not asked
    again, and nobody is where a new consortium would come too late. All are told at the next full
    hour: the minute would tell how long the solver took, and of whose change.
    """
    change = change_between(before, outline_of(run))
    timeline = timeline_for(run.tender, at=at)
    is_late = timeline is not None and timeline.is_too_late
    if not change.is_material or is_late or not run.tender.is_open_to_competition_at(at):
        return 0
    answered = _answered(run.tender)
    return sum(
        notify_members(
            organisations=Organisation.objects.filter(pk__in=members - answered),
            message=message,
            at=next_full_hour(at),
            # Whoever asked for the matching looks at the page anyway.
            but=run.requested_by,
        )
        for members, message in (
            (change.joined, _message(run, "new")),
            (change.stayed, _message(run, "changed")),
        )
    )


def _answered(tender: Tender) -> set[int]:
    """Organisations that said yes or no to a team for the tender, in whatever matching."""
    members = ProposedMember.objects.filter(proposal__run__tender=tender)
    said = members.exclude(consent=ConsentState.SUGGESTED).values_list("organisation", flat=True)
    seats = Seat.objects.filter(consortium__tender=tender).values_list("organisation", flat=True)
    return {*said, *seats}


def _message(run: MatchRun, news: str) -> Message:
    told = {"tender": run.tender.title}
    if news == "new":
        subject = _("A tender could use what you offer: %(tender)s")
        text = _(
            "The tender “%(tender)s” asks for something that your organisation declares, and you "
            "could be part of a team for it. Look at the roles, then say whether you are "
            "interested. Nobody is told your name unless you say yes."
        )
    else:
        subject = _("A suggested team has changed: %(tender)s")
        text = _(
            "The team that we suggest to you for “%(tender)s” has changed since we last told you. "
            "Look at the roles again, then say whether you are interested. Nobody is told your "
            "name unless you say yes."
        )
    return Message(
        kind=NoticeKind.SUGGESTIONS,
        key=f"suggestion:{run.pk}:{news}",
        subject=subject % told,
        text=text % told,
        path=run.get_absolute_url(),
        reason=_("you act for an organisation that looks for partners here."),
    )
