"""How moderators see comments on tenders in the admin: reported first, with the whole history."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from portal.common.complaint_admin import ReportableWordsViewSet, decision_panels
from portal.tenders.models import TenderComment


class TenderCommentViewSet(ReportableWordsViewSet):
    """List of comments, and the form that hides or restores one; words are nobody's to change."""

    model = TenderComment
    menu_label = _("Comments on tenders")
    menu_order = 233
    list_display = ("__str__", "tender", "text", "is_reported", "is_hidden", "written_at")
    search_fields = ("text",)
    ordering = ("-is_reported", "-written_at")
    edit_handler = decision_panels(
        FieldPanel("tender", read_only=True),
        FieldPanel("organisation", read_only=True),
        FieldPanel("text", read_only=True),
    )

    def get_queryset(self, request: Any) -> Any:
        """Every comment with its tender and organisation."""
        return TenderComment.objects.select_related("tender", "organisation")
