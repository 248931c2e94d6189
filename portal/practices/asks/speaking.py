"""Who speaks for an ask or offer: its poster, and for an organisation those who act for it."""

from portal.organisations.models import Membership
from portal.organisations.models.membership import MembershipRole
from portal.practices.models import AskOrOffer
from portal.users.models import User


def is_of(ask: AskOrOffer, user: User) -> bool:
    """Whether the person may take it off the list: who posted it for themselves, and for an
    organisation everybody who acts for it now.
    """
    if ask.organisation_id is None:
        return ask.posted_by_id == user.pk
    return user.memberships.filter(organisation=ask.organisation_id).exists()


def speaker_of(ask: AskOrOffer) -> User:
    """The one person who reads what is answered: who posted it, while they act for its
    organisation; then its first owner, or else its first editor.
    """
    if ask.organisation_id is None:
        return ask.posted_by
    acting = Membership.objects.filter(organisation=ask.organisation_id, user__is_active=True)
    rows = list(acting.select_related("user").order_by("pk"))
    rows.sort(key=lambda row: (row.user_id != ask.posted_by_id, row.role != MembershipRole.OWNER))
    return rows[0].user if rows else ask.posted_by
