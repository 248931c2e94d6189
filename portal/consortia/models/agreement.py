"""What the members of a consortium agree on, each for itself: checklist, terms, signatures."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.consortia.enums import Answer, Authority, Question
from portal.consortia.models.consortium import Consortium
from portal.consortia.models.seat import Seat


class ChecklistAnswer(models.Model):
    """One member's newest answer to one question; no other member reads it."""

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="checklist")
    question = models.CharField(_("question"), max_length=12, choices=Question.choices)
    answer = models.CharField(_("answer"), max_length=6, choices=Answer.choices)
    answered_at = models.DateTimeField(_("answered"))

    class Meta:
        verbose_name = _("answer to the checklist")
        verbose_name_plural = _("answers to the checklist")
        constraints = (
            models.UniqueConstraint(
                fields=["seat", "question"], name="consortia_checklist_answered_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.seat_id}: {self.question}"


class HeadsOfTerms(models.Model):
    """One version of what the members mean to agree on; never changed, only followed."""

    consortium = models.ForeignKey(Consortium, models.CASCADE, related_name="terms")
    number = models.PositiveSmallIntegerField(_("version"))
    sections = models.JSONField(_("sections"))
    sha256 = models.CharField(_("digest of the text"), max_length=64)
    written_for = models.ForeignKey(Seat, models.CASCADE, related_name="+")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    written_at = models.DateTimeField(_("written"))

    class Meta:
        verbose_name = _("heads of terms")
        verbose_name_plural = _("heads of terms")
        constraints = (
            models.UniqueConstraint(
                fields=["consortium", "number"], name="consortia_terms_numbered_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.consortium_id}: {self.number}"


class _Written(models.Model):
    """Somebody with the authority to do so put their name under one version of the terms."""

    terms = models.ForeignKey(HeadsOfTerms, models.CASCADE, related_name="%(class)ss")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="%(class)ss")
    sha256 = models.CharField(_("digest of the text"), max_length=64)
    full_name = models.CharField(_("full name"), max_length=120)
    authority = models.CharField(_("authority"), max_length=10, choices=Authority.choices)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("when"))

    class Meta:
        abstract = True
        constraints = (
            models.UniqueConstraint(fields=["terms", "seat"], name="consortia_%(class)s_once"),
        )

    def __str__(self) -> str:
        return f"{self.terms}: {self.seat_id}"


class Signature(_Written):
    """A member signed a version."""

    class Meta(_Written.Meta):
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")


class Authorisation(_Written):
    """A member authorised the lead, in writing, to bid for it on the terms of a version."""

    class Meta(_Written.Meta):
        verbose_name = _("authorisation of the lead")
        verbose_name_plural = _("authorisations of the lead")
