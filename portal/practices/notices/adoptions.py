"""Tells each side of an adoption what the other one put on record."""

from datetime import datetime

from django.utils.translation import gettext as _

from portal.organisations.models import Organisation
from portal.organisations.notices import notify_members
from portal.practices.enums import Confirmation
from portal.practices.models import Adoption
from portal.practices.selectors.authors import authors_of
from portal.users.enums import NoticeKind
from portal.users.models import User
from portal.users.notices import Message


def tell_authors(adoption: Adoption, *, by: User, at: datetime) -> None:
    """Ask those whose practice it is to confirm what was declared, or to dispute it."""
    told = {"name": adoption.organisation, "title": adoption.practice.title}
    message = Message(
        kind=NoticeKind.ADOPTIONS,
        key=f"adoption:{adoption.pk}:{at.isoformat()}",
        subject=_("%(name)s takes up “%(title)s”") % told,
        text=_(
            "%(name)s put on record what it does with “%(title)s”. Everybody can read it. Is it "
            "so? Confirm it, or say what is not right."
        )
        % told,
        path=adoption.get_absolute_url(),
        reason=_("you act for an organisation whose practice this is."),
    )
    authors = authors_of(adoption.practice)
    notify_members(organisations=authors, message=message, at=at, but=by)


def tell_authors_of_withdrawal(adoption: Adoption, *, by: User, at: datetime) -> None:
    """Say that what was declared counts no more."""
    told = {"name": adoption.organisation, "title": adoption.practice.title}
    message = Message(
        kind=NoticeKind.ADOPTIONS,
        key=f"adoption-withdrawn:{adoption.pk}:{at.isoformat()}",
        subject=_("%(name)s took back that it takes up “%(title)s”") % told,
        text=_(
            "%(name)s had put on record what it does with “%(title)s”, and says now that this was "
            "a mistake. Nobody reads it any more, and the practice does not count it. There is "
            "nothing for you to do."
        )
        % told,
        path=adoption.practice.url or "/",
        reason=_("you act for an organisation whose practice this is."),
    )
    authors = authors_of(adoption.practice)
    notify_members(organisations=authors, message=message, at=at, but=by)


def tell_adopter(adoption: Adoption, *, by: User, at: datetime) -> None:
    """Say what those whose practice it is answered."""
    is_disputed = adoption.confirmation == Confirmation.DISPUTED
    told = {"title": adoption.practice.title, "dispute": adoption.dispute}
    message = Message(
        kind=NoticeKind.ADOPTIONS,
        key=f"adoption-answer:{adoption.pk}:{at.isoformat()}",
        subject=(
            _("What you declared about “%(title)s” is disputed")
            if is_disputed
            else _("What you declared about “%(title)s” is confirmed")
        )
        % told,
        text=(
            _("Those whose practice “%(title)s” is say that something is not right: %(dispute)s")
            if is_disputed
            else _("Those whose practice “%(title)s” is confirmed what you put on record.")
        )
        % told,
        path=adoption.get_absolute_url(),
        reason=_("you act for the organisation that declared it."),
    )
    adopter = Organisation.objects.filter(pk=adoption.organisation_id)
    notify_members(organisations=adopter, message=message, at=at, but=by)
