"""Mails to single people about what waits for them: written down first, sent afterwards."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Filters over notices."""

    def waiting(self) -> Self:
        """Not mailed yet, and not given up."""
        return self.filter(mailed_at=None, next_try_at__isnull=False)


class Notice(models.Model):
    """One mail to one person, worded when what it tells of happened; the same key is told once."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="notices"
    )
    address = models.EmailField(
        _("address"), blank=True, help_text=_("Of somebody without an account; gone once mailed.")
    )
    key = models.CharField(_("what it is about"), max_length=100)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    path = models.CharField(_("page that it leads to"), max_length=300)
    reason = models.CharField(_("why this person gets it"), max_length=300)
    created_at = models.DateTimeField(_("written"))
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    next_try_at = models.DateTimeField(_("next try"), null=True)
    mailed_at = models.DateTimeField(_("mailed"), null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = (
            models.UniqueConstraint(fields=["person", "key"], name="practices_notice_once"),
            models.UniqueConstraint(
                fields=["address", "key"],
                condition=models.Q(person=None),
                name="practices_notice_once_an_address",
            ),
            models.CheckConstraint(
                condition=models.Q(person=None, address__gt="")
                | models.Q(person__isnull=False, address=""),
                name="practices_notice_to_somebody",
            ),
        )
        indexes = (
            models.Index(
                fields=["next_try_at"],
                condition=models.Q(mailed_at=None, next_try_at__isnull=False),
                name="practices_notice_waiting",
            ),
        )

    def __str__(self) -> str:
        return self.key

    @property
    def to(self) -> str:
        """Where it is mailed; empty for somebody who closed their account meanwhile."""
        if self.person is None:
            return self.address
        return self.person.email if self.person.is_active else ""
