"""Themes and who gains, as administrators edit them in the admin, and the way to voices."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from portal.common.complaint_admin import MODERATION_MENU
from portal.common.tree_permissions import WordsOnlyPermissionPolicy
from portal.practices.asks.admin import AskViewSet
from portal.practices.commitments.admin import CommitmentViewSet
from portal.practices.conversation.admin import RemarkViewSet
from portal.practices.document_rights import keep_drafts_private
from portal.practices.looks import hooks as looks
from portal.practices.models import (
    AskOrOffer,
    Beneficiary,
    Commitment,
    Remark,
    ReportedText,
    Theme,
)
from portal.practices.reports.views import CareReport, ReachReport
from portal.practices.text_reports.admin import ReportedTextViewSet
from portal.practices.voices.selectors import APPROVE
from portal.practices.waiting import tell_deadline


class ThemeViewSet(SnippetViewSet):
    """The two levels of themes: words here, themes by `manage.py import_themes`."""

    model = Theme
    icon = "tag"
    menu_label = _("Themes")
    list_display = ("name", "slug", "is_gap")
    list_filter = ("is_gap",)
    search_fields = ("name", "description")
    ordering = ("path",)
    panels = (FieldPanel("name"), FieldPanel("description"), FieldPanel("is_gap"))
    copy_view_enabled = False


class BeneficiaryViewSet(SnippetViewSet):
    """Who gains from a practice."""

    model = Beneficiary
    icon = "user"
    menu_label = _("Who gains")
    list_display = ("name", "slug")
    ordering = ("name",)
    panels = (FieldPanel("name"), FieldPanel("slug"), FieldPanel("description"))


class ThemeGroup(SnippetViewSetGroup):
    """One menu for what practices are about and for whom."""

    items = (ThemeViewSet, BeneficiaryViewSet)
    menu_icon = "tag"
    menu_label = _("Themes")
    menu_order = 220


# Before the forms, which ask the policy what they may offer.
register_permission_policy(Theme, WordsOnlyPermissionPolicy(Theme))
register_permission_policy(AskOrOffer, WordsOnlyPermissionPolicy(AskOrOffer))
register_permission_policy(Commitment, WordsOnlyPermissionPolicy(Commitment))
register_permission_policy(ReportedText, WordsOnlyPermissionPolicy(ReportedText))
register_permission_policy(Remark, WordsOnlyPermissionPolicy(Remark))
register_snippet(ThemeGroup)
register_snippet(RemarkViewSet)
register_snippet(AskViewSet)
register_snippet(ReportedTextViewSet)
register_snippet(CommitmentViewSet)


class VoicesMenuItem(MenuItem):
    """Shown to those who may answer voices."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person may."""
        return request.user.has_perm(APPROVE)


@hooks.register(MODERATION_MENU)  # type: ignore[untyped-decorator]  # Wagtail has no types.
def voices_menu_item() -> MenuItem:
    """The way from the admin to what people say from their own lives, for those who answer it."""
    return VoicesMenuItem(
        _("Voices that wait"),
        reverse("voice_queue"),
        name="voices",
        icon_name="openquote",
        order=229,
    )


CareReport.register("care", order=200)
ReachReport.register("reach", order=210)

hooks.register("before_edit_page", tell_deadline)
hooks.register("before_serve_document", keep_drafts_private)
hooks.register("on_serve_page", looks.counted, order=looks.INNERMOST)
