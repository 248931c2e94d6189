"""Makes organisations, takes claims on those that are here, and writes the moderators' answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.log_actions import log as audit
from wagtail.models import ModelLogEntry

from portal.organisations.identifiers import IdentifierScheme
from portal.organisations.joining.telling import tell_claimant, tell_owners
from portal.organisations.models import Area, Membership, Organisation, OrganisationClaim
from portal.organisations.models.claim import ClaimStatus
from portal.organisations.models.membership import MembershipRole
from portal.organisations.models.organisation import OrganisationKind
from portal.organisations.numbers.services import keep_numbers
from portal.organisations.who_may import may_decide_claims
from portal.users.models import User

MOST_IN_A_DAY = 5
"""Organisations that one person makes, and claims that one person sends, in a day."""
_CREATED = "wagtail.create"
_NOT_COLUMNS = {"area", "numbers"}


class JoiningError(Exception):
    """An organisation cannot be made or claimed as asked."""


class NameTakenError(JoiningError):
    """Another organisation has this name."""


class TooManyError(JoiningError):
    """Enough for this day."""


class AlreadyMemberError(JoiningError):
    """The person acts for it already."""


class AlreadyAnsweredError(JoiningError):
    """Another moderator was faster; the first answer stands."""


class NotAModeratorError(JoiningError, PermissionDenied):
    """Only moderators answer claims."""


class OwnClaimError(JoiningError):
    """Nobody answers their own claim."""


@dataclass(frozen=True, kw_only=True)
class NewOrganisation:
    """What somebody says of an organisation that is not here yet."""

    name: str
    kind: str
    legal_form: str = ""
    size_band: str = ""
    description: str = ""
    area: Area | None = None
    numbers: Mapping[IdentifierScheme, str] = field(default_factory=dict)
    """In public registers, in their standard form."""


@transaction.atomic
def create_organisation(*, new: NewOrganisation, by: User, at: datetime) -> Organisation:
    """Make the organisation, with the person who says so as its owner.

    A commissioner has no owner until moderators approve a claim on it: whoever acts for one
    speaks as a commissioner, and nobody gains that unread.

    Raises:
        NameTakenError: one with this name is here, in whatever capitals.
        NumberTakenError: one with one of the numbers is here.
        TooManyError: the person made enough today.
    """
    # One request at a time for each person, so that two cannot pass the limit together.
    User.objects.select_for_update().get(pk=by.pk)
    if _made_since(by, at - timedelta(days=1)) >= MOST_IN_A_DAY:
        raise TooManyError
    if Organisation.objects.filter(name__iexact=new.name).exists():
        raise NameTakenError
    fields = {name: value for name, value in vars(new).items() if name not in _NOT_COLUMNS}
    try:
        with transaction.atomic():
            organisation: Organisation = Organisation.objects.create(
                slug=_free_slug(new.name), **fields
            )
    except IntegrityError as error:
        raise NameTakenError from error
    if new.area is not None:
        organisation.areas.add(new.area)
    keep_numbers(organisation, new.numbers, today=timezone.localdate(at))
    if new.kind != OrganisationKind.COMMISSIONER:
        Membership.objects.create(user=by, organisation=organisation, role=MembershipRole.OWNER)
    audit(instance=organisation, action=_CREATED, user=by, timestamp=at)
    return organisation


@transaction.atomic
def claim_organisation(
    *, organisation: Organisation, by: User, reason: str, at: datetime
) -> OrganisationClaim:
    """Ask moderators to let the person act for the organisation; asking twice is one claim.

    Raises:
        AlreadyMemberError: they act for it already.
        TooManyError: they asked for enough today.
    """
    User.objects.select_for_update().get(pk=by.pk)
    if Membership.objects.filter(user=by, organisation=organisation).exists():
        raise AlreadyMemberError
    mine = OrganisationClaim.objects.filter(claimant=by)
    waiting = mine.filter(organisation=organisation, status=ClaimStatus.WAITING).first()
    if waiting is not None:
        return waiting
    if mine.filter(asked_at__gt=at - timedelta(days=1)).count() >= MOST_IN_A_DAY:
        raise TooManyError
    return OrganisationClaim.objects.create(
        organisation=organisation, claimant=by, reason=reason, asked_at=at
    )


@transaction.atomic
def decide_claim(
    *, claim: OrganisationClaim, by: User, is_approved: bool, answer: str, at: datetime
) -> OrganisationClaim:
    """Write the answer down, carry it out and mail it.

    Raises:
        NotAModeratorError: `by` may not answer claims.
        OwnClaimError: the person who answers is the one who asked.
        AlreadyAnsweredError: the first answer stands.
    """
    if not may_decide_claims(by):
        raise NotAModeratorError
    locked = OrganisationClaim.objects.select_for_update().get(pk=claim.pk)
    if locked.claimant_id == by.pk:
        raise OwnClaimError
    if locked.status != ClaimStatus.WAITING:
        raise AlreadyAnsweredError
    locked.status = ClaimStatus.APPROVED if is_approved else ClaimStatus.REFUSED
    locked.answer, locked.decided_by, locked.decided_at = answer, by, at
    locked.save(update_fields=["status", "answer", "decided_by", "decided_at"])
    if is_approved:
        (_call_it if locked.kind else _let_in)(locked, by=by, at=at)
    tell_claimant(locked, at=at)
    return locked


def _let_in(claim: OrganisationClaim, *, by: User, at: datetime) -> None:
    """Make the claimant a member, an owner where there is none, and tell the owners there are."""
    organisation = claim.organisation
    members = Membership.objects.filter(organisation=organisation)
    owners = members.filter(role=MembershipRole.OWNER, user__is_active=True)
    tell_owners(claim, at=at)
    role = MembershipRole.EDITOR if owners.exists() else MembershipRole.OWNER
    members.get_or_create(user=claim.claimant, organisation=organisation, defaults={"role": role})
    told = {"colleagues": "approved a claim"}
    audit(instance=organisation, action="wagtail.edit", user=by, data=told, timestamp=at)


def _call_it(claim: OrganisationClaim, *, by: User, at: datetime) -> None:
    """Change what the organisation is."""
    organisation = claim.organisation
    told = {"kind": claim.kind, "was": organisation.kind}
    organisation.kind = claim.kind
    organisation.save(update_fields=["kind"])
    audit(instance=organisation, action="wagtail.edit", user=by, data=told, timestamp=at)


def _made_since(user: User, since: datetime) -> int:
    content_type = ContentType.objects.get_for_model(Organisation)
    made: int = ModelLogEntry.objects.filter(
        user=user, action=_CREATED, content_type=content_type, timestamp__gt=since
    ).count()
    return made


def _free_slug(name: str) -> str:
    """A short name that nobody has; a name without Latin letters gets a plain one."""
    stem = slugify(name)[:90] or "organisation"
    taken = set(Organisation.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    number = 2
    slug = stem
    while slug in taken:
        slug, number = f"{stem}-{number}", number + 1
    return slug
