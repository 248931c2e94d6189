"""An organisation: its names, form, sectors, places and dated facts."""

from typing import Self

from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from portal.common.partial_dates import in_words, validate_partial_date
from portal.organisations.enums import CharterStatus, LivingWageStatus, SizeBand
from portal.organisations.models.vocabulary import Area, ClientGroup, Sector


class OrganisationKind(models.TextChoices):
    """What an organisation mainly does in this network."""

    PROVIDER = "provider", _("Provider")
    INNOVATOR = "innovator", _("Innovator")
    COMMISSIONER = "commissioner", _("Commissioner")
    PUBLIC_BODY = "public-body", _("Public body")
    PARTNERSHIP = "partnership", _("Partnership")
    RESEARCH = "research", _("Research")
    SUPPORT = "support", _("Sector support")
    FUNDER = "funder", _("Funder")
    WORKFORCE = "workforce", _("Workforce partner")
    OTHER = "other", _("Other")


CHECKED_KINDS = (
    OrganisationKind.COMMISSIONER,
    OrganisationKind.PARTNERSHIP,
    OrganisationKind.SUPPORT,
)
"""Commissioners, and what can hold members: an organisation becomes or stops being one by a
moderator's word.
"""


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Filters that several screens share."""

    def in_name_order(self) -> Self:
        """Alphabetical, the order of every public list."""
        return self.order_by(Lower("name"))

    def real(self) -> Self:
        """Without the fictional examples."""
        return self.filter(is_example=False)


class Organisation(ClusterableModel):
    """A body that provides, buys, studies, funds or supports care; never ranked by its
    legal form.
    """

    slug = models.SlugField(_("short name in addresses"), max_length=100, unique=True)
    name = models.CharField(_("name"), max_length=200, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind.choices)
    legal_form = models.CharField(_("legal form"), max_length=200, blank=True)
    description = models.TextField(_("what it does"), blank=True)
    source = models.CharField(_("where this comes from"), max_length=200, blank=True)
    sectors = models.ManyToManyField(Sector, verbose_name=_("sectors"), blank=True)
    areas = models.ManyToManyField(Area, verbose_name=_("areas served"), blank=True)
    client_groups = models.ManyToManyField(ClientGroup, verbose_name=_("client groups"), blank=True)
    size_band = models.CharField(
        _("people who work there"), max_length=10, choices=SizeBand.choices, blank=True
    )
    charter_status = models.CharField(
        _("Good Employment Charter"), max_length=10, choices=CharterStatus.choices, blank=True
    )
    charter_date = models.DateField(_("Charter: as of"), null=True, blank=True)
    living_wage_status = models.CharField(
        _("Real Living Wage"), max_length=10, choices=LivingWageStatus.choices, blank=True
    )
    living_wage_date = models.DateField(_("Real Living Wage: as of"), null=True, blank=True)
    debarred_on = models.DateField(
        _("on the debarment list since"),
        null=True,
        blank=True,
        help_text=_(
            "Only what the public list on GOV.UK says, never a rumour. The organisation is then "
            "proposed for no team."
        ),
    )
    is_example = models.BooleanField(
        _("example"),
        default=False,
        help_text=_("Fictional, for demonstration; shown with a label."),
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(charter_status="", charter_date__isnull=True)
                | models.Q(charter_status__in=CharterStatus.values, charter_date__isnull=False),
                name="organisations_charter_has_a_date",
                violation_error_message=_("Give the Charter status and its date, or neither."),
            ),
            models.CheckConstraint(
                condition=models.Q(living_wage_status="", living_wage_date__isnull=True)
                | models.Q(
                    living_wage_status__in=LivingWageStatus.values, living_wage_date__isnull=False
                ),
                name="organisations_living_wage_has_a_date",
                violation_error_message=_("Give the Living Wage status and its date, or neither."),
            ),
            models.CheckConstraint(
                condition=models.Q(size_band="") | models.Q(size_band__in=SizeBand.values),
                name="organisations_size_band_known",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def legal_form_slug(self) -> str:
        """The legal form as addresses name it, the same for spellings that differ in capitals or
        punctuation; empty where none is stated.
        """
        return slugify(self.legal_form)

    def get_absolute_url(self) -> str:
        """Address of the public profile page."""
        return reverse("organisation_detail", args=[self.slug])


class NameKind(models.TextChoices):
    """Why an organisation has another name."""

    FORMER = "former", _("Former name")
    ACRONYM = "acronym", _("Short form")
    VARIANT = "variant", _("Other spelling")


class OrganisationName(models.Model):
    """Another name that search finds an organisation by, such as CASA for Be Caring."""

    # Parental, so that the admin edits names together with their organisation.
    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="other_names")
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=NameKind.choices)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "name"], name="organisations_other_name_once"
            ),
        )

    def __str__(self) -> str:
        return self.name


class OrganisationFact(models.Model):
    """One figure or statement with the date it stood for and who says so; never shown undated."""

    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="facts")
    label = models.CharField(_("what it is"), max_length=120)
    value = models.CharField(_("figure or statement"), max_length=300)
    as_of = models.CharField(
        _("as of"), max_length=10, blank=True, validators=[validate_partial_date]
    )
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "label", "as_of"], name="organisations_fact_once_a_date"
            ),
        )

    def __str__(self) -> str:
        return f"{self.label}: {self.value}"

    @property
    def as_of_in_words(self) -> str:
        """The date as people read it; empty where the source gives none."""
        return in_words(self.as_of)
