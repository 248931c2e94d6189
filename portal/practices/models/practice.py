"""A practice: a Wagtail page on the template of the founding papers' case studies."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import Page

from portal.common.partial_dates import in_words, validate_partial_date
from portal.organisations.models import Area, ClientGroup, Organisation, Sector
from portal.practices.enums import (
    ArchiveReason,
    CostBand,
    EvidenceBasis,
    EvidenceLevel,
    KindOfChange,
    Manual,
    Stage,
)
from portal.practices.evidence import Assessment, DeclaredFacts, assess
from portal.practices.evidence_words import evidence_sentence
from portal.practices.models.origin import HasOrigin
from portal.practices.models.vocabulary import Beneficiary, Theme
from portal.practices.naming import NamesOrganisations
from portal.practices.panels import PRACTICE_PANELS
from portal.practices.querysets import PracticeManager
from portal.practices.short_names import refuse_reserved

NARRATIVE_FIELDS = (
    "problem",
    "what_is_done",
    "how_it_works",
    "results",
    "what_did_not_work",
    "implications",
)


class PracticePage(HasOrigin, NamesOrganisations, Page):
    """What was tried, what changed and what did not work, with who says so and when."""

    template = "practices/practice_page.html"
    subpage_types: ClassVar[list[str]] = ["practices.EasyReadPage"]

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
        help_text=_("As its source says. The evidence level is worked out from this and more."),
    )
    manual = models.CharField(
        _("Is there a manual or set procedure?"),
        max_length=10,
        choices=Manual.choices,
        default=Manual.NOT_STATED,
        help_text=_("It lets others do the same again, in the same way."),
    )
    evidence_level = models.CharField(
        _("evidence level"),
        max_length=10,
        choices=EvidenceLevel.choices,
        default=EvidenceLevel.NOT_STATED,
        editable=False,
        db_index=True,
    )
    evidence_grounds = models.JSONField(
        _("measurement that decides the level"), default=dict, blank=True, editable=False
    )
    kind_of_change = models.CharField(
        _("kind of change"), max_length=15, choices=KindOfChange.choices, blank=True
    )
    cost_band = models.CharField(
        _("what it costs in the first year"),
        max_length=15,
        choices=CostBand.choices,
        default=CostBand.NOT_STATED,
        help_text=_("Only what the source states. Put its own words under “Cost and staff time”."),
    )
    started = models.CharField(
        _("started"), max_length=10, blank=True, validators=[validate_partial_date]
    )
    as_of = models.CharField(
        _("facts as of"), max_length=10, blank=True, validators=[validate_partial_date]
    )
    review_by_date = models.DateField(
        _("review by"),
        null=True,
        blank=True,
        help_text=_("After this day the page says that its facts may have changed."),
    )
    archived_on = models.DateField(
        _("archived on"),
        null=True,
        blank=True,
        help_text=_("From this day the page is kept for the record and left out of search."),
    )
    archive_reason = models.CharField(
        _("why it is archived"), max_length=15, choices=ArchiveReason.choices, blank=True
    )
    successor = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("read instead"),
        help_text=_("The practice that takes its place, if there is one."),
    )

    problem = models.TextField(_("What is the problem?"), blank=True)
    what_is_done = models.TextField(_("What is done?"), blank=True)
    how_it_works = models.TextField(_("How does it work?"), blank=True)
    results = models.TextField(_("What changed?"), blank=True)
    what_did_not_work = models.TextField(_("What did not work?"), blank=True)
    implications = models.TextField(_("What does it mean for others?"), blank=True)
    cost_and_staff_time = models.TextField(_("Cost and staff time"), blank=True)
    our_reading = models.JSONField(_("sections that are our reading"), default=list, blank=True)
    easy_read_url = models.URLField(
        _("Easy Read version"),
        blank=True,
        help_text=_("The address of a version in short sentences with pictures, if there is one."),
    )
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
            models.CheckConstraint(
                condition=models.Q(evidence_level__in=EvidenceLevel.values)
                & models.Q(manual__in=Manual.values),
                name="practices_evidence_level_known",
            ),
            models.CheckConstraint(
                condition=models.Q(cost_band__in=CostBand.values), name="practices_cost_band_known"
            ),
            models.CheckConstraint(
                condition=models.Q(archived_on=None, archive_reason="", successor=None)
                | models.Q(archived_on__isnull=False, archive_reason__in=ArchiveReason.values),
                name="practices_archived_with_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(successor=None) | ~models.Q(successor=models.F("pk")),
                name="practices_successor_is_another",
            ),
        )

    def clean(self) -> None:
        """Refuse a reserved name, half an archiving, or our reading of a section that is none."""
        super().clean()
        refuse_reserved(self.slug)
        self._clean_archiving()
        unknown = set(self.our_reading) - set(NARRATIVE_FIELDS)
        if unknown:
            raise ValidationError(
                {"our_reading": _("Not a section: %s") % ", ".join(sorted(unknown))}
            )

    def _clean_archiving(self) -> None:
        if self.archived_on and not self.archive_reason:
            raise ValidationError({"archive_reason": _("Choose why the practice is archived.")})
        if not self.archived_on and (self.archive_reason or self.successor_id):
            raise ValidationError(
                {"archived_on": _("Give the day of archiving, or empty the other two fields.")}
            )
        if self.successor_id and self.successor_id == self.pk:
            raise ValidationError({"successor": _("Choose another practice than this one.")})

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the evidence level that the facts in hand give.

        A save that names its fields leaves the level alone: Wagtail keeps a draft beside the
        published row in that way.
        """
        if kwargs.get("update_fields") is not None:
            super().save(*args, **kwargs)
            return
        self.take_evidence(self.assess_evidence())
        super().save(*args, **kwargs)
        # Each figure that was just written had the level worked out from a row that was half
        # written: who gains comes last.
        PracticePage.objects.filter(pk=self.pk).update(
            evidence_level=self.evidence_level, evidence_grounds=self.evidence_grounds
        )

    def assess_evidence(self) -> Assessment:
        """The level that the declared facts in hand give, a draft's own figures among them."""
        says_what = self.what_is_done or self.how_it_works
        says_why = self.problem or self.gains.all()
        return assess(
            DeclaredFacts(
                stage=self.stage,
                basis=self.evidence_basis,
                says_what_and_why=bool(says_what and says_why),
                manual=self.manual,
                measurements=tuple(claim.measurement for claim in self.claims.all()),
            )
        )

    def take_evidence(self, assessment: Assessment) -> bool:
        """Set the level, and say whether that changed anything."""
        before = (self.evidence_level, self.evidence_grounds)
        self.evidence_level, self.evidence_grounds = assessment.level, assessment.grounds
        return before != (self.evidence_level, self.evidence_grounds)

    @property
    def evidence_sentence(self) -> str:
        """Why the evidence has its level, naming the lead organisation where it measured."""
        return self.explain_evidence(organisation=str(self.lead_organisation or ""))

    def explain_evidence(self, *, organisation: str) -> str:
        """The same for who has the name of the lead organisation in hand already."""
        return evidence_sentence(
            level=EvidenceLevel(self.evidence_level),
            basis=EvidenceBasis(self.evidence_basis),
            grounds=self.evidence_grounds,
            organisation=organisation,
        )

    @property
    def has_easy_read(self) -> bool:
        """Whether readers can be sent to an Easy Read version; read it with `easy_read` joined."""
        own = getattr(self, "easy_read", None)
        return bool(self.easy_read_url or (own and own.is_shown))

    @property
    def easy_read_address(self) -> str:
        """Where that version is, ours before one elsewhere; empty where there is none."""
        own = getattr(self, "easy_read", None)
        return (own.url or "") if own and own.is_shown else self.easy_read_url

    @property
    def start_year(self) -> str:
        """The year it began, such as “2018”; empty where the source does not say."""
        return self.started[:4]

    @property
    def as_of_in_words(self) -> str:
        """The date the facts stand for, as people read it."""
        return in_words(self.as_of)

    @property
    def started_in_words(self) -> str:
        """When it began, as people read it."""
        return in_words(self.started)
