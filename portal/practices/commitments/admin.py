"""How moderators see commitments in the admin: they may hide one, and change no words."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from portal.common.complaint_admin import MODERATION_MENU
from portal.practices.models import Commitment


class CommitmentViewSet(SnippetViewSet):
    """List of commitments, and the form that hides one; the admin's log keeps who did."""

    model = Commitment
    icon = "date"
    menu_label = _("Commitments")
    menu_order = 236
    menu_hook = MODERATION_MENU
    copy_view_enabled = False
    list_display = ("what", "organisation", "due_on", "outcome", "is_hidden")
    list_filter = ("outcome", "is_hidden")
    search_fields = ("what", "outcome_text")
    ordering = ("-made_at",)
    panels = (
        FieldPanel("what", read_only=True),
        FieldPanel("outcome_text", read_only=True),
        FieldPanel("is_hidden"),
    )
