"""Tells the host and the visitor of a learning visit what the other one did."""

from datetime import datetime

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.organisations.models import Organisation
from portal.organisations.notices import notify_members
from portal.practices.member_enums import VisitStatus
from portal.practices.models import LearningVisit
from portal.users.enums import NoticeKind
from portal.users.notices import Message, notify


def tell_host(visit: LearningVisit, *, at: datetime) -> None:
    """Say that somebody asks to come, took it back, or wrote what they learned."""
    if visit.feedback:
        subject = _("Your visitors of %(day)s wrote what they learned")
        text = _("Those who came on %(day)s wrote what they learned from you.")
    elif visit.status == VisitStatus.CANCELLED:
        subject = _("The visit on %(day)s is cancelled")
        text = _("Those who asked to come on %(day)s took it back. The places are free again.")
    else:
        subject = _("Somebody asks to visit you on %(day)s")
        text = ngettext(
            "%(people)d person would like to come on %(day)s. Say yes or no soon.",
            "%(people)d people would like to come on %(day)s. Say yes or no soon.",
            visit.people,
        )
    host = Organisation.objects.filter(pk=visit.host.organisation_id)
    reason = _("you act for the host of this visit.")
    message = _message(visit, "host", subject, text, reason)
    notify_members(organisations=host, message=message, at=at, but=visit.visitor)


def tell_visitor(visit: LearningVisit, *, at: datetime) -> None:
    """Say what the host answered."""
    if visit.status == VisitStatus.ACCEPTED:
        subject = _("You can visit %(host)s on %(day)s")
        text = _("%(host)s said yes to your visit on %(day)s. Read what they wrote to you.")
    else:
        subject = _("%(host)s cannot have you on %(day)s")
        text = _("%(host)s said no to your visit on %(day)s. You can ask for another day.")
    message = _message(visit, "visitor", subject, text, _("you asked to visit."))
    notify(people=[visit.visitor], message=message, at=at)


def _message(visit: LearningVisit, side: str, subject: str, text: str, reason: str) -> Message:
    told = {
        "host": visit.host.organisation,
        "day": formats.date_format(visit.first_day, "j F Y"),
        "people": visit.people,
    }
    return Message(
        kind=NoticeKind.VISITS,
        key=f"visit:{visit.pk}:{side}:{visit.status}:{bool(visit.feedback)}",
        subject=subject % told,
        text=text % told,
        path=visit.get_absolute_url(),
        reason=reason,
    )
