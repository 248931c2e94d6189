"""What members ask for and offer, and the private letters that answer it."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.common.complaints import ReportableWords
from portal.organisations.models import Area, Organisation
from portal.practices.member_enums import AskKind, AskTopic
from portal.practices.models.vocabulary import Theme

if TYPE_CHECKING:
    from portal.practices.models.ask_history import AskEvent

MOST_TITLE, MOST_TEXT = 120, 2_000


class AskQuerySet(models.QuerySet["AskOrOffer"]):
    """Filters over asks and offers."""

    def not_hidden(self) -> Self:
        """Those that no moderator hid."""
        return self.filter(is_hidden=False)

    def open_on(self, day: date) -> Self:
        """Those that somebody may still answer, the one that closes first before the others."""
        still_open = self.not_hidden().filter(closed_at=None, closes_on__gte=day)
        return still_open.order_by("closes_on", "pk")


class AskOrOffer(ReportableWords):
    """Something that somebody looks for or has to give, open until a day."""

    kind = models.CharField(_("kind"), max_length=5, choices=AskKind.choices)
    topic = models.CharField(_("about"), max_length=10, choices=AskTopic.choices)
    title = models.CharField(_("in one line"), max_length=MOST_TITLE)
    text = models.TextField(_("more about it"), max_length=MOST_TEXT)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, related_name="asks", verbose_name=_("for")
    )
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="asks", verbose_name=_("posted by")
    )
    posted_at = models.DateTimeField(_("posted"))
    closes_on = models.DateField(_("closes on"))
    closed_at = models.DateTimeField(_("closed"), null=True)

    objects = AskQuerySet.as_manager()

    class Meta:
        verbose_name = _("ask or offer")
        verbose_name_plural = _("asks and offers")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=AskKind.values, topic__in=AskTopic.values)
                & ~Q(title="")
                & ~Q(text=""),
                name="practices_ask_known",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def history(self) -> "models.QuerySet[AskEvent]":
        """Everything that was reported and decided, oldest first, with the reported letters."""
        return super().history.select_related("letter")

    def is_open(self, day: date) -> bool:
        """Whether somebody may still answer it."""
        return not self.is_hidden and self.closed_at is None and self.closes_on >= day

    def get_absolute_url(self) -> str:
        """Address of its page."""
        return reverse("ask_detail", args=[self.pk])


class AskThread(models.Model):
    """What the one who speaks for an ask and one who answered write to each other; nobody else
    reads it. For an organisation that is who posted it, or who came after them there.
    """

    ask = models.ForeignKey(AskOrOffer, models.CASCADE, related_name="threads")
    replier = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="ask_threads"
    )
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, related_name="+", verbose_name=_("for")
    )

    class Meta:
        verbose_name = _("answer to an ask or offer")
        verbose_name_plural = _("answers to asks and offers")
        constraints = (
            models.UniqueConstraint(fields=["ask", "replier"], name="practices_ask_thread_once"),
        )

    def __str__(self) -> str:
        return f"{self.ask_id}: {self.pk}"

    def get_absolute_url(self) -> str:
        """Address of its page, which only its two people can open."""
        return reverse("ask_thread", args=[self.pk])


class AskMessage(models.Model):
    """One letter in a thread; the portal mails it on, so that no address is ever shown."""

    thread = models.ForeignKey(AskThread, models.CASCADE, related_name="messages")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    text = models.TextField(_("words"), max_length=MOST_TEXT)
    sent_at = models.DateTimeField(_("sent"))

    class Meta:
        verbose_name = _("letter about an ask or offer")
        verbose_name_plural = _("letters about asks and offers")
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="practices_letter_says_something"),
        )

    def __str__(self) -> str:
        return f"{self.thread_id}, {self.sent_at:%Y-%m-%d}"
