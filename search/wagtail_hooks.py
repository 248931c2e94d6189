"""What moderators edit in the Wagtail admin: the synonym rules."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from search.models import SynonymGroup


class SynonymGroupViewSet(SnippetViewSet):
    """List and form of synonym rules, searchable by their words."""

    model = SynonymGroup
    icon = "search"
    menu_label = _("Search synonyms")
    add_to_admin_menu = True
    list_display = ("__str__", "kind", "is_active")
    list_filter = ("kind", "is_active")
    search_fields = ("terms__text", "note")


register_snippet(SynonymGroupViewSet)
