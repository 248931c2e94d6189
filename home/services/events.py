"""Makes the list of events and says who may do what with them; safe to repeat."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission

from home.models import EventsPage, HomePage
from portal.users.roles import Role

# Members suggest events as drafts; moderators publish.
PERMISSIONS = {
    Role.PROVIDER: ("add_page",),
    Role.MODERATOR: ("add_page", "change_page", "publish_page"),
}


def ensure_events(home: HomePage) -> EventsPage:
    """The list of events under the front page, made where there is none, with its permissions."""
    events: EventsPage | None = EventsPage.objects.first()
    if events is None:
        events = EventsPage(
            title="Events",
            slug="events",
            introduction="Meet, see and learn together. All times are UK time.",
        )
        # treebeard reads the number of children from its own copy of the row.
        HomePage.objects.get(pk=home.pk).add_child(instance=events)
    for role, codenames in PERMISSIONS.items():
        group = Group.objects.get_or_create(name=role.value)[0]
        for permission in Permission.objects.filter(
            codename__in=codenames, content_type__app_label="wagtailcore"
        ):
            GroupPagePermission.objects.get_or_create(
                group=group, page=events, permission=permission
            )
    return events
