"""Makes commitments, tells what became of them, and reminds those who made them."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from portal.organisations.models import Organisation
from portal.organisations.notices import notify_members
from portal.organisations.who_may import require_member
from portal.practices.member_enums import CommitmentOutcome, YearOn
from portal.practices.models import Commitment, PracticePage
from portal.practices.models.commitment import YEAR
from portal.users.enums import NoticeKind
from portal.users.models import User
from portal.users.notices import Message

MOST_OPEN = 50
"""Promises of one organisation that wait for an outcome: more are none."""
SOON = LATE = timedelta(days=14)


class CommitmentError(Exception):
    """A commitment cannot be written down as asked."""


class TooManyError(CommitmentError):
    """Too many promises of the organisation are open."""


class WrongStepError(CommitmentError):
    """It is too early, or was told already."""


@transaction.atomic
def make_commitment(
    *,
    organisation: Organisation,
    by: User,
    what: str,
    due_on: date,
    practice: PracticePage | None,
    at: datetime,
) -> Commitment:
    """Promise something in public; the same words for the same day are one promise.

    Raises:
        NotAMemberError: `by` does not act for the organisation.
        TooManyError: tell first what became of others.
    """
    require_member(by, organisation)
    # Two requests of one organisation wait for each other here.
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    own = Commitment.objects.filter(organisation=organisation)
    same = own.filter(what=what, due_on=due_on).first()
    if same is not None:
        return same
    if own.filter(outcome="").count() >= MOST_OPEN:
        raise TooManyError
    return Commitment.objects.create(
        organisation=organisation,
        practice=practice,
        what=what,
        due_on=due_on,
        made_by=by,
        made_at=at,
    )


@transaction.atomic
def tell_outcome(
    *, commitment: Commitment, by: User, outcome: CommitmentOutcome, text: str, at: datetime
) -> None:
    """Say in public what became of it; a later word replaces an earlier until a year is over.

    Raises:
        NotAMemberError: `by` does not act for the organisation.
        WrongStepError: it was looked back on already.
    """
    locked = _locked(commitment, by)
    if locked.year_on:
        raise WrongStepError
    locked.outcome, locked.outcome_text, locked.outcome_at = outcome, text, at
    locked.save(update_fields=["outcome", "outcome_text", "outcome_at"])


@transaction.atomic
def look_back(
    *, commitment: Commitment, by: User, year_on: YearOn, text: str, at: datetime
) -> None:
    """Say a year after its day what is left of it.

    Raises:
        NotAMemberError: `by` does not act for the organisation.
        WrongStepError: the year is not over, no outcome is told yet, or it was told already.
    """
    locked = _locked(commitment, by)
    if not locked.is_a_year_on(timezone.localdate(at)):
        raise WrongStepError
    locked.year_on, locked.year_on_text, locked.year_on_at = year_on, text, at
    locked.save(update_fields=["year_on", "year_on_text", "year_on_at"])


def remind_of_commitments(*, at: datetime) -> int:
    """Remind before the day, on it, two weeks after it and a year after it; each of them once.

    Returns how many people are told now.
    """
    today = timezone.localdate(at)
    return sum(
        notify_members(
            organisations=Organisation.objects.filter(pk=commitment.organisation_id),
            message=_message(commitment, stage),
            at=at,
        )
        for commitment, stage in _due(today)
    )


def _due(today: date) -> Iterator[tuple[Commitment, str]]:
    waiting = Q(outcome="", due_on__lte=today + SOON)
    a_year_on = Q(year_on="", due_on__lte=today - YEAR) & ~Q(outcome="")
    shown = Commitment.objects.filter(is_hidden=False)
    for commitment in shown.filter(waiting | a_year_on).order_by("pk").iterator():
        over = today - commitment.due_on
        if commitment.outcome:
            yield commitment, "year"
        else:
            yield commitment, "late" if over >= LATE else "due" if over >= timedelta() else "soon"


def _message(commitment: Commitment, stage: str) -> Message:
    told = {"what": commitment.what, "day": formats.date_format(commitment.due_on, "j F Y")}
    subjects = {
        "soon": _("You promised something for %(day)s"),
        "due": _("What became of what you promised for %(day)s?"),
        "late": _("Nobody has told yet what became of a promise for %(day)s"),
        "year": _("A year on: what is left of what you promised?"),
    }
    asks = {
        "soon": _("There are two weeks left, or less."),
        "due": _("Say whether it is done, done in another way, or dropped. Each is fine to say."),
        "late": _("Its page says that it is overdue. One sentence is enough to mend that."),
        "year": _("Say whether it is still so. Others learn from what lasts, and what does not."),
    }
    words = _("Your organisation promised by %(day)s: “%(what)s”") % told
    return Message(
        kind=NoticeKind.COMMITMENTS,
        key=f"commitment:{commitment.pk}:{stage}",
        subject=subjects[stage] % told,
        text=f"{words}\n\n{asks[stage]}",
        path=commitment.get_absolute_url(),
        reason=_("you act for the organisation that promised this."),
    )


def _locked(commitment: Commitment, by: User) -> Commitment:
    locked = Commitment.objects.select_for_update(of=("self",)).get(pk=commitment.pk)
    require_member(by, locked.organisation)
    return locked
