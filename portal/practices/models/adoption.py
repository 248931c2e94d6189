"""Who took up a practice of others: declared by one side, answered by the other, told by both."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.common.partial_dates import in_words, validate_partial_date
from portal.organisations.models import Area, Organisation
from portal.practices.enums import AdoptionStatus, Confirmation, StopReason
from portal.practices.models.reported_text import TextKind, is_hidden_text


class StandingAdoptionManager(models.Manager["Adoption"]):
    """Adoptions that nobody withdrew: all that any reader sees or counts."""

    def get_queryset(self) -> "models.QuerySet[Adoption]":
        """Without those that were a mistake; with `are_words_hidden`."""
        standing = super().get_queryset().filter(withdrawn_at=None)
        return standing.annotate(are_words_hidden=is_hidden_text(TextKind.ADOPTION))


class ShownResultManager(models.Manager["AdoptionResult"]):
    """Results that no moderator hid."""

    def get_queryset(self) -> "models.QuerySet[AdoptionResult]":
        """All that readers see."""
        return super().get_queryset().exclude(is_hidden_text(TextKind.RESULT))


class Adoption(models.Model):
    """What one organisation says it does with a practice, and what its author says to that."""

    practice = models.ForeignKey("practices.PracticePage", models.CASCADE, related_name="adoptions")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="adoptions")
    status = models.CharField(_("how far it is"), max_length=10, choices=AdoptionStatus.choices)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, verbose_name=_("where"))
    started = models.CharField(
        _("started"), max_length=10, blank=True, validators=[validate_partial_date]
    )
    stopped = models.CharField(
        _("stopped"), max_length=10, blank=True, validators=[validate_partial_date]
    )
    stop_reason = models.CharField(
        _("why it stopped"), max_length=10, choices=StopReason.choices, blank=True
    )
    what_changed = models.TextField(_("what was changed, and why"), blank=True)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    declared_at = models.DateTimeField(_("declared at"))
    confirmation = models.CharField(
        _("answer of the author"),
        max_length=10,
        choices=Confirmation.choices,
        default=Confirmation.WAITING,
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered at"), null=True)
    dispute = models.CharField(_("what is disputed"), max_length=500, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn as a mistake"), null=True)

    shown_results: "list[AdoptionResult]"
    """On rows that `selectors.adoptions` read, and no others."""

    # The first one is what `practice.adoptions` reads by too.
    objects = StandingAdoptionManager()
    even_withdrawn = models.Manager["Adoption"]()

    class Meta:
        verbose_name = _("adoption")
        verbose_name_plural = _("adoptions")
        constraints = (
            models.UniqueConstraint(
                fields=["practice", "organisation"], name="practices_adoption_once"
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=AdoptionStatus.values)
                & models.Q(confirmation__in=Confirmation.values),
                name="practices_adoption_states_known",
            ),
            models.CheckConstraint(
                condition=models.Q(status=AdoptionStatus.STOPPED, stop_reason__in=StopReason.values)
                | models.Q(~models.Q(status=AdoptionStatus.STOPPED), stop_reason="", stopped=""),
                name="practices_adoption_stopped_with_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(dispute="") ^ models.Q(confirmation=Confirmation.DISPUTED),
                name="practices_adoption_disputed_with_words",
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_status_display()}"

    @property
    def shown_what_changed(self) -> str:
        """What was changed, unless moderators hid the words; read of a row of `objects`."""
        return "" if getattr(self, "are_words_hidden", False) else self.what_changed

    @property
    def shown_dispute(self) -> str:
        """What is disputed, unless moderators hid the words; read of a row of `objects`."""
        return "" if getattr(self, "are_words_hidden", False) else self.dispute

    def get_absolute_url(self) -> str:
        """Address of its page, for those of both sides."""
        return reverse("adoption_detail", args=[self.pk])

    @property
    def status_in_words(self) -> str:
        """How far it is, as people read it; much faster than Django's own for hundreds of rows."""
        return str(AdoptionStatus(self.status).label)

    @property
    def confirmation_in_words(self) -> str:
        """What the author says to it, as people read it."""
        return str(Confirmation(self.confirmation).label)

    @property
    def started_in_words(self) -> str:
        """When it began there, as people read it."""
        return in_words(self.started)

    @property
    def stopped_in_words(self) -> str:
        """When it ended there, as people read it."""
        return in_words(self.stopped)


class AdoptionResult(models.Model):
    """Something that came of an adoption, and which side says so."""

    adoption = models.ForeignKey(Adoption, models.CASCADE, related_name="results")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    text = models.CharField(_("what came of it"), max_length=1000)
    as_of = models.CharField(_("as of"), max_length=10, validators=[validate_partial_date])
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    added_at = models.DateTimeField(_("added at"))

    # The first one is what `adoption.results` reads by too.
    objects = ShownResultManager()
    even_hidden = models.Manager["AdoptionResult"]()

    class Meta:
        verbose_name = _("result of an adoption")
        verbose_name_plural = _("results of adoptions")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(text=""), name="practices_adoption_result_says_something"
            ),
            # Pressing the button twice adds one result.
            models.UniqueConstraint(
                fields=["adoption", "organisation", "text", "as_of"],
                name="practices_adoption_result_once",
            ),
        )

    def __str__(self) -> str:
        return self.text

    @property
    def as_of_in_words(self) -> str:
        """The date of the result as people read it."""
        return in_words(self.as_of)
