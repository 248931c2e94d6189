"""Declares, answers, withdraws and adds to adoptions: each side speaks for its own organisation."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import log as audit

from portal.organisations.models import Area, Organisation
from portal.organisations.who_may import NotAMemberError, require_member
from portal.practices.enums import AdoptionStatus, Confirmation, StopReason
from portal.practices.models import Adoption, AdoptionResult, AdoptionStep, PracticePage
from portal.practices.models.adoption_history import COPIED, AdoptionStepKind
from portal.practices.notices.adoptions import (
    tell_adopter,
    tell_authors,
    tell_authors_of_withdrawal,
)
from portal.practices.selectors.authors import authors_of
from portal.users.models import User


class AdoptionError(Exception):
    """An adoption cannot be written down as asked."""


class OwnPracticeError(AdoptionError):
    """The organisation leads the practice or said that it is a partner in it."""


class HiddenWordsError(AdoptionError):
    """Moderators hid exactly these words of the organisation."""


class NotOfferedError(AdoptionError):
    """The practice is hidden or archived."""


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """What an organisation says it does; dates are partial dates, and empty where unknown."""

    status: AdoptionStatus
    area: Area | None = None
    started: str = ""
    stopped: str = ""
    stop_reason: StopReason | str = ""
    what_changed: str = ""

    def as_fields(self) -> dict[str, object]:
        """Columns of `Adoption` by name."""
        return {**asdict(self), "area": self.area}


@transaction.atomic
def declare_adoption(
    *,
    practice: PracticePage,
    organisation: Organisation,
    by: User,
    declaration: Declaration,
    at: datetime,
) -> Adoption:
    """Write down what the organisation does with the practice; a later word replaces an earlier.

    An answer of the author stands as long as what was declared stays the same, and is asked for
    again when it changes.

    Raises:
        NotAMemberError: `by` does not act for the organisation.
        OwnPracticeError: it is the organisation's own practice.
        NotOfferedError: nobody may take up the practice now.
    """
    require_member(by, organisation)
    if not PracticePage.objects.offered().filter(pk=practice.pk).exists():
        raise NotOfferedError
    if authors_of(practice).filter(pk=organisation.pk).exists():
        raise OwnPracticeError
    adoption, is_changed = _written(practice, organisation, by, declaration, at)
    if is_changed:
        tell_authors(adoption, by=by, at=at)
    return adoption


@transaction.atomic
def answer_adoption(*, adoption: Adoption, by: User, dispute: str, at: datetime) -> Adoption:
    """Confirm an adoption as one of the practice's organisations, or dispute it in words.

    Raises:
        NotAMemberError: `by` acts for none of them.
    """
    if not authors_of(adoption.practice).filter(memberships__user=by).exists():
        raise NotAMemberError
    locked = Adoption.objects.select_for_update().get(pk=adoption.pk)
    locked.confirmation = Confirmation.DISPUTED if dispute else Confirmation.CONFIRMED
    locked.dispute, locked.answered_by, locked.answered_at = dispute, by, at
    locked.save(update_fields=["confirmation", "dispute", "answered_by", "answered_at"])
    step = AdoptionStepKind.DISPUTED if dispute else AdoptionStepKind.CONFIRMED
    _note(locked, step, by=by, at=at)
    tell_adopter(locked, by=by, at=at)
    return locked


@transaction.atomic
def withdraw_adoption(*, adoption: Adoption, by: User, at: datetime) -> None:
    """Take back what was declared by mistake: nobody reads or counts it, and its history stays.

    Whoever stopped says so by declaring that they stopped. Withdrawn twice, it is withdrawn once;
    declared again, it stands again.

    Raises:
        NotAMemberError: `by` does not act for the organisation that declared it.
    """
    require_member(by, adoption.organisation)
    locked = Adoption.even_withdrawn.select_for_update().get(pk=adoption.pk)
    if locked.withdrawn_at is None:
        locked.withdrawn_at = at
        locked.save(update_fields=["withdrawn_at"])
        _note(locked, AdoptionStepKind.WITHDRAWN, by=by, at=at)
        tell_authors_of_withdrawal(locked, by=by, at=at)


def add_result(
    *, adoption: Adoption, by: User, text: str, as_of: str, at: datetime
) -> AdoptionResult:
    """Add what came of an adoption, in the name of the side that the person acts for; the same
    result twice is one.

    Raises:
        NotAMemberError: the person acts for neither side.
        HiddenWordsError: moderators hid this result before.
    """
    sides = Q(pk__in=authors_of(adoption.practice).values("pk")) | Q(adoptions=adoption)
    own = Organisation.objects.filter(memberships__user=by)
    side = own.filter(sides).order_by("pk").first()
    if side is None:
        raise NotAMemberError
    result, _is_new = AdoptionResult.even_hidden.get_or_create(
        adoption=adoption,
        organisation=side,
        text=text,
        as_of=as_of,
        defaults={"added_by": by, "added_at": at},
    )
    if not AdoptionResult.objects.filter(pk=result.pk).exists():
        raise HiddenWordsError
    return result


def _written(
    practice: PracticePage,
    organisation: Organisation,
    by: User,
    declaration: Declaration,
    at: datetime,
) -> tuple[Adoption, bool]:
    fields = declaration.as_fields()
    adoption, is_new = Adoption.even_withdrawn.select_for_update().get_or_create(
        practice=practice,
        organisation=organisation,
        defaults={**fields, "declared_by": by, "declared_at": at},
    )
    if is_new:
        _note(adoption, AdoptionStepKind.DECLARED, by=by, at=at)
        return adoption, True
    is_same = all(getattr(adoption, name) == value for name, value in fields.items())
    if is_same and adoption.withdrawn_at is None:
        return adoption, False
    for name, value in fields.items():
        setattr(adoption, name, value)
    adoption.declared_by, adoption.declared_at = by, at
    adoption.confirmation, adoption.dispute = Confirmation.WAITING, ""
    adoption.answered_by = adoption.answered_at = adoption.withdrawn_at = None
    adoption.save()
    _note(adoption, AdoptionStepKind.DECLARED, by=by, at=at)
    return adoption, True


def _note(adoption: Adoption, kind: AdoptionStepKind, *, by: User, at: datetime) -> None:
    """Keep how it stands after this step, in its history and in the organisation's audit log."""
    copied = {name: getattr(adoption, name) for name in COPIED}
    AdoptionStep.objects.create(adoption=adoption, kind=kind, by=by, at=at, **copied)
    told = {"adoption": adoption.pk, "practice": adoption.practice_id, "step": kind.value}
    audit(
        instance=adoption.organisation,
        action="wagtail.edit",
        user=by,
        data={**told, "status": adoption.status},
        timestamp=at,
    )
