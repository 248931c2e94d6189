"""Lets owners say what their organisation mainly does; what gives rights, moderators decide."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log as audit

from portal.organisations.models import Organisation, OrganisationClaim
from portal.organisations.models.claim import ClaimStatus
from portal.organisations.models.organisation import CHECKED_KINDS, OrganisationKind
from portal.organisations.who_may import may_manage_members
from portal.users.models import User


class NotAnOwnerError(PermissionDenied):
    """Only owners say what an organisation is."""


def is_checked(organisation: Organisation, kind: OrganisationKind) -> bool:
    """Whether a moderator decides this change: to or from a commissioner or a network."""
    if kind == organisation.kind:
        return False
    is_network = organisation.network_members.exists()
    return is_network or bool({organisation.kind, kind} & set(CHECKED_KINDS))


@transaction.atomic
def change_kind(
    *, organisation: Organisation, by: User, kind: OrganisationKind, reason: str, at: datetime
) -> OrganisationClaim | None:
    """Call it another kind at once, or ask moderators; the request that they are to answer, if any.

    Asked again for something else, the request changes.

    Raises:
        NotAnOwnerError: the person does not own the organisation.
    """
    row = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if not may_manage_members(by, row):
        raise NotAnOwnerError
    if is_checked(row, kind):
        request, _is_new = OrganisationClaim.objects.update_or_create(
            organisation=row,
            claimant=by,
            status=ClaimStatus.WAITING,
            defaults={"kind": kind.value, "reason": reason, "asked_at": at},
        )
        return request
    if kind != row.kind:
        told = {"kind": kind.value, "was": row.kind}
        row.kind = kind
        row.save(update_fields=["kind"])
        audit(instance=row, action="wagtail.edit", user=by, data=told, timestamp=at)
    return None
