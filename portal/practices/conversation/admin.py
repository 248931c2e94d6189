"""How moderators see what readers wrote in the admin: reported first, with its whole history."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.snippets.views.snippets import SnippetViewSet

from portal.common.complaint_forms import DecisionForm
from portal.practices.conversation.services import decide_remark
from portal.practices.models import Remark


class RemarkDecisionForm(DecisionForm):
    """Hides or restores one remark."""

    def decide(self, *, is_hidden: bool, words: str) -> None:
        """Through the service that keeps its history."""
        decide_remark(
            remark=self.instance,
            by=self.for_user,
            is_hidden=is_hidden,
            words=words,
            at=timezone.now(),
        )


class RemarkViewSet(SnippetViewSet):
    """List of remarks, and the form that hides or restores one; words are nobody's to change."""

    model = Remark
    icon = "comment"
    menu_label = _("Questions and comments")
    menu_order = 230
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ("__str__", "practice", "text", "is_reported", "is_hidden", "written_at")
    list_filter = ("is_reported", "is_hidden", "kind", "role")
    search_fields = ("text",)
    ordering = ("-is_reported", "-written_at")
    edit_handler = ObjectList(
        [
            FieldPanel("practice", read_only=True),
            FieldPanel("role", read_only=True),
            FieldPanel("text", read_only=True),
            FieldPanel("is_hidden"),
            FieldPanel("reason"),
            HelpPanel(template="practices/admin/remark_history.html", heading=_("History")),
        ],
        base_form_class=RemarkDecisionForm,
    )

    def get_queryset(self, request: Any) -> Any:
        """Every remark with its practice."""
        return Remark.objects.select_related("practice")
