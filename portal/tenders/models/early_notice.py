"""An early-engagement notice that a commissioner writes here, and everything done with it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.common.complaints import ChangeableWordsEvent, ReportableWords, WordsStep
from portal.organisations.models import Area, Organisation, ServiceType
from portal.organisations.models.organisation import OrganisationKind
from portal.users.models import User

MOST_TITLE, MOST_WANTED, MOST_WORDS, MOST_LOTS_TEXT = 150, 5_000, 2_000, 3_000


class EarlyNoticeQuerySet(models.QuerySet["EarlyNotice"]):
    """Filters over notices, drafts among them."""

    def of(self, user: User) -> Self:
        """Those of the commissioners that somebody acts for; nobody else sees a draft."""
        return self.filter(
            organisation__kind=OrganisationKind.COMMISSIONER, organisation__memberships__user=user
        )

    def shown(self) -> Self:
        """Those that readers can open: published, and not hidden by moderators."""
        return self.filter(published_at__isnull=False, is_hidden=False)


class EarlyNotice(ReportableWords):
    """What a commissioner thinks of buying and wants to talk about; a draft until it is published.

    Until then it has no tender, so nothing that shows, finds, counts or mails tenders knows of it.
    """

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="early_notices", verbose_name=_("buyer")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    title = models.CharField(_("title"), max_length=MOST_TITLE)
    wanted = models.TextField(_("what is wanted"), max_length=MOST_WANTED, blank=True)
    services = models.ManyToManyField(ServiceType, verbose_name=_("services"), blank=True)
    areas = models.ManyToManyField(Area, verbose_name=_("areas"), blank=True)
    lots_text = models.TextField(_("lots, one on each line"), max_length=MOST_LOTS_TEXT, blank=True)
    skilled_roles = models.TextField(_("skilled roles"), max_length=MOST_WORDS, blank=True)
    secure_hours = models.TextField(_("security of hours"), max_length=MOST_WORDS, blank=True)
    outcomes = models.TextField(_("outcomes wanted"), max_length=MOST_WORDS, blank=True)
    talks_end_on = models.DateField(_("last day of the talks"), null=True, blank=True)
    notice_expected_on = models.DateField(_("tender expected"), null=True, blank=True)
    contact_url = models.URLField(_("page with the contact"), max_length=500, blank=True)
    written_at = models.DateTimeField(_("written"))
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    changed_at = models.DateTimeField(_("changed since"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_why = models.CharField(_("why withdrawn"), max_length=500, blank=True)
    continued_by = models.ForeignKey(
        "tenders.Tender",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="early_notices_before",
        verbose_name=_("went on as"),
    )

    objects = EarlyNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("early notice")
        verbose_name_plural = _("early notices")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(title=""), name="tenders_early_notice_has_a_title"
            ),
            models.CheckConstraint(
                condition=models.Q(published_at=None)
                | ~models.Q(wanted="")
                & ~models.Q(contact_url="")
                & models.Q(talks_end_on__isnull=False),
                name="tenders_early_notice_published_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None) | models.Q(published_at__isnull=False),
                name="tenders_early_notice_withdrawn_after_published",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def lot_titles(self) -> list[str]:
        """The lots in their order; without any, the notice is one whole."""
        return [line for line in map(str.strip, self.lots_text.splitlines()) if line]

    @property
    def is_draft(self) -> bool:
        """Whether its own organisation alone may know of it."""
        return self.published_at is None

    @property
    def can_change(self) -> bool:
        """Whether its words may still be changed."""
        return self.withdrawn_at is None and not self.is_hidden


class PublishedNoticeManager(models.Manager["PublishedNotice"]):
    """Leaves drafts out, whatever asks."""

    def get_queryset(self) -> "models.QuerySet[PublishedNotice]":
        """Published notices with their organisation, hidden ones among them."""
        return super().get_queryset().filter(published_at__isnull=False)


class PublishedNotice(EarlyNotice):
    """An early notice as moderators meet it in the admin, which knows of no draft."""

    objects = PublishedNoticeManager()  # type: ignore[misc,assignment]  # It finds less than its parent's.

    class Meta:
        proxy = True
        verbose_name = _("early notice")
        verbose_name_plural = _("early notices")


class EarlyNoticeEvent(ChangeableWordsEvent):
    """One change of a published notice, report or decision; rows are added and never changed."""

    notice = models.ForeignKey(EarlyNotice, models.CASCADE, related_name="events")

    class Meta:
        verbose_name = _("entry in the history of an early notice")
        verbose_name_plural = _("history of early notices")
        constraints = (
            models.UniqueConstraint(
                fields=["notice", "by"],
                condition=models.Q(step=WordsStep.REPORTED),
                name="tenders_early_notice_reported_once",
            ),
        )
