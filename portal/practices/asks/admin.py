"""How moderators see asks and offers in the admin: reported first; they may hide one, and change
no words.
"""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.snippets.views.snippets import SnippetViewSet

from portal.common.complaint_forms import DecisionForm
from portal.practices.asks.reporting import decide_ask
from portal.practices.models import AskOrOffer


class AskDecisionForm(DecisionForm):
    """Hides or restores one ask or offer."""

    def decide(self, *, is_hidden: bool, words: str) -> None:
        """Through the service that keeps its history."""
        decide_ask(
            ask=self.instance,
            by=self.for_user,
            is_hidden=is_hidden,
            words=words,
            at=timezone.now(),
        )


class AskViewSet(SnippetViewSet):
    """List of asks and offers, and the form that hides or restores one; its history keeps who did.

    Letters are private: a moderator reads the one that was reported, and no other.
    """

    model = AskOrOffer
    icon = "group"
    menu_label = _("Asks and offers")
    menu_order = 235
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ("title", "kind", "topic", "closes_on", "is_reported", "is_hidden")
    list_filter = ("is_reported", "is_hidden", "kind", "topic")
    search_fields = ("title", "text")
    ordering = ("-is_reported", "-posted_at")
    edit_handler = ObjectList(
        [
            FieldPanel("title", read_only=True),
            FieldPanel("text", read_only=True),
            FieldPanel("is_hidden"),
            FieldPanel("reason"),
            HelpPanel(template="practices/admin/ask_history.html", heading=_("History")),
        ],
        base_form_class=AskDecisionForm,
    )
