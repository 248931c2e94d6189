"""Visits to learn from: who hosts how many people a day, and who comes when."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.organisations.models import Organisation
from portal.practices.member_enums import VisitStatus

MOST_TEXT = 1_500
MOST_VISITORS = 200


class VisitHost(models.Model):
    """An organisation that lets others come and see; closing keeps the visits that were agreed."""

    organisation = models.OneToOneField(
        Organisation, models.CASCADE, related_name="visit_host", verbose_name=_("host")
    )
    shows = models.TextField(_("what visitors see"), max_length=MOST_TEXT)
    capacity = models.PositiveSmallIntegerField(_("visitors in a day at most"))
    is_open = models.BooleanField(_("open for requests"), default=True)

    class Meta:
        verbose_name = _("host of learning visits")
        verbose_name_plural = _("hosts of learning visits")
        constraints = (
            models.CheckConstraint(
                condition=Q(capacity__gte=1, capacity__lte=MOST_VISITORS) & ~Q(shows=""),
                name="practices_visit_host_can_host",
            ),
        )

    def __str__(self) -> str:
        return str(self.organisation)


class LearningVisitQuerySet(models.QuerySet["LearningVisit"]):
    """Filters over learning visits."""

    def accepted_between(self, first: date, last: date) -> Self:
        """Agreed visits that share a day with the days from `first` to `last`."""
        return self.filter(status=VisitStatus.ACCEPTED, first_day__lte=last, last_day__gte=first)


class LearningVisit(models.Model):
    """One request to come and see; only the host and who asked read it."""

    host = models.ForeignKey(VisitHost, models.CASCADE, related_name="visits")
    visitor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="learning_visits"
    )
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, related_name="+", verbose_name=_("for")
    )
    wish = models.TextField(_("what to learn"), max_length=MOST_TEXT)
    people = models.PositiveSmallIntegerField(_("how many people"))
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    asked_at = models.DateTimeField(_("asked"))
    status = models.CharField(
        _("status"), max_length=10, choices=VisitStatus.choices, default=VisitStatus.ASKED
    )
    answer = models.CharField(_("words of the host"), max_length=MOST_TEXT, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True)
    feedback = models.CharField(
        _("words of the visitors afterwards"), max_length=MOST_TEXT, blank=True
    )

    objects = LearningVisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("learning visit")
        verbose_name_plural = _("learning visits")
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=VisitStatus.values)
                & Q(people__gte=1, last_day__gte=models.F("first_day"))
                & ~Q(wish=""),
                name="practices_visit_in_order",
            ),
            models.CheckConstraint(
                condition=Q(feedback="") | Q(status=VisitStatus.ACCEPTED),
                name="practices_visit_feedback_after_a_yes",
            ),
            # Pressing the button twice asks once.
            models.UniqueConstraint(
                fields=["host", "visitor", "first_day", "last_day"],
                condition=Q(status__in=[VisitStatus.ASKED, VisitStatus.ACCEPTED]),
                name="practices_visit_asked_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.host_id}, {self.first_day:%Y-%m-%d}: {self.get_status_display()}"

    def get_absolute_url(self) -> str:
        """Address of its page, which only its two sides can open."""
        return reverse("visit_detail", args=[self.pk])
