"""How moderators see asks and offers in the admin: reported first; they may hide one, and change
no words.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from portal.common.complaint_admin import ReportableWordsViewSet, decision_panels
from portal.practices.models import AskOrOffer


class AskViewSet(ReportableWordsViewSet):
    """List of asks and offers, and the form that hides or restores one; its history keeps who did.

    Letters are private: a moderator reads the one that was reported, and no other.
    """

    model = AskOrOffer
    icon = "group"
    menu_label = _("Asks and offers")
    menu_order = 235
    list_display = ("title", "kind", "topic", "closes_on", "is_reported", "is_hidden")
    list_filter = ("is_reported", "is_hidden", "kind", "topic")
    search_fields = ("title", "text")
    ordering = ("-is_reported", "-posted_at")
    edit_handler = decision_panels(
        FieldPanel("title", read_only=True), FieldPanel("text", read_only=True)
    )
