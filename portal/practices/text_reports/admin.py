"""How moderators see reported words in the admin: reported first; they may hide and restore."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel

from portal.common.complaint_admin import ReportableWordsViewSet, decision_panels
from portal.practices.models import ReportedText


class ReportedTextViewSet(ReportableWordsViewSet):
    """List of what was reported, and the form that hides or restores it."""

    model = ReportedText
    icon = "warning"
    menu_label = _("Reported texts")
    menu_order = 236
    list_display = ("__str__", "is_reported", "is_hidden")
    list_filter = ("is_reported", "is_hidden", "kind")
    ordering = ("-is_reported", "-pk")
    edit_handler = decision_panels(
        FieldPanel("kind", read_only=True),
        HelpPanel(template="practices/admin/reported_words.html", heading=_("Words")),
    )
