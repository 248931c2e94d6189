"""Builds the page tree and the permission groups that every portal starts with; safe to repeat."""

import json
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, Site

from home.models import EventsPage, FeaturedPractice, HomePage, InformationPage
from home.services.events import ensure_events
from home.services.moderation import ensure_moderation
from portal.practices.models import PracticeLibraryPage, PracticePage
from portal.users.roles import Role

PAGES_FILE = Path(__file__).resolve().parents[1] / "starting_content" / "pages.json"

# What each group may do in the library. A provider adds drafts and edits its own; only a moderator
# publishes.
LIBRARY_PERMISSIONS = {
    Role.PROVIDER: ("add_page",),
    Role.MODERATOR: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
}

APPROVERS = "Lived-experience approvers"
"""People who read what others say from their own lives before it is shown; no admin needed."""
PEOPLES_WORDS = {
    APPROVERS: ("approve_voice",),
    Role.MODERATOR.value: (
        *("approve_voice", "view_remark", "change_remark"),
        *("view_askoroffer", "change_askoroffer"),
        *("view_reportedtext", "change_reportedtext"),
        *("view_commitment", "change_commitment"),
        *("view_tendercomment", "change_tendercomment"),
        *("view_publishednotice", "change_publishednotice"),
    ),
}
# Who speaks for an organisation, and which may publish first, is a moderator's to say.
CLAIM_PERMISSIONS = (
    *("view_organisationclaim", "change_organisationclaim"),
    *("view_organisationtrust", "add_organisationtrust", "delete_organisationtrust"),
)
# An Easy Read version needs pictures, so whoever writes one may add and choose them.
PICTURE_PERMISSIONS = ("add_image", "choose_image")
PICTURE_ROLES = (Role.PROVIDER, Role.MODERATOR)


@transaction.atomic
def ensure_site(*, site_url: str) -> HomePage:
    """Make whatever is missing of: home page, site, library, information pages, groups."""
    texts = json.loads(PAGES_FILE.read_text(encoding="utf-8"))
    home = _ensure_home(texts["home"], site_url=site_url)
    library = PracticeLibraryPage.objects.first()
    if library is None:
        library = PracticeLibraryPage(title="Practices", slug="practices")
        home.add_child(instance=library)
    for page in texts["information"]:
        if not InformationPage.objects.filter(slug=page["slug"]).exists():
            home.add_child(instance=InformationPage(**page))
    _ensure_groups(library)
    _ensure_pictures()
    ensure_events(home)
    ensure_moderation(library)
    return home


def _ensure_home(texts: dict[str, str], *, site_url: str) -> HomePage:
    address = urlsplit(site_url)
    port = address.port or (443 if address.scheme == "https" else 80)
    home: HomePage | None = HomePage.objects.first()
    if home is None:
        # Wagtail's first migration leaves a welcome page in the place of ours.
        Page.objects.filter(depth=2, slug="home").exclude(pk__in=HomePage.objects.all()).delete()
        # treebeard reads the number of children from its own copy of the row.
        root = Page.objects.get(depth=1)
        home = HomePage(slug="home", **texts)
        root.add_child(instance=home)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": address.hostname or "localhost",
            "port": port,
            "root_page": home,
            "site_name": settings.WAGTAIL_SITE_NAME,
        },
    )
    return home


def _ensure_groups(library: PracticeLibraryPage) -> None:
    access = Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin")
    for role, codenames in LIBRARY_PERMISSIONS.items():
        group = Group.objects.get_or_create(name=role.value)[0]
        group.permissions.add(access)
        # Wagtail's own groups may act on the whole tree; ours act on the library, and on events.
        GroupPagePermission.objects.filter(group=group).exclude(
            page__in=[library.pk, *EventsPage.objects.values_list("pk", flat=True)]
        ).delete()
        for codename in codenames:
            permission = Permission.objects.get(
                codename=codename, content_type__app_label="wagtailcore"
            )
            GroupPagePermission.objects.get_or_create(
                group=group, page=library, permission=permission
            )
    for role in (Role.COMMISSIONER, Role.ADMINISTRATOR):
        Group.objects.get_or_create(name=role.value)
    for name, codenames in PEOPLES_WORDS.items():
        permissions = Permission.objects.filter(
            codename__in=codenames, content_type__app_label__in=("practices", "tenders")
        )
        Group.objects.get_or_create(name=name)[0].permissions.add(*permissions)
    moderators = Group.objects.get_or_create(name=Role.MODERATOR.value)[0]
    moderators.permissions.add(
        *Permission.objects.filter(
            codename__in=CLAIM_PERMISSIONS, content_type__app_label="organisations"
        )
    )


def _ensure_pictures() -> None:
    root = Collection.get_first_root_node()
    permissions = Permission.objects.filter(
        codename__in=PICTURE_PERMISSIONS, content_type__app_label="wagtailimages"
    )
    for role in PICTURE_ROLES:
        group = Group.objects.get_or_create(name=role.value)[0]
        for permission in permissions:
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root, permission=permission
            )


@transaction.atomic
def feature_practices(*, references: list[str]) -> None:
    """Show these practices on the home page, in this order, where editors have chosen none yet."""
    home = HomePage.objects.get()
    if home.featured_practices.exists():
        return
    pages = {page.reference: page for page in PracticePage.objects.filter(reference__in=references)}
    home.featured_practices = [
        FeaturedPractice(practice=pages[reference], sort_order=number)
        for number, reference in enumerate(references)
        if reference in pages
    ]
    home.save_revision().publish()
