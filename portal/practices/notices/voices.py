"""Tells people what became of what they said about a practice."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.practices.enums import VoiceStatus
from portal.practices.models import Voice
from portal.users.enums import NoticeKind
from portal.users.notices import Message, notify


def tell_speaker(voice: Voice, *, at: datetime) -> None:
    """Say that their words are shown, or that they are not and where to read why."""
    told = {"title": voice.practice.title}
    if voice.status == VoiceStatus.SHOWN:
        subject = _("What you said is shown")
        text = _(
            "Everybody can now read what you said about “%(title)s”. You can take it back at any "
            "time, and we delete the words."
        )
    else:
        subject = _("What you said is not shown")
        text = _("We do not show what you said about “%(title)s”. The page tells you why.")
    message = Message(
        kind=NoticeKind.VOICES,
        key=f"voice:{voice.pk}:{at.isoformat()}",
        subject=subject % told,
        text=text % told,
        path=reverse("voice_list"),
        reason=_("you said something about a practice."),
    )
    notify(people=[voice.author], message=message, at=at)
