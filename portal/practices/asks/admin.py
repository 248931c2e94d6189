"""How moderators see asks and offers in the admin: they may hide one, and change no words."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from portal.practices.models import AskOrOffer


class AskViewSet(SnippetViewSet):
    """List of asks and offers, and the form that hides one; the admin's log keeps who did."""

    model = AskOrOffer
    icon = "group"
    menu_label = _("Asks and offers")
    menu_order = 235
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ("title", "kind", "topic", "closes_on", "is_hidden")
    list_filter = ("kind", "topic", "is_hidden")
    search_fields = ("title", "text")
    ordering = ("-posted_at",)
    panels = (
        FieldPanel("title", read_only=True),
        FieldPanel("text", read_only=True),
        FieldPanel("is_hidden"),
    )
