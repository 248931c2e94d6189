"""How moderators see what readers wrote in the admin: reported first, with its whole history."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from portal.common.complaint_admin import ReportableWordsViewSet, decision_panels
from portal.practices.models import Remark


class RemarkViewSet(ReportableWordsViewSet):
    """List of remarks, and the form that hides or restores one; words are nobody's to change."""

    model = Remark
    menu_label = _("Questions and comments")
    menu_order = 230
    list_display = ("__str__", "practice", "text", "is_reported", "is_hidden", "written_at")
    list_filter = ("is_reported", "is_hidden", "kind", "role")
    search_fields = ("text",)
    ordering = ("-is_reported", "-written_at")
    edit_handler = decision_panels(
        FieldPanel("practice", read_only=True),
        FieldPanel("role", read_only=True),
        FieldPanel("text", read_only=True),
    )

    def get_queryset(self, request: Any) -> Any:
        """Every remark with its practice."""
        return Remark.objects.select_related("practice")
