"""Themes in two levels, and the people who gain from a practice."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node

from portal.common.models import Term


class Theme(MP_Node):
    """A subject that practices are found by: a parent, or a child of one parent."""

    slug = models.SlugField(_("short name in addresses"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=120)
    description = models.TextField(_("what it means"), blank=True)
    is_gap = models.BooleanField(
        _("gap"),
        default=False,
        help_text=_("Asked for by the founding documents, with no practice yet that shows it."),
    )

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(depth__lte=2), name="practices_theme_two_levels"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Address of the theme's page."""
        return reverse("theme_detail", args=[self.slug])


class Beneficiary(Term):
    """Who gains from a practice: supported people, workers, families, commissioners, the
    neighbourhood.
    """

    FILE_NAME = "beneficiaries"

    class Meta:
        verbose_name = _("who gains")
        verbose_name_plural = _("who gains")
