"""How moderators see reported words in the admin: reported first; they may hide and restore."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList, Panel
from wagtail.snippets.views.snippets import SnippetViewSet

from portal.common.complaint_forms import DecisionForm


class ReportableWordsViewSet(SnippetViewSet):
    """A list of words, and the form that hides or restores one; words are nobody's to change."""

    icon = "comment"
    add_to_admin_menu = True
    copy_view_enabled = False
    list_filter: tuple[str, ...] = ("is_reported", "is_hidden")


def decision_panels(*shown: Panel) -> ObjectList:
    """What a moderator reads, then the decision with its reason, then the whole history."""
    return ObjectList(
        [
            *shown,
            FieldPanel("is_hidden"),
            FieldPanel("reason"),
            HelpPanel(template="words/history.html", heading=_("History")),
        ],
        base_form_class=DecisionForm,
    )
