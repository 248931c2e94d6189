"""How administrators see the feeds of notices: they switch them and mend their addresses."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.components import Component
from wagtail.snippets.views.snippets import SnippetViewSet

from portal.tenders.feed_ages import FeedAge, old_feeds
from portal.tenders.models import NoticeFeed
from portal.users.roles import is_moderator


class NoticeFeedViewSet(SnippetViewSet):
    """The four services; none is added or removed here."""

    model = NoticeFeed
    icon = "download"
    menu_label = _("Feeds of notices")
    menu_order = 238
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ("__str__", "is_on", "last_good_at", "last_tried_at", "problem")
    panels = (
        FieldPanel("is_on"),
        FieldPanel("addresses"),
        FieldPanel("last_good_at", read_only=True),
        FieldPanel("last_tried_at", read_only=True),
        FieldPanel("problem", read_only=True),
        FieldPanel("next_try_at", read_only=True),
        FieldPanel("read_to", read_only=True),
        FieldPanel("page_count", read_only=True),
        FieldPanel("next_page_url", read_only=True),
    )


class OldFeedsPanel(Component):
    """A warning that notices of a service are old, with the reason."""

    name = "old_feeds"
    template_name = "tenders/admin/old_feeds_panel.html"
    order = 80

    def __init__(self, feeds: list[FeedAge]) -> None:
        self.feeds = feeds

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """The services, each with when it was last read and why not since."""
        return {"feeds": self.feeds}


def add_old_feeds_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Put the warning on the first page of the admin, for moderators."""
    feeds = old_feeds(at=timezone.now()) if is_moderator(request.user) else []
    if feeds:
        panels.append(OldFeedsPanel(feeds))
