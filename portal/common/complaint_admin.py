"""How moderators see reported words in the admin: reported first; they may hide and restore."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList, Panel
from wagtail.snippets.views.snippets import SnippetViewSet

from portal.common.complaint_forms import DecisionForm

MODERATION_MENU = "register_moderation_menu_item"
"""The hook of the one menu in which each app puts what moderators decide on."""


class ReportableWordsViewSet(SnippetViewSet):
    """A list of words, and the form that hides or restores one; words are nobody's to change."""

    icon = "comment"
    menu_hook = MODERATION_MENU
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
