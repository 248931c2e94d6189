"""Controlled vocabularies that describe organisations: sectors, areas, client groups, service
types.
"""

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node

from portal.common.models import Term


class Sector(Term):
    """One kind of ownership or purpose; an organisation may hold several (a CIC may be
    a mutual).
    """

    FILE_NAME = "sectors"

    class Meta:
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")


class ClientGroup(Term):
    """People whom care and support are for, in the sector's words."""

    FILE_NAME = "client-groups"

    class Meta:
        verbose_name = _("client group")
        verbose_name_plural = _("client groups")


class ServiceType(Term):
    """A kind of care or support that a provider can declare and a tender can ask for."""

    FILE_NAME = "service-types"

    cpv_code = models.CharField(
        _("CPV code"),
        max_length=8,
        blank=True,
        help_text=_("Common Procurement Vocabulary code, eight digits, that notices use for it."),
        validators=[RegexValidator(r"^\d{8}$", _("A CPV code has eight digits."))],
    )

    is_regulated = models.BooleanField(
        _("needs registration"),
        default=False,
        help_text=_("The Care Quality Commission registers who may give it in England."),
    )

    class Meta:
        verbose_name = _("service type")
        verbose_name_plural = _("service types")


class AreaKind(models.TextChoices):
    """How large a place is, from the whole country to a ward."""

    COUNTRY = "country", _("Country")
    REGION = "region", _("Region")
    CITY_REGION = "city-region", _("City region")
    BOROUGH = "borough", _("Borough")
    COUNTY = "county", _("County")
    CITY = "city", _("City")
    TOWN = "town", _("Town")
    WARD = "ward", _("Ward")
    PLACE = "place", _("Place")
    GROUP = "group", _("Group of places")


class Area(MP_Node):
    """A place in a tree with branches outside Greater Manchester; being in a place means being in
    its parents.
    """

    slug = models.SlugField(_("short name in addresses"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind of place"), max_length=20, choices=AreaKind.choices)
    note = models.TextField(_("note for readers"), blank=True)
    gss_code = models.CharField(
        _("GSS code"),
        max_length=9,
        blank=True,
        help_text=_("Nine-character code of the Office for National Statistics."),
    )

    class Meta:
        verbose_name = _("area")
        verbose_name_plural = _("areas")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Address of the place's page."""
        return reverse("area_detail", args=[self.slug])
