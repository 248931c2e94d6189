"""How moderators see claims in the admin: those that wait first."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.snippets.views.snippets import SnippetViewSet

from portal.common.complaint_admin import MODERATION_MENU
from portal.organisations.joining.forms import ClaimDecisionForm
from portal.organisations.models import OrganisationClaim


class ClaimViewSet(SnippetViewSet):
    """List of claims, and the form that answers one."""

    model = OrganisationClaim
    icon = "key"
    menu_label = _("Claims on organisations")
    menu_order = 231
    menu_hook = MODERATION_MENU
    copy_view_enabled = False
    list_display = ("organisation", "claimant", "kind", "status", "asked_at")
    list_filter = ("status",)
    # “Waiting” is the last of the three in the alphabet.
    ordering = ("-status", "asked_at")
    edit_handler = ObjectList(
        [
            FieldPanel("organisation", read_only=True),
            FieldPanel("claimant", read_only=True),
            FieldPanel("kind", read_only=True),
            FieldPanel("reason", read_only=True),
            FieldPanel("asked_at", read_only=True),
            FieldPanel("status", read_only=True),
            FieldPanel("answer", read_only=True),
            FieldPanel("decision"),
            FieldPanel("why"),
        ],
        base_form_class=ClaimDecisionForm,
    )

    def get_queryset(self, request: Any) -> Any:
        """Every claim with its two sides."""
        return OrganisationClaim.objects.select_related("organisation", "claimant")
