"""Shows staff the mails that the embedded stack wrote to its outbox folder."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.subscriptions.outbox_views import outbox
from portal.users.roles import is_moderator


class OutboxMenuItem(MenuItem):
    """Shown where mails go to a folder, to those who may read them."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(settings.EMAIL_OUTBOX_DIR) and is_moderator(request.user)


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]  # Wagtail has no types.
def outbox_urls() -> list[URLPattern]:
    """Where the list of mails is."""
    return [path("outbox/", outbox, name="outbox")]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]  # Wagtail has no types.
def outbox_menu_item() -> OutboxMenuItem:
    """The entry in the admin's menu."""
    return OutboxMenuItem(_("Outbox"), reverse("outbox"), icon_name="mail", order=900)
