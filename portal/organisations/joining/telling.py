"""Tells somebody what moderators answered to their claim, and the owners who was let in."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.organisations.models import OrganisationClaim
from portal.organisations.models.claim import ClaimStatus
from portal.organisations.models.membership import MembershipRole
from portal.users.enums import NoticeKind
from portal.users.models import User
from portal.users.notices import Message, notify


def tell_claimant(claim: OrganisationClaim, *, at: datetime) -> None:
    """Say yes or no, in the moderator's own words, and what to do next.

    Call it in the transaction that writes the answer.
    """
    told = {
        "organisation": claim.organisation,
        "kind": claim.get_kind_display(),
        "answer": claim.answer,
    }
    is_approved = claim.status == ClaimStatus.APPROVED
    subject, asked, then = (_about_kind if claim.kind else _about_membership)(
        is_approved=is_approved
    )
    said = _("A moderator said yes.") if is_approved else _("A moderator could not say yes.")
    words = _("In their words: %(answer)s") % told
    message = Message(
        kind=NoticeKind.RESULTS,
        key=f"claim:{claim.pk}",
        subject=subject % told,
        text="\n\n".join([f"{asked % told} {said}", words, then]),
        path=reverse("account_home"),
        reason=_("you asked the moderators for something."),
    )
    notify(people=[claim.claimant], message=message, at=at)


def tell_owners(claim: OrganisationClaim, *, at: datetime) -> None:
    """Say who acts for the organisation too now, so that an owner can object.

    Call it before the claimant is one of them, in the transaction that lets them in.
    """
    told = {
        "organisation": claim.organisation,
        "name": claim.claimant.get_full_name() or _("Somebody"),
    }
    owners = User.objects.filter(
        is_active=True,
        memberships__organisation=claim.organisation,
        memberships__role=MembershipRole.OWNER,
    )
    message = Message(
        kind=NoticeKind.MEMBERS,
        key=f"let-in:{claim.pk}",
        subject=_("Somebody joined you at %(organisation)s") % told,
        text="\n\n".join(
            [
                _(
                    "%(name)s asked to act for %(organisation)s on Common Practice. A moderator "
                    "said yes."
                )
                % told,
                _("The page shows who acts for it. You can remove somebody who does not."),
            ]
        ),
        path=reverse("colleague_list", args=[claim.organisation.slug]),
        reason=_("you own this organisation here."),
    )
    notify(people=owners.exclude(pk=claim.claimant_id).distinct(), message=message, at=at)


def _about_membership(*, is_approved: bool) -> tuple[str, str, str]:
    """Subject, what was asked for, and what to do next."""
    asked = _("You asked to act for %(organisation)s on Common Practice.")
    if is_approved:
        then = _("Your account shows what you can do now.")
        return _("You can now act for %(organisation)s"), asked, then
    then = _(
        "You can ask again when something has changed, or ask a colleague who acts for it to "
        "invite you."
    )
    return _("About your request to act for %(organisation)s"), asked, then


def _about_kind(*, is_approved: bool) -> tuple[str, str, str]:
    """Subject, what was asked for, and what to do next."""
    asked = _("You asked to list %(organisation)s on Common Practice as: %(kind)s.")
    if is_approved:
        then = _("Everybody sees it on its page.")
        return _("%(organisation)s is now listed as: %(kind)s"), asked, then
    then = _("You can ask again when something has changed.")
    return _("About what %(organisation)s mainly does"), asked, then
