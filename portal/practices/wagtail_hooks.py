"""Themes and who gains, as administrators edit them in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from portal.common.tree_permissions import WordsOnlyPermissionPolicy
from portal.practices.models import Beneficiary, Theme


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
register_snippet(ThemeGroup)
