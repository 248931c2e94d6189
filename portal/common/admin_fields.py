"""Holds what is typed in the Wagtail admin to the rules of the public forms."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminDateInput

from portal.common.days import EARLIEST
from portal.common.plain_text import printable

_not_too_early = MinValueValidator(EARLIEST, _("Enter a day after 1900."))


def check_what_is_typed() -> None:
    """Let no admin form take characters that cannot be printed, nor a day before 1900.

    One setting of a kind of field takes the place of Wagtail's own, so each names its widget too.
    """
    register_form_field_override(models.CharField, override={"validators": [printable]})
    register_form_field_override(
        models.TextField,
        override={"widget": AdminAutoHeightTextInput, "validators": [printable]},
        exact_class=True,
    )
    register_form_field_override(
        models.DateField, override={"widget": AdminDateInput, "validators": [_not_too_early]}
    )
