"""A practice: a Wagtail page on the template of the founding papers' case studies."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import Page

from portal.common.partial_dates import in_words, validate_partial_date
from portal.organisations.models import Area, ClientGroup, Organisation, Sector
from portal.practices.enums import EvidenceBasis, KindOfChange, Stage
from portal.practices.evidence import evidence_sentence
from portal.practices.models.vocabulary import Beneficiary, Theme
from portal.practices.panels import PRACTICE_PANELS
from portal.practices.querysets import PracticeManager

NARRATIVE_FIELDS = (
    "problem",
    "what_is_done",
    "how_it_works",
    "results",
    "what_did_not_work",
    "implications",
)


class PracticePage(Page):
    """What was tried, what changed and what did not work, with who says so and when."""

    template = "practices/practice_page.html"
    subpage_types: ClassVar[list[str]] = []

    reference = models.CharField(
        _("reference"), max_length=20, blank=True, help_text=_("Stable reference such as P01.")
    )
    summary = models.CharField(
        _("summary"), max_length=250, help_text=_("One sentence: what it is and who it helps.")
    )
    lead_organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="led_practices",
        verbose_name=_("lead organisation"),
    )
    partners = ParentalManyToManyField(
        Organisation, blank=True, related_name="partner_practices", verbose_name=_("partners")
    )
    sectors = ParentalManyToManyField(Sector, blank=True, verbose_name=_("sectors"))
    areas = ParentalManyToManyField(Area, blank=True, verbose_name=_("areas"))
    themes = ParentalManyToManyField(Theme, blank=True, verbose_name=_("themes"))
    client_groups = ParentalManyToManyField(
        ClientGroup, blank=True, verbose_name=_("client groups")
    )
    gains = ParentalManyToManyField(Beneficiary, blank=True, verbose_name=_("who gains"))

    stage = models.CharField(_("stage"), max_length=10, choices=Stage.choices)
    stage_as_stated = models.CharField(_("stage in the source's words"), max_length=120, blank=True)
    evidence_basis = models.CharField(
        _("what the results rest on"),
        max_length=10,
        choices=EvidenceBasis.choices,
        default=EvidenceBasis.NOT_STATED,
    )
    kind_of_change = models.CharField(
        _("kind of change"), max_length=15, choices=KindOfChange.choices, blank=True
    )
    started = models.CharField(
        _("started"), max_length=10, blank=True, validators=[validate_partial_date]
    )
    as_of = models.CharField(
        _("facts as of"), max_length=10, blank=True, validators=[validate_partial_date]
    )
    review_by_date = models.DateField(_("review by"), null=True, blank=True)

    problem = models.TextField(_("What is the problem?"), blank=True)
    what_is_done = models.TextField(_("What is done?"), blank=True)
    how_it_works = models.TextField(_("How does it work?"), blank=True)
    results = models.TextField(_("What changed?"), blank=True)
    what_did_not_work = models.TextField(_("What did not work?"), blank=True)
    implications = models.TextField(_("What does it mean for others?"), blank=True)
    cost_and_staff_time = models.TextField(_("Cost and staff time"), blank=True)
    our_reading = models.JSONField(_("sections that are our reading"), default=list, blank=True)
    imported_sha256 = models.CharField(
        _("digest of the imported row"), max_length=64, blank=True, editable=False
    )
    licence = models.CharField(_("licence"), max_length=120, blank=True)
    is_example = models.BooleanField(
        _("example"),
        default=False,
        help_text=_("Fictional, for demonstration; shown with a label."),
    )

    objects = PracticeManager()

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, *PRACTICE_PANELS]

    class Meta:
        verbose_name = _("practice")
        verbose_name_plural = _("practices")
        constraints = (
            models.UniqueConstraint(
                fields=["reference"],
                condition=~models.Q(reference=""),
                name="practices_reference_once",
            ),
            models.CheckConstraint(
                condition=models.Q(stage__in=Stage.values), name="practices_stage_known"
            ),
            models.CheckConstraint(
                condition=models.Q(evidence_basis__in=EvidenceBasis.values),
                name="practices_evidence_basis_known",
            ),
        )

    def clean(self) -> None:
        """Refuse a mark of our reading on a section that does not exist."""
        super().clean()
        unknown = set(self.our_reading) - set(NARRATIVE_FIELDS)
        if unknown:
            raise ValidationError(
                {"our_reading": _("Not a section: %s") % ", ".join(sorted(unknown))}
            )

    @property
    def evidence_sentence(self) -> str:
        """What the results rest on, in one sentence that names who says so."""
        return evidence_sentence(
            basis=EvidenceBasis(self.evidence_basis), organisation=str(self.lead_organisation or "")
        )

    @property
    def as_of_in_words(self) -> str:
        """The date the facts stand for, as people read it."""
        return in_words(self.as_of)

    @property
    def started_in_words(self) -> str:
        """When it began, as people read it."""
        return in_words(self.started)
