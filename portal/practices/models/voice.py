"""What somebody says of a practice from their own life; it belongs to them, not to its author."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.practices.enums import VOICE_ROLES, VoiceStatus, WriterRole
from portal.practices.models.practice import PracticePage
from portal.practices.models.reported_text import TextKind, is_hidden_text

MOST_WORDS = 1_500
"""Characters of one voice: a page in a large hand."""
MOST_NAME = 30


class VoiceQuerySet(models.QuerySet["Voice"]):
    """Filters over voices."""

    def shown(self) -> Self:
        """Those that readers of their practice see."""
        return self.filter(status=VoiceStatus.SHOWN).exclude(is_hidden_text(TextKind.VOICE))

    def waiting(self) -> Self:
        """Those that nobody has answered, the longest wait first."""
        return self.filter(status=VoiceStatus.WAITING).order_by("given_at", "pk")


class Voice(models.Model):
    """A person's own words with the consent they gave; taking it back empties the words.

    With the account of a person goes what they said.
    """

    practice = models.ForeignKey(PracticePage, models.CASCADE, related_name="voices")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="voices")
    role = models.CharField(_("who speaks"), max_length=20, choices=WriterRole.choices)
    shown_name = models.CharField(_("first name to show"), max_length=MOST_NAME, blank=True)
    text = models.TextField(_("words"), blank=True, max_length=MOST_WORDS)
    status = models.CharField(
        _("status"), max_length=10, choices=VoiceStatus.choices, default=VoiceStatus.WAITING
    )
    consent_wording = models.TextField(_("what the person agreed to, word for word"))
    given_at = models.DateTimeField(_("agreed at"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("answered at"), null=True)
    reason = models.CharField(_("why it is not shown"), max_length=500, blank=True)
    withdrawn_at = models.DateTimeField(_("taken back at"), null=True)

    objects = VoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("voice")
        verbose_name_plural = _("voices")
        permissions = (("approve_voice", _("Can approve what people say of a practice")),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(status__in=VoiceStatus.values, role__in=VOICE_ROLES)
                & ~models.Q(consent_wording=""),
                name="practices_voice_with_consent",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    status=VoiceStatus.WITHDRAWN, withdrawn_at__isnull=False, text="", shown_name=""
                )
                | (
                    ~models.Q(status=VoiceStatus.WITHDRAWN)
                    & models.Q(withdrawn_at=None)
                    & ~models.Q(text="")
                ),
                name="practices_voice_taken_back_is_empty",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_at__isnull=False)
                | ~models.Q(status__in=[VoiceStatus.SHOWN, VoiceStatus.DECLINED]),
                name="practices_voice_answered_at",
            ),
            # Pressing the button twice sends it once.
            models.UniqueConstraint(
                fields=["practice", "author", "text"],
                condition=~models.Q(status=VoiceStatus.WITHDRAWN),
                name="practices_voice_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.get_status_display()}"

    @property
    def is_withdrawn(self) -> bool:
        """Whether the person took their words back."""
        return self.status == VoiceStatus.WITHDRAWN
