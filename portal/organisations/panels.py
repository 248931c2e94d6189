"""The public fields of an organisation as administrators see them, without confidential ones."""

from typing import Any

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel

TERM_PANELS: list[Any] = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("description")]

ORGANISATION_PANELS: list[Any] = [
    FieldPanel("name"),
    FieldPanel("slug"),
    MultiFieldPanel(
        [
            FieldPanel("kind"),
            FieldPanel("legal_form"),
            FieldPanel("size_band"),
            FieldPanel("description"),
            FieldPanel("source"),
        ],
        heading=_("What it is"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("sectors", widget=CheckboxSelectMultiple),
            FieldPanel("areas"),
            FieldPanel("client_groups", widget=CheckboxSelectMultiple),
        ],
        heading=_("What it does, where and for whom"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("charter_status"),
            FieldPanel("charter_date"),
            FieldPanel("living_wage_status"),
            FieldPanel("living_wage_date"),
        ],
        heading=_("How it employs"),
    ),
    InlinePanel(
        "identifiers",
        panels=[FieldPanel("scheme"), FieldPanel("number"), FieldPanel("declared_date")],
        heading=_("Numbers in public registers"),
        label=_("Number"),
    ),
    InlinePanel("other_names", heading=_("Other names"), label=_("Name")),
    InlinePanel("facts", heading=_("Facts and figures"), label=_("Fact")),
    FieldPanel("debarred_on"),
    FieldPanel("is_example"),
]
