"""The first page of the admin and its menu of moderation, which gather what all apps have."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, SubmenuMenuItem
from wagtail.admin.ui.components import Component

from home.answers import refuse_answer_to_what_was_not_shown
from home.moderators_work import WaitingWork, work_waiting_for
from portal.common.complaint_admin import MODERATION_MENU
from portal.users.models import User
from portal.users.roles import is_moderator


class WaitingPanel(Component):
    """What waits for moderators, each with the way to it."""

    name = "waiting"
    template_name = "home/admin/waiting_panel.html"
    order = 100

    def __init__(self, work: list[WaitingWork]) -> None:
        self.work = work

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """The kinds of work, perhaps none."""
        return {"work": self.work}


@hooks.register("construct_homepage_panels")  # type: ignore[untyped-decorator]  # Wagtail has no types.
def add_waiting_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Tell moderators what waits for them."""
    person = request.user
    if isinstance(person, User) and is_moderator(person):
        panels.append(WaitingPanel(work_waiting_for(person)))


hooks.register("before_edit_page", refuse_answer_to_what_was_not_shown)


@hooks.register("insert_global_admin_css")  # type: ignore[untyped-decorator]  # Wagtail has no types.
def site_colours() -> SafeString:
    """The admin in the colours of the portal."""
    return format_html('<link rel="stylesheet" href="{}">', static("portal/admin.css"))


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]  # Wagtail has no types.
def moderation_menu() -> SubmenuMenuItem:
    """One menu for all that moderators decide on; shown to whoever may see something in it."""
    menu = Menu(register_hook_name=MODERATION_MENU)
    return SubmenuMenuItem(_("Moderation"), menu, icon_name="clipboard-list", order=205)
