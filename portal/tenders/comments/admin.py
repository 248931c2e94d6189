"""How moderators see comments on tenders in the admin: reported first, with the whole history."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.snippets.views.snippets import SnippetViewSet

from portal.common.complaint_forms import DecisionForm
from portal.tenders.comments.services import decide_comment
from portal.tenders.models import TenderComment


class CommentDecisionForm(DecisionForm):
    """Hides or restores one comment."""

    def decide(self, *, is_hidden: bool, words: str) -> None:
        """Through the service that keeps its history."""
        decide_comment(
            comment=self.instance,
            by=self.for_user,
            is_hidden=is_hidden,
            words=words,
            at=timezone.now(),
        )


class TenderCommentViewSet(SnippetViewSet):
    """List of comments, and the form that hides or restores one; words are nobody's to change."""

    model = TenderComment
    icon = "comment"
    menu_label = _("Comments on tenders")
    menu_order = 233
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ("__str__", "tender", "text", "is_reported", "is_hidden", "written_at")
    list_filter = ("is_reported", "is_hidden")
    search_fields = ("text",)
    ordering = ("-is_reported", "-written_at")
    edit_handler = ObjectList(
        [
            FieldPanel("tender", read_only=True),
            FieldPanel("organisation", read_only=True),
            FieldPanel("text", read_only=True),
            FieldPanel("is_hidden"),
            FieldPanel("reason"),
            HelpPanel(template="tenders/admin/comment_history.html", heading=_("History")),
        ],
        base_form_class=CommentDecisionForm,
    )

    def get_queryset(self, request: Any) -> Any:
        """Every comment with its tender and organisation."""
        return TenderComment.objects.select_related("tender", "organisation")
