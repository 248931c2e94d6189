"""What single people are told about things that wait for them, and what they want no mail about."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.users.enums import CHOSEN_NOTICES, NoticeKind


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Filters over notices."""

    def unplanned(self, *, at: datetime) -> Self:
        """To be told by then, and nobody has decided yet whether a mail tells of it."""
        return self.filter(planned_at=None, written_at__lte=at)


class Notice(models.Model):
    """What one person is told, worded when it happened; the same key is told once.

    It is written in the transaction of what it tells of. The mail is a delivery of
    `portal.subscriptions`, planned at ``planned_at`` where one is wanted. ``written_at`` lies in
    the future where people are told at a fixed hour: until then they cannot read it.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="notices"
    )
    address = models.EmailField(
        _("address"), blank=True, help_text=_("Of somebody without an account; gone once mailed.")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=NoticeKind.choices)
    key = models.CharField(_("what it is about"), max_length=100)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    path = models.CharField(_("page that it leads to"), max_length=300)
    reason = models.CharField(_("why this person gets it"), max_length=300)
    written_at = models.DateTimeField(_("written"))
    planned_at = models.DateTimeField(_("mail planned, or found unwanted"), null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = (
            models.UniqueConstraint(fields=["person", "key"], name="users_notice_once"),
            models.UniqueConstraint(
                fields=["address", "key"],
                condition=Q(person=None),
                name="users_notice_once_an_address",
            ),
            models.CheckConstraint(
                condition=Q(person=None, address__gt="") | Q(person__isnull=False, address=""),
                name="users_notice_to_somebody",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=NoticeKind.values), name="users_notice_kind_known"
            ),
        )
        indexes = (
            models.Index(fields=["id"], condition=Q(planned_at=None), name="users_notices_to_plan"),
        )

    def __str__(self) -> str:
        return self.key

    @property
    def to(self) -> str:
        """Where it is mailed; empty for somebody who closed their account meanwhile."""
        if self.person is None:
            return self.address
        return self.person.email if self.person.is_active else ""

    @property
    def can_be_turned_off(self) -> bool:
        """Whether the person decides if mails tell of it."""
        return self.person is not None and self.kind in CHOSEN_NOTICES


class UnwantedNotices(models.Model):
    """A kind of notice about which one person wants no mails; they still find it in the account."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="unwanted_notices"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=NoticeKind.choices)

    class Meta:
        verbose_name = _("unwanted kind of notice")
        verbose_name_plural = _("unwanted kinds of notices")
        constraints = (
            models.UniqueConstraint(fields=["person", "kind"], name="users_unwanted_kind_once"),
            models.CheckConstraint(
                condition=Q(kind__in=CHOSEN_NOTICES), name="users_unwanted_kind_can_be_chosen"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id}: {self.kind}"
