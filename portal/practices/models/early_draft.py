"""The first words about a practice, kept for an author who has not signed in yet."""

import uuid
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

KEPT_FOR = timedelta(days=30)
"""After the last change; every mail and page about it says so."""


class EarlyDraftQuerySet(models.QuerySet["EarlyDraft"]):
    """Filters over early drafts."""

    def open(self, *, at: datetime) -> Self:
        """Whose link still works."""
        return self.filter(saved_at__gt=at - KEPT_FOR)

    def over(self, *, at: datetime) -> Self:
        """Whose time is over."""
        return self.filter(saved_at__lte=at - KEPT_FOR)


class EarlyDraft(models.Model):
    """What is written until an author takes it to an organisation of theirs; then the row goes.

    Only the link that is mailed to `email` opens it, so only the author can approve it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("where the link went"))
    helper = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        related_name="early_drafts",
        help_text=_("Who wrote it for the author; nobody where authors wrote themselves."),
    )
    answers = models.JSONField(_("answers"), help_text=_("Name of the question: answer."))
    created_at = models.DateTimeField(_("begun"))
    saved_at = models.DateTimeField(_("last saved"))

    objects = EarlyDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("early draft")
        verbose_name_plural = _("early drafts")
        indexes = (models.Index(fields=["email", "created_at"], name="practices_early_address"),)

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def helper_name(self) -> str:
        """How the helper is named to the author; never by an address."""
        name = self.helper.get_full_name() if self.helper else ""
        return name or str(_("Somebody"))

    @property
    def kept_until(self) -> datetime:
        """When it is deleted unless it is saved again."""
        return self.saved_at + KEPT_FOR
