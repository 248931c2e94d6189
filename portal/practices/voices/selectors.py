"""What people say of a practice, by who they are; what waits for an approver; one's own words."""

from dataclasses import dataclass

from django.db.models import Q

from portal.practices.enums import VOICE_ROLES, WriterRole
from portal.practices.models import PracticePage, Voice
from portal.practices.models.voice import VoiceQuerySet
from portal.users.models import User

APPROVE = "practices.approve_voice"


@dataclass(frozen=True, kw_only=True)
class VoiceGroup:
    """What people of one kind say; kinds are never mixed."""

    heading: str
    voices: list[Voice]


def voices_of(practice: PracticePage) -> list[VoiceGroup]:
    """The shown voices by kind of person, people who draw on care first, in one query."""
    shown = list(Voice.objects.shown().filter(practice=practice.pk).order_by("given_at", "pk"))
    groups = (
        VoiceGroup(
            heading=str(WriterRole(role).label),
            voices=[voice for voice in shown if voice.role == role],
        )
        for role in VOICE_ROLES
    )
    return [group for group in groups if group.voices]


def own_voices(user: User) -> VoiceQuerySet:
    """What the person said, newest first."""
    return Voice.objects.filter(author=user).select_related("practice").order_by("-given_at", "-pk")


def voices_to_answer(user: User) -> VoiceQuerySet:
    """What waits and this person may answer, the longest wait first; empty without the task."""
    waiting = Voice.objects.waiting().select_related("practice")
    if not is_approver(user):
        return waiting.none()
    mine = Q(practice__lead_organisation__memberships__user=user) | Q(
        practice__partners__memberships__user=user
    )
    return waiting.exclude(author=user).exclude(pk__in=Voice.objects.filter(mine).values("pk"))


def is_approver(user: User) -> bool:
    """Whether answering voices is a task of this person."""
    return user.has_perm(APPROVE)


def may_answer(user: User, voice: Voice) -> bool:
    """Whether the person may answer this voice: not their own, nor of their own organisation."""
    organisations = Q(lead_organisation__memberships__user=user) | Q(
        partners__memberships__user=user
    )
    acts_for_it = PracticePage.objects.filter(organisations, pk=voice.practice_id).exists()
    return is_approver(user) and voice.author_id != user.pk and not acts_for_it
