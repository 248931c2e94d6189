"""The fields of a practice as editors see them in the Wagtail admin, in the order they are asked
for.
"""

from typing import Any

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

PRACTICE_PANELS: list[Any] = [
    FieldPanel("summary"),
    MultiFieldPanel(
        [
            FieldPanel("lead_organisation"),
            FieldPanel("partners"),
            FieldPanel("sectors", widget=CheckboxSelectMultiple),
            FieldPanel("areas"),
        ],
        heading=_("Who and where"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("themes"),
            FieldPanel("client_groups", widget=CheckboxSelectMultiple),
            FieldPanel("gains", widget=CheckboxSelectMultiple),
        ],
        heading=_("What about and for whom"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("stage"), FieldPanel("stage_as_stated")]),
            FieldRowPanel([FieldPanel("started"), FieldPanel("as_of")]),
            FieldPanel("evidence_basis"),
            FieldPanel("manual"),
            FieldPanel("evidence_level", read_only=True),
            FieldPanel("kind_of_change"),
            FieldPanel("cost_band"),
        ],
        heading=_("Stage and evidence"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("review_by_date"),
            FieldRowPanel([FieldPanel("archived_on"), FieldPanel("archive_reason")]),
            FieldPanel("successor"),
        ],
        heading=_("Review and archive"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("problem"),
            FieldPanel("what_is_done"),
            FieldPanel("how_it_works"),
            FieldPanel("results"),
            FieldPanel("what_did_not_work"),
            FieldPanel("implications"),
            FieldPanel("cost_and_staff_time"),
        ],
        heading=_("The story"),
    ),
    InlinePanel("pictures", heading=_("Pictures"), label=_("Picture")),
    InlinePanel("documents", heading=_("Files"), label=_("File")),
    InlinePanel("claims", heading=_("Figures"), label=_("Figure")),
    InlinePanel("findings", heading=_("Barriers, enablers and wants"), label=_("Finding")),
    InlinePanel("sources", heading=_("Sources"), label=_("Source")),
    InlinePanel("links", heading=_("Links to other practices"), label=_("Link")),
    MultiFieldPanel(
        [
            FieldPanel("reference"),
            FieldPanel("easy_read_url"),
            FieldPanel("licence"),
            FieldPanel("is_example"),
        ],
        heading=_("Record"),
    ),
]
