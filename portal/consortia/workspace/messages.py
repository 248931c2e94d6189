"""Tells those who act for seats what waits for them; no mail names another organisation."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.consortia.models import Consortium, Seat
from portal.organisations.models import Organisation
from portal.organisations.notices import notify_members
from portal.users.enums import NoticeKind
from portal.users.models import User
from portal.users.notices import Message


class News(StrEnum):
    """What is told."""

    ASKED = "asked"
    INTRODUCED = "introduced"
    INVITED = "invited"
    PLACE_FREE = "place-free"
    QUORUM = "quorum"
    TERMS = "terms"
    NOTICE = "notice"
    ENDED = "ended"


def tell(
    consortium: Consortium,
    seats: Iterable[Seat],
    *,
    news: News,
    at: datetime,
    by: User | None = None,
    about: object = "",
) -> None:
    """Mail those who act for these seats, once a day for each kind of news; `by` knows already.

    Args:
        consortium: whose news it is.
        seats: whom to tell.
        news: what is told.
        at: now.
        by: who pressed the button.
        about: what tells this news from others of its kind on the same day.
    """
    told = {"tender": consortium.tender.title}
    day = timezone.localdate(at).isoformat()
    message = Message(
        kind=NoticeKind.BIDDING,
        key=f"consortium:{consortium.pk}:{news}:{about}:{day}",
        subject=_subjects()[news] % told,
        text=_texts()[news] % told,
        path=consortium.get_absolute_url(),
        reason=_("you act for an organisation that this bid could need."),
    )
    organisations = Organisation.objects.filter(pk__in=[seat.organisation_id for seat in seats])
    notify_members(organisations=organisations, message=message, at=at, but=by)


def _subjects() -> dict[News, str]:
    return {
        News.ASKED: _("Partners are wanted: %(tender)s"),
        News.INTRODUCED: _("Meet your partners: %(tender)s"),
        News.INVITED: _("You are invited to bid together: %(tender)s"),
        News.PLACE_FREE: _("A place is free again: %(tender)s"),
        News.QUORUM: _("Everybody needed is in: %(tender)s"),
        News.TERMS: _("New heads of terms to sign: %(tender)s"),
        News.NOTICE: _("A partner's service will end: %(tender)s"),
        News.ENDED: _("A consortium was given up: %(tender)s"),
    }


def _texts() -> dict[News, str]:
    return {
        News.ASKED: _(
            "Somebody would like to bid for “%(tender)s” together with others, and what you do is "
            "needed. Look at the roles, then say whether you are interested. Nobody is told your "
            "name unless you say yes."
        ),
        News.INTRODUCED: _(
            "Another organisation said yes to bidding for “%(tender)s” with you. You can see each "
            "other's names now. Next, agree to keep what you tell each other to yourselves."
        ),
        News.INVITED: _(
            "You are invited to bid for “%(tender)s” together. Read who is in it, then accept or "
            "decline. You need no reason to decline."
        ),
        News.PLACE_FREE: _(
            "A partner left the team for “%(tender)s”. We are looking for somebody in its place. "
            "What you agreed so far has to be agreed again once everybody is in."
        ),
        News.QUORUM: _(
            "Everybody who is needed for “%(tender)s” is in. Next, answer the competition-law "
            "checklist before you agree on anything."
        ),
        News.TERMS: _("A new version of the heads of terms for “%(tender)s” waits for you."),
        News.NOTICE: _(
            "A partner in the team for “%(tender)s” says that a service will end. Could you take "
            "it on?"
        ),
        News.ENDED: _("The team for “%(tender)s” was given up. You have nothing more to do."),
    }
