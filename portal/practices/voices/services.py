"""Gives, answers and takes back voices; nobody of the practice's own organisations may answer."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from portal.practices.enums import VoiceStatus, WriterRole
from portal.practices.models import PracticePage, Voice
from portal.practices.notices.voices import tell_speaker
from portal.practices.voices.consent import consent_wording
from portal.practices.voices.selectors import may_answer
from portal.users.models import User

MOST_IN_A_DAY = 10
"""Voices of one person in a day: more than anybody has to say, and few enough to read."""


class VoiceError(Exception):
    """A voice cannot be written down as asked."""


class NotOfferedError(VoiceError):
    """The practice is hidden or archived."""


class TooManyError(VoiceError):
    """The person said enough for today."""


class NotAnApproverError(VoiceError, PermissionDenied):
    """The person may not answer this voice."""


class WithdrawnError(VoiceError):
    """The voice was taken back."""


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a person says, as whom, and under which name if any."""

    role: WriterRole
    shown_name: str
    text: str


@transaction.atomic
def give_voice(*, practice: PracticePage, author: User, words: Words, at: datetime) -> Voice:
    """Keep what the person says with the consent as it is worded now; it waits for an approver.

    The same words twice are one voice.

    Raises:
        NotOfferedError: nobody may read the practice now.
        TooManyError: wait until tomorrow.
    """
    # One request at a time for each person, so that two cannot pass the limit together.
    User.objects.select_for_update().get(pk=author.pk)
    if not PracticePage.objects.offered().filter(pk=practice.pk).exists():
        raise NotOfferedError
    mine = Voice.objects.filter(author=author)
    kept = mine.exclude(status=VoiceStatus.WITHDRAWN)
    same = kept.filter(practice=practice.pk, text=words.text).first()
    if same is not None:
        return same
    if mine.filter(given_at__gt=at - timedelta(days=1)).count() >= MOST_IN_A_DAY:
        raise TooManyError
    return Voice.objects.create(
        practice_id=practice.pk,
        author=author,
        role=words.role,
        shown_name=words.shown_name,
        text=words.text,
        consent_wording=consent_wording(),
        given_at=at,
    )


@transaction.atomic
def answer_voice(*, voice: Voice, by: User, reason: str, at: datetime) -> None:
    """Show the voice, or say why it is not shown; a later answer replaces an earlier one.

    Raises:
        NotAnApproverError: the person is its author, acts for the practice or has no such task.
        WithdrawnError: there is nothing left to answer.
    """
    locked = Voice.objects.select_for_update().get(pk=voice.pk)
    if locked.is_withdrawn:
        raise WithdrawnError
    if not may_answer(by, locked):
        raise NotAnApproverError
    locked.status = VoiceStatus.DECLINED if reason else VoiceStatus.SHOWN
    locked.reason, locked.decided_by, locked.decided_at = reason, by, at
    locked.save(update_fields=["status", "reason", "decided_by", "decided_at"])
    tell_speaker(locked, at=at)


@transaction.atomic
def withdraw_voice(*, voice: Voice, at: datetime) -> None:
    """Delete the words and the name; what stays is that there was consent, and until when."""
    locked = Voice.objects.select_for_update().get(pk=voice.pk)
    if locked.is_withdrawn:
        return
    locked.status, locked.withdrawn_at = VoiceStatus.WITHDRAWN, at
    locked.text = locked.shown_name = locked.reason = ""
    locked.save(update_fields=["status", "withdrawn_at", "text", "shown_name", "reason"])
