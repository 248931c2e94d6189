"""How moderators see published early notices in the admin: reported first, with the history."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from portal.common.complaint_admin import ReportableWordsViewSet, decision_panels
from portal.tenders.models import PublishedNotice

_WORDS = ("title", "wanted", "lots_text", "skilled_roles", "secure_hours", "outcomes")


class PublishedNoticeViewSet(ReportableWordsViewSet):
    """List of published notices, and the form that hides or restores one."""

    model = PublishedNotice
    menu_label = _("Early notices")
    menu_order = 234
    list_display = ("title", "organisation", "published_at", "is_reported", "is_hidden")
    search_fields = ("title", "wanted")
    ordering = ("-is_reported", "-published_at")
    edit_handler = decision_panels(
        FieldPanel("organisation", read_only=True),
        *(FieldPanel(name, read_only=True) for name in _WORDS),
        FieldPanel("contact_url", read_only=True),
    )
