"""Keeps early drafts, mails the link to their author, and makes practices of them."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from portal.organisations.models import Organisation
from portal.practices.early_drafts.tokens import resume_token
from portal.practices.models import EarlyDraft, Submission
from portal.practices.submission.filling import fill_in
from portal.practices.submission.services import start_submission
from portal.users.enums import NoticeKind
from portal.users.models import User
from portal.users.notices import Message, notify, notify_address

LINKS_AN_HOUR = 5
"""Mails to one address in an hour: enough for a person, too few to flood a mailbox."""
MOST_FOR_OTHERS = 20
"""Drafts of one helper that nobody has taken yet."""
_FIRST_FACTS = ("title", "summary", "stage")


class EarlyDraftError(Exception):
    """The draft cannot be kept or taken as asked."""


class TooManyError(EarlyDraftError):
    """As many drafts of this helper wait as may."""


class OwnAddressError(EarlyDraftError):
    """Somebody who helps gave an address of their own: nobody else would approve it."""


class GoneError(EarlyDraftError):
    """Somebody took it meanwhile, or its time is over."""


@transaction.atomic
def begin_early_draft(
    *, email: str, answers: Mapping[str, Any], helper: User | None, at: datetime
) -> EarlyDraft | None:
    """Keep the answers and mail the link that opens them.

    Returns None, and keeps nothing, where the address was sent enough links this hour: whoever
    asks sees the same page.

    Raises:
        TooManyError: the helper has enough drafts that wait.
        OwnAddressError: the helper would approve it themselves.
    """
    address = email.strip().casefold()
    if helper is not None:
        _check_helper(helper, address, at)
    recent = EarlyDraft.objects.filter(email=address, created_at__gt=at - timedelta(hours=1))
    if recent.count() >= LINKS_AN_HOUR:
        return None
    draft = EarlyDraft.objects.create(
        email=address, helper=helper, answers=dict(answers), created_at=at, saved_at=at
    )
    notify_address(address=address, message=_link(draft), at=at)
    return draft


@transaction.atomic
def save_early_draft(*, draft: EarlyDraft, answers: Mapping[str, Any], at: datetime) -> None:
    """Keep other answers, for as long again.

    Raises:
        GoneError: somebody took it meanwhile.
    """
    if not EarlyDraft.objects.filter(pk=draft.pk).update(answers=dict(answers), saved_at=at):
        raise GoneError


@transaction.atomic
def take_early_draft(
    *, draft: EarlyDraft, organisation: Organisation, by: User, at: datetime
) -> Submission:
    """Make a practice of it that is told for an organisation of the author; taken twice, it is one.

    Taking it is the author's approval of what a helper wrote; the helper learns of it.

    Raises:
        GoneError: somebody took it meanwhile.
        PermissionDenied: `by` does not act for the organisation, or is the helper.
    """
    locked = EarlyDraft.objects.select_for_update().filter(pk=draft.pk).first()
    if locked is None:
        raise GoneError
    if locked.helper_id == by.pk:
        raise PermissionDenied
    first = {name: locked.answers[name] for name in _FIRST_FACTS}
    rest = {name: text for name, text in locked.answers.items() if name not in first}
    submission = start_submission(
        organisation=organisation, by=by, form_token=locked.public_id, answers=first, at=at
    )
    fill_in(submission=submission, answers=rest, by=by)
    if locked.helper is not None:
        Submission.objects.filter(pk=submission.pk).update(helped_by=locked.helper)
        notify(people=[locked.helper], message=_taken(locked), at=at)
    locked.delete()
    return submission


@transaction.atomic
def forget_early_drafts(*, at: datetime) -> int:
    """Delete drafts whose time is over."""
    count, _by_model = EarlyDraft.objects.over(at=at).delete()
    return count


def _check_helper(helper: User, address: str, at: datetime) -> None:
    own = {helper.email.casefold()}
    confirmed = EmailAddress.objects.filter(user=helper).values_list("email", flat=True)
    own.update(email.casefold() for email in confirmed)
    if address in own:
        raise OwnAddressError
    if EarlyDraft.objects.open(at=at).filter(helper=helper).count() >= MOST_FOR_OTHERS:
        raise TooManyError


def _link(draft: EarlyDraft) -> Message:
    until = formats.date_format(timezone.localtime(draft.kept_until), "j F Y")
    told = {"title": draft.answers["title"], "until": until, "helper": draft.helper_name}
    if draft.helper is None:
        subject = _("Go on with “%(title)s”")
        text = _(
            "You began to tell the network about “%(title)s”. The link below opens what you wrote. "
            "It works until %(until)s. Do not pass it on: whoever has it can read and change it."
        )
        reason = _("somebody gave this address when they began to write. If it was not you, do "
                   "nothing: we delete it.")  # fmt: skip
    else:
        subject = _("%(helper)s wrote down “%(title)s” for you")
        text = _(
            "%(helper)s wrote down for you what you do about “%(title)s”. Nobody else sees it. "
            "Read it, change what is not right, and send it only if you agree. The link below "
            "works until %(until)s. After that we delete it."
        )
        reason = _("%(helper)s gave this address. If you do not know why, do nothing.") % told
    return Message(
        kind=NoticeKind.LINKS,
        key=f"early-draft:{draft.public_id}",
        subject=subject % told,
        text=text % told,
        path=reverse("early_draft", args=[resume_token(draft)]),
        reason=reason,
    )


def _taken(draft: EarlyDraft) -> Message:
    return Message(
        kind=NoticeKind.RESULTS,
        key=f"early-draft-taken:{draft.public_id}",
        subject=_("“%(title)s” is in its author's hands") % draft.answers,
        text=_(
            "The person for whom you wrote down “%(title)s” has taken it over. They change it as "
            "they like and send it themselves. There is nothing left for you to do."
        )
        % draft.answers,
        path=reverse("submission_list"),
        reason=_("you wrote it down for somebody."),
    )
