"""What a provider declares so that it can be matched: given in confidence, for a purpose,
until withdrawn.
"""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.organisations.models.organisation import Organisation
from portal.organisations.models.vocabulary import Area, ServiceType
from portal.organisations.registration import (
    RegulatedActivity,
    location_page,
    provider_page,
    valid_location_id,
    valid_provider_id,
)

EXPIRES_AFTER_DAYS = 90
"""A declared capacity is a promise; one older than this is asked for again."""


class TurnoverBand(models.TextChoices):
    """Yearly turnover in bands, so that no exact figure is ever held."""

    UNDER_100K = "under-100k", _("Under £100,000")
    UNDER_500K = "under-500k", _("£100,000 to £499,999")
    UNDER_1M = "under-1m", _("£500,000 to £999,999")
    UNDER_5M = "under-5m", _("£1 million to £4.9 million")
    UNDER_20M = "under-20m", _("£5 million to £19.9 million")
    OVER_20M = "over-20m", _("£20 million and more")

    @property
    def least_thousand_pounds(self) -> int:
        """The lower edge of the band in thousand pounds: what can be relied on."""
        return _LEAST[self]


_LEAST = {
    TurnoverBand.UNDER_100K: 0,
    TurnoverBand.UNDER_500K: 100,
    TurnoverBand.UNDER_1M: 500,
    TurnoverBand.UNDER_5M: 1_000,
    TurnoverBand.UNDER_20M: 5_000,
    TurnoverBand.OVER_20M: 20_000,
}


class Rating(models.TextChoices):
    """The regulator's published rating of a service; not every service is rated."""

    OUTSTANDING = "outstanding", _("Outstanding")
    GOOD = "good", _("Good")
    REQUIRES_IMPROVEMENT = "requires-improvement", _("Requires improvement")
    INADEQUATE = "inadequate", _("Inadequate")
    NOT_RATED = "not-rated", _("Not rated")


class StatedValue(models.TextChoices):
    """What an organisation stands for, in its own choice of a few words."""

    COOPERATIVE = "co-operative", _("Owned by its members or workers")
    LIVING_WAGE = "living-wage", _("Pays the Real Living Wage")
    SECURE_HOURS = "secure-hours", _("Gives staff secure hours")
    LOCAL = "local", _("Rooted in one neighbourhood")
    PEOPLE_LEAD = "people-lead", _("People who draw on support take the decisions")
    SMALL_TEAMS = "small-teams", _("Small teams that run themselves")


class BidderStatus(models.TextChoices):
    """What an organisation says that it is, which a reserved tender may ask for."""

    SME = "sme", _("A small or medium-sized firm: fewer than 250 staff")
    VCSE = "vcse", _("A voluntary, community or social enterprise")
    MUTUAL = "mutual", _("A public service mutual")
    SUPPORTED = "supported", _("A supported employment provider")


class ExclusionAnswer(models.TextChoices):
    """Whether an organisation says that a ground for exclusion applies to it; buyers decide."""

    UNSAID = "", _("We do not say yet")
    NO = "no", _("No, none applies to us")
    ADVICE = "advice", _("We are not sure, and need advice")
    YES = "yes", _("Yes, one applies to us")


FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Between them lies every year that anything here can be of."""

SMALLEST_TEAM = 2
LARGEST_TEAM = 6
"""Members of a team at most; the matching proposes no larger one."""


class MatchingProfile(models.Model):
    """What an organisation tells the matching alone; without this row it is in no matching."""

    organisation = models.OneToOneField(
        Organisation, models.CASCADE, related_name="matching_profile"
    )
    opted_in_at = models.DateTimeField(_("said yes"))
    withdrawn_at = models.DateTimeField(_("withdrew"), null=True, blank=True)
    is_willing_to_lead = models.BooleanField(_("would lead a bid"), default=False)
    turnover_band = models.CharField(
        _("yearly turnover"), max_length=12, choices=TurnoverBand.choices
    )
    # Of those who said their turnover before the year was asked for, it is not known.
    turnover_year = models.PositiveSmallIntegerField(
        _("year in which the financial year ended"), null=True, blank=True
    )
    max_share_percent = models.PositiveSmallIntegerField(
        _("largest share of a contract"),
        default=100,
        help_text=_("Per cent. An organisation that wants to stay small says so here."),
    )
    max_team_size = models.PositiveSmallIntegerField(
        _("largest team"),
        default=LARGEST_TEAM,
        help_text=_("Members, itself among them."),
    )
    stands_for = models.JSONField(_("stands for"), default=list, blank=True)
    """Values of StatedValue."""
    statuses = models.JSONField(_("is"), default=list, blank=True)
    """Values of BidderStatus."""
    exclusion = models.CharField(
        _("grounds for exclusion"), max_length=6, choices=ExclusionAnswer.choices, blank=True
    )
    self_declared_on = models.DateField(_("said so on"), null=True, blank=True)

    class Meta:
        verbose_name = _("matching profile")
        verbose_name_plural = _("matching profiles")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(max_share_percent__range=(1, 100)),
                name="organisations_profile_share_is_a_part",
            ),
            models.CheckConstraint(
                condition=models.Q(max_team_size__range=(SMALLEST_TEAM, LARGEST_TEAM)),
                name="organisations_profile_team_of_a_size_proposed",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True)
                | models.Q(withdrawn_at__gte=models.F("opted_in_at")),
                name="organisations_profile_withdrawn_after_yes",
            ),
            models.CheckConstraint(
                condition=models.Q(turnover_band__in=TurnoverBand.values),
                name="organisations_profile_band_known",
            ),
            models.CheckConstraint(
                condition=models.Q(turnover_year__isnull=True)
                | models.Q(turnover_year__range=(FIRST_YEAR, LAST_YEAR)),
                name="organisations_profile_turnover_of_a_sensible_year",
            ),
            models.CheckConstraint(
                condition=models.Q(exclusion__in=ExclusionAnswer.values),
                name="organisations_profile_exclusion_answer_known",
            ),
        )

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def turnover_in_words(self) -> str:
        """The band, with the year that it is of where that is known."""
        band = self.get_turnover_band_display()
        if self.turnover_year is None:
            return band
        return _("%(band)s (financial year to %(year)d)") % {
            "band": band,
            "year": self.turnover_year,
        }


class DeclaredServiceQuerySet(models.QuerySet["DeclaredService"]):
    """Filters and orders that several screens share."""

    def by_name(self) -> Self:
        """In the order of every list, with what each service is."""
        return self.select_related("service_type").order_by("service_type__name")


class DeclaredService(models.Model):
    """A service that an organisation says it can give, where, and what the regulator says of it."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="declared_services")
    service_type = models.ForeignKey(ServiceType, models.PROTECT, related_name="declared_by")
    areas = models.ManyToManyField(Area, verbose_name=_("areas"), related_name="declared_services")
    is_registered = models.BooleanField(_("registered with the regulator for it"), default=False)
    cqc_provider_id = models.CharField(
        _("provider ID at the CQC"), max_length=20, blank=True, validators=[valid_provider_id]
    )
    cqc_location_id = models.CharField(
        _("location ID at the CQC"), max_length=20, blank=True, validators=[valid_location_id]
    )
    regulated_activities = models.JSONField(_("regulated activities"), default=list, blank=True)
    """Values of RegulatedActivity."""
    rating = models.CharField(
        _("regulator's rating"), max_length=25, choices=Rating.choices, default=Rating.NOT_RATED
    )
    rating_date = models.DateField(_("date of the rating"), null=True, blank=True)
    rating_url = models.URLField(_("where the regulator says so"), max_length=300, blank=True)
    # What was declared for the matching was declared in confidence: showing it takes a yes.
    is_public = models.BooleanField(_("shown on the public page"), default=False)
    declared_date = models.DateField(_("declared on"))
    expires_date = models.DateField(_("ask again on"))

    objects = DeclaredServiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("declared service")
        verbose_name_plural = _("declared services")
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "service_type"], name="organisations_service_once"
            ),
            models.CheckConstraint(
                condition=models.Q(expires_date__gt=models.F("declared_date")),
                name="organisations_service_expires_later",
            ),
            models.CheckConstraint(
                condition=models.Q(rating="not-rated") | models.Q(rating_date__isnull=False),
                name="organisations_rating_has_a_date",
            ),
            models.CheckConstraint(
                condition=models.Q(is_registered=True)
                | models.Q(cqc_provider_id="", cqc_location_id=""),
                name="organisations_cqc_ids_of_the_registered",
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation}: {self.service_type}"

    @property
    def activities_in_words(self) -> list[str]:
        """What it is registered for, as the law calls it."""
        return [str(RegulatedActivity(value).label) for value in self.regulated_activities]

    @property
    def provider_page(self) -> str:
        """Address of the provider's page at the regulator; empty without a number."""
        return provider_page(self.cqc_provider_id)

    @property
    def location_page(self) -> str:
        """Address of the location's page at the regulator; empty without a number."""
        return location_page(self.cqc_location_id)
