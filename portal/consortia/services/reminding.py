"""Reminds organisations to say again what they declared for the matching, before it counts no
more.
"""

from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from portal.organisations.models import CapacityOffer, DeclaredService, MatchOptIn, Organisation
from portal.organisations.notices import notify_members
from portal.users.enums import NoticeKind
from portal.users.notices import Message

SOON = timedelta(days=7)
LATE = timedelta(days=7)
"""So long after the day a reminder still makes sense; later than that nobody is told anew."""


def remind_of_declarations(*, at: datetime) -> int:
    """Tell the people of each organisation whose declarations grow old: in the week before the
    day, and in the week from it on; once each.

    Who is in no matching is asked for nothing. Returns how many people are told now.
    """
    today = timezone.localdate(at)
    return sum(
        notify_members(
            organisations=Organisation.objects.filter(pk=pk),
            message=_message(pk, day, is_over=day <= today),
            at=at,
        )
        for pk, day in sorted(_due(today))
    )


def _due(today: date) -> set[tuple[int, date]]:
    """Organisations with the days on which something of theirs counts no more."""
    active = Organisation.objects.filter(
        matching_profile__isnull=False, matching_profile__withdrawn_at=None
    )
    span = (today - LATE + timedelta(days=1), today + SOON)
    due = {
        (row.organisation_id, row.expires_date)
        for model in (CapacityOffer, DeclaredService)
        for row in model.objects.filter(organisation__in=active, expires_date__range=span)
    }
    opt_ins = MatchOptIn.objects.filter(organisation__in=active, withdrawn_at=None)
    days = ((row.organisation_id, timezone.localdate(row.expires_at)) for row in opt_ins)
    return due | {(pk, day) for pk, day in days if span[0] <= day <= span[1]}


def _message(pk: int, day: date, *, is_over: bool) -> Message:
    organisation = Organisation.objects.get(pk=pk)
    told = {"name": organisation.name, "day": formats.date_format(day, "j F Y")}
    if is_over:
        subject = _("What %(name)s declared for finding partners is too old")
        text = _(
            "Some of what %(name)s said about its services, its hours or its yes to matching was "
            "said too long ago. Since %(day)s it does not count any more."
        )
    else:
        subject = _("Please say again by %(day)s what %(name)s can give")
        text = _(
            "Some of what %(name)s said about its services, its hours or its yes to matching "
            "counts until %(day)s only."
        )
    ask = _("Open the page and save it again if it is still so. It takes a minute.")
    return Message(
        kind=NoticeKind.BIDDING,
        key=f"declared:{pk}:{day.isoformat()}:{'over' if is_over else 'soon'}",
        subject=subject % told,
        text=f"{text % told}\n\n{ask}",
        path=reverse("matching_edit", args=[organisation.slug]),
        reason=_("you act for an organisation that looks for partners here."),
    )
