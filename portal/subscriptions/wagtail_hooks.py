"""What staff see of mails in the admin: the local outbox, runs, what is stuck, and a warning."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from portal.subscriptions.follower_report import FollowersReport
from portal.subscriptions.outbox_views import outbox
from portal.subscriptions.run_reports import RunsReport, StuckMailsReport, retry_all_mails
from portal.subscriptions.stalled import STALLED_AFTER, StalledPanel, longest_wait
from portal.users.roles import is_moderator


class OutboxMenuItem(MenuItem):
    """Shown where mails go to a folder, to those who may read them."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(settings.EMAIL_OUTBOX_DIR) and is_moderator(request.user)


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]  # Wagtail has no types.
def outbox_urls() -> list[URLPattern]:
    """Where the list of mails is, and the button that tries those again that are stuck."""
    return [
        path("outbox/", outbox, name="outbox"),
        path("reports/mails/retry/", retry_all_mails, name="mails_retry"),
    ]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]  # Wagtail has no types.
def outbox_menu_item() -> OutboxMenuItem:
    """The entry in the admin's menu."""
    return OutboxMenuItem(_("Outbox"), reverse("outbox"), icon_name="mail", order=900)


@hooks.register("construct_homepage_panels")  # type: ignore[untyped-decorator]  # Wagtail has no types.
def warn_when_nothing_moves(request: HttpRequest, panels: list[Component]) -> None:
    """Put a warning first where mails have been due for long and nobody has moved one."""
    waiting = longest_wait(at=timezone.now()) if is_moderator(request.user) else None
    if waiting is not None and waiting >= STALLED_AFTER:
        panels.insert(0, StalledPanel(waiting=waiting))


RunsReport.register("runs", order=400)
StuckMailsReport.register("mails", order=410)
FollowersReport.register("followers", order=420)
