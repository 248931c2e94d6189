"""The rows that belong to one practice: claims, findings, sources and links to other practices."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from portal.common.partial_dates import in_words, validate_partial_date
from portal.practices.descent import reached
from portal.practices.enums import (
    Addressee,
    Comparison,
    Effect,
    FindingKind,
    LinkKind,
    MeasuredBy,
    Method,
    Replication,
    SourceDocument,
)
from portal.practices.evidence import Measurement
from portal.practices.possible_figures import refuse_impossible


class ImpactClaim(Orderable):
    """One stated change: a figure exactly as its source gives it, when, and who measured.

    Effect, method, comparison and replication are what the practice's evidence level rests on.
    """

    practice = ParentalKey(
        "practices.PracticePage", on_delete=models.CASCADE, related_name="claims"
    )
    value = models.CharField(_("figure"), max_length=60, help_text=_("As stated: do not round."))
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    what_changed = models.CharField(_("what changed"), max_length=250)
    period = models.CharField(_("over what time"), max_length=120, blank=True)
    as_of = models.CharField(
        _("as of"), max_length=10, blank=True, validators=[validate_partial_date]
    )
    measured_by = models.CharField(
        _("measured by"),
        max_length=15,
        choices=MeasuredBy.choices,
        default=MeasuredBy.NOT_STATED,
    )
    effect = models.CharField(
        _("what the figure shows"),
        max_length=15,
        choices=Effect.choices,
        default=Effect.NOT_STATED,
        help_text=_("Choose a change only if the figure itself shows one."),
    )
    method = models.CharField(
        _("how it was measured"),
        max_length=15,
        choices=Method.choices,
        default=Method.NOT_STATED,
        help_text=_("As the source says. Leave “not stated” if it does not say."),
    )
    comparison = models.CharField(
        _("compared with"),
        max_length=20,
        choices=Comparison.choices,
        default=Comparison.NOT_STATED,
        help_text=_("A group that did not take part shows best what the practice itself did."),
    )
    replication = models.CharField(
        _("where it was measured"),
        max_length=15,
        choices=Replication.choices,
        default=Replication.NOT_STATED,
        help_text=_("Say if this figure is from others who repeated the practice."),
    )
    caution = models.CharField(_("caution for readers"), max_length=300, blank=True)

    class Meta(Orderable.Meta):
        constraints = (
            models.CheckConstraint(
                condition=models.Q(
                    measured_by__in=MeasuredBy.values,
                    effect__in=Effect.values,
                    method__in=Method.values,
                    comparison__in=Comparison.values,
                    replication__in=Replication.values,
                ),
                name="practices_claim_facts_known",
            ),
        )

    def __str__(self) -> str:
        # The index and the digests compare with what they have seen: these words stay.
        return f"{self.value} {self.unit} {self.what_changed}".strip()

    @property
    def figure(self) -> str:
        """The figure with its unit, as stated: “80%”, “29 carers”."""
        space = "" if self.unit == "%" else " "
        return f"{self.value}{space}{self.unit}".strip()

    @property
    def in_words(self) -> str:
        """The figure and what it shows: “80% social connections rose”."""
        return f"{self.figure} {self.what_changed}".strip()

    def clean(self) -> None:
        """Refuse a number that cannot be."""
        super().clean()
        try:
            refuse_impossible(self.value, self.unit)
        except ValidationError as error:
            raise ValidationError({"value": error}) from error

    @property
    def measurement(self) -> Measurement:
        """The declared facts that the rules of evidence weigh."""
        return Measurement(
            effect=self.effect,
            measured_by=self.measured_by,
            method=self.method,
            comparison=self.comparison,
            replication=self.replication,
            as_of=self.as_of,
        )

    @property
    def as_of_in_words(self) -> str:
        """The date of the figure as people read it."""
        return in_words(self.as_of)


class Finding(Orderable):
    """Something that held a practice back, helped it, or is still wanted, and whom it is a message
    to.
    """

    practice = ParentalKey(
        "practices.PracticePage", on_delete=models.CASCADE, related_name="findings"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=FindingKind.choices)
    text = models.CharField(_("in one sentence"), max_length=400)
    addressee = models.CharField(
        _("for"), max_length=15, choices=Addressee.choices, default=Addressee.ANYONE
    )

    def __str__(self) -> str:
        return self.text


class PracticeSource(Orderable):
    """Where a practice is described: document, section and part."""

    practice = ParentalKey(
        "practices.PracticePage", on_delete=models.CASCADE, related_name="sources"
    )
    document = models.CharField(_("document"), max_length=20, choices=SourceDocument.choices)
    section = models.CharField(_("section"), max_length=120, blank=True)
    part = models.CharField(_("part"), max_length=200, blank=True)
    url = models.URLField(_("link"), blank=True)

    def __str__(self) -> str:
        return " · ".join(filter(None, [self.get_document_display(), self.section, self.part]))


class PracticeLink(Orderable):
    """A relation from this practice to another, with what was changed and why where it is an
    adaptation.
    """

    practice = ParentalKey("practices.PracticePage", on_delete=models.CASCADE, related_name="links")
    to = models.ForeignKey(
        "practices.PracticePage", models.CASCADE, related_name="links_to_here", verbose_name=_("to")
    )
    kind = models.CharField(_("relation"), max_length=15, choices=LinkKind.choices)
    what_changed = models.TextField(_("what was changed"), blank=True)
    why = models.TextField(_("why"), blank=True)
    is_our_reading = models.BooleanField(
        _("our reading"), default=False, help_text=_("We see this relation; no source states it.")
    )

    class Meta(Orderable.Meta):
        constraints = (
            models.UniqueConstraint(fields=["practice", "to", "kind"], name="practices_link_once"),
            models.CheckConstraint(
                condition=~models.Q(practice=models.F("to")), name="practices_link_not_to_itself"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.to}"

    def clean(self) -> None:
        """Refuse an adaptation of a practice that was itself adapted from this one."""
        super().clean()
        if self.kind != LinkKind.ADAPTED_FROM or self.practice_id is None:
            return
        parents: dict[int, list[int]] = defaultdict(list)
        adaptations = PracticeLink.objects.filter(kind=LinkKind.ADAPTED_FROM)
        for child, parent in adaptations.values_list("practice_id", "to_id"):
            parents[child].append(parent)
        if self.practice_id in reached(self.to_id, parents):
            raise ValidationError(
                {
                    "to": _(
                        "“%(practice)s” was itself adapted from this one. Choose another practice, "
                        "or take the link away there."
                    )
                    % {"practice": self.to}
                }
            )
