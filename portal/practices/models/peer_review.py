"""One provider looks at another's work: the request, the pairing, private findings, one lesson."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.organisations.models import Organisation
from portal.practices.member_enums import ReviewStatus
from portal.practices.models.practice import PracticePage
from portal.practices.models.reported_text import TextKind, is_hidden_text
from portal.practices.models.vocabulary import Theme

MOST_TEXT = 2_000


class ReviewOffer(models.Model):
    """An organisation says that it is willing to review others."""

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="review_offer")
    offered_at = models.DateTimeField(_("offered at"))

    class Meta:
        verbose_name = _("offer to review")
        verbose_name_plural = _("offers to review")

    def __str__(self) -> str:
        return str(self.organisation)


class ReviewRequest(models.Model):
    """A provider asks for a fresh pair of eyes; only it and those it invites ever see it."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="review_requests")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="+", verbose_name=_("theme"))
    wish = models.TextField(_("what to look at"), max_length=MOST_TEXT)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked at"))

    class Meta:
        verbose_name = _("request for a peer review")
        verbose_name_plural = _("requests for peer reviews")
        constraints = (
            models.CheckConstraint(condition=~Q(wish=""), name="practices_review_with_a_wish"),
            # Pressing the button twice asks once.
            models.UniqueConstraint(
                fields=["organisation", "theme", "wish"], name="practices_review_asked_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation}: {self.theme}"


class PeerReviewQuerySet(models.QuerySet["PeerReview"]):
    """Filters over peer reviews."""

    def with_public_lesson(self) -> Self:
        """Those with a lesson that both sides agreed to publish and no moderator hid, newest
        first.
        """
        public = self.filter(lesson_agreed_at__isnull=False)
        shown = public.exclude(is_hidden_text(TextKind.LESSON))
        return shown.order_by("-lesson_agreed_at", "-pk")


class PeerReview(models.Model):
    """The request paired with one reviewer; nothing but the agreed lesson is for others."""

    request = models.ForeignKey(ReviewRequest, models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(Organisation, models.CASCADE, related_name="peer_reviews")
    reasons = models.TextField(_("why it was proposed"))
    status = models.CharField(
        _("status"), max_length=10, choices=ReviewStatus.choices, default=ReviewStatus.INVITED
    )
    invited_at = models.DateTimeField(_("invited at"))
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered at"), null=True)
    visit_from = models.DateField(_("first day of the visit"), null=True)
    visit_to = models.DateField(_("last day of the visit"), null=True)
    lesson = models.TextField(_("lesson for everybody"), blank=True, max_length=MOST_TEXT)
    lesson_by = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, related_name="+", verbose_name=_("written by")
    )
    lesson_agreed_at = models.DateTimeField(_("published at"), null=True)
    practice = models.ForeignKey(PracticePage, models.SET_NULL, null=True, related_name="+")

    objects = PeerReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("peer review")
        verbose_name_plural = _("peer reviews")
        constraints = (
            models.UniqueConstraint(
                fields=["request", "reviewer"], name="practices_reviewer_invited_once"
            ),
            models.CheckConstraint(
                condition=Q(status=ReviewStatus.INVITED, answered_at=None)
                | Q(
                    status__in=[ReviewStatus.ACCEPTED, ReviewStatus.DECLINED],
                    answered_at__isnull=False,
                ),
                name="practices_review_answered",
            ),
            models.CheckConstraint(
                condition=Q(visit_from=None, visit_to=None)
                | Q(
                    status=ReviewStatus.ACCEPTED,
                    visit_from__isnull=False,
                    visit_to__isnull=False,
                    visit_to__gte=models.F("visit_from"),
                ),
                name="practices_review_visit_in_order",
            ),
            models.CheckConstraint(
                condition=Q(lesson_agreed_at=None)
                | (Q(status=ReviewStatus.ACCEPTED) & ~Q(lesson="")),
                name="practices_review_lesson_agreed",
            ),
        )

    def __str__(self) -> str:
        return f"{self.reviewer}: {self.get_status_display()}"

    @property
    def is_accepted(self) -> bool:
        """Whether the reviewer said yes."""
        return self.status == ReviewStatus.ACCEPTED


class ReviewFinding(models.Model):
    """What one side wrote for the other; nobody else ever reads it."""

    review = models.ForeignKey(PeerReview, models.CASCADE, related_name="findings")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    text = models.TextField(_("finding"), max_length=MOST_TEXT)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    added_at = models.DateTimeField(_("added at"))

    class Meta:
        verbose_name = _("finding of a peer review")
        verbose_name_plural = _("findings of peer reviews")
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="practices_finding_says_something"),
            models.UniqueConstraint(
                fields=["review", "organisation", "text"], name="practices_finding_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation}, {self.added_at:%Y-%m-%d}"
