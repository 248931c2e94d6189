"""How moderators see reported words in the admin: reported first; they may hide and restore."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.snippets.views.snippets import SnippetViewSet

from portal.common.complaint_forms import DecisionForm
from portal.practices.models import ReportedText
from portal.practices.text_reports.services import decide_text


class TextDecisionForm(DecisionForm):
    """Hides or restores some words."""

    def decide(self, *, is_hidden: bool, words: str) -> None:
        """Through the service that keeps their history."""
        decide_text(
            reported=self.instance,
            by=self.for_user,
            is_hidden=is_hidden,
            words=words,
            at=timezone.now(),
        )


class ReportedTextViewSet(SnippetViewSet):
    """List of what was reported, and the form that hides or restores it."""

    model = ReportedText
    icon = "warning"
    menu_label = _("Reported texts")
    menu_order = 236
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ("__str__", "is_reported", "is_hidden")
    list_filter = ("is_reported", "is_hidden", "kind")
    ordering = ("-is_reported", "-pk")
    edit_handler = ObjectList(
        [
            FieldPanel("kind", read_only=True),
            HelpPanel(template="practices/admin/reported_words.html", heading=_("Words")),
            FieldPanel("is_hidden"),
            FieldPanel("reason"),
            HelpPanel(template="practices/admin/reported_history.html", heading=_("History")),
        ],
        base_form_class=TextDecisionForm,
    )
