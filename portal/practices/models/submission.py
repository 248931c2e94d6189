"""Who writes a practice for which organisation, and what they agreed to; its text is the page."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.organisations.models import Organisation
from portal.practices.models.practice import PracticePage
from portal.practices.rights import QuotesConsent


class Submission(models.Model):
    """One practice on its way from the first sentence to the moderators.

    What is told stands in revisions of the page alone; here is only what the page has no place for.
    """

    practice = models.OneToOneField(PracticePage, models.CASCADE, related_name="submission")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="submissions")
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    started_at = models.DateTimeField(_("started"))
    form_token = models.UUIDField(
        _("form that started it"),
        default=uuid.uuid4,
        unique=True,
        help_text=_("A form that is sent twice starts one practice."),
    )
    helped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        help_text=_("Who wrote the first words for the author."),
    )
    is_unmeasured = models.BooleanField(_("we do not measure this yet"), default=False)
    quotes_consent = models.CharField(
        _("consent for quotes"), max_length=10, choices=QuotesConsent.choices, blank=True
    )
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    sent_at = models.DateTimeField(_("sent to the moderators"), null=True)

    is_unread = models.BooleanField(
        _("published before it was read"),
        default=False,
        help_text=_("Its organisation may publish first; the moderators have not read it yet."),
    )

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(quotes_consent__in=["", *QuotesConsent.values]),
                name="practices_submission_consent_known",
            ),
        )

    def __str__(self) -> str:
        return str(self.practice)
