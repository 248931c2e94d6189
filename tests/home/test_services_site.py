"""The page tree and the groups are made once and mended as often as needed."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page, Site

from home.models import EventsPage, HomePage, InformationPage
from home.services.site import ensure_site, feature_practices
from portal.practices.models import PracticeLibraryPage
from portal.users.roles import Role
from tests.factories.practices import PracticePageFactory, home_page

pytestmark = pytest.mark.django_db

SITE_URL = "https://practice.example.org"


def tree():
    return list(Page.objects.order_by("path").values_list("pk", "slug", "path"))


class TestEnsureSite:
    def test_makes_home_library_and_information_pages(self):
        ensure_site(site_url=SITE_URL)

        home = HomePage.objects.get()
        assert Site.objects.get(is_default_site=True).root_page_id == home.pk
        assert PracticeLibraryPage.objects.child_of(home).get().slug == "practices"
        assert set(InformationPage.objects.values_list("slug", flat=True)) == {
            "about",
            "accessibility",
            "cookies",
            "privacy",
        }

    def test_leaves_no_welcome_page_behind(self):
        ensure_site(site_url=SITE_URL)

        assert Page.objects.filter(depth=2).count() == 1

    def test_doubles_nothing(self):
        ensure_site(site_url=SITE_URL)
        before, permissions = tree(), GroupPagePermission.objects.count()

        ensure_site(site_url=SITE_URL)

        assert tree() == before
        assert GroupPagePermission.objects.count() == permissions

    def test_keeps_what_editors_wrote(self):
        ensure_site(site_url=SITE_URL)
        InformationPage.objects.filter(slug="about").update(title="Who we are")

        ensure_site(site_url=SITE_URL)

        assert InformationPage.objects.get(slug="about").title == "Who we are"

    @pytest.mark.parametrize(
        ("site_url", "hostname", "port"),
        [
            (SITE_URL, "practice.example.org", 443),
            ("http://127.0.0.1:8000", "127.0.0.1", 8000),
            ("http://portal.test", "portal.test", 80),
        ],
    )
    def test_answers_at_the_address_of_the_settings(self, site_url, hostname, port):
        ensure_site(site_url=site_url)

        site = Site.objects.get(is_default_site=True)
        assert (site.hostname, site.port) == (hostname, port)

    def test_lets_moderators_publish_and_providers_draft_in_library_and_events_alone(self):
        ensure_site(site_url=SITE_URL)

        granted = {
            (row.group.name, row.page.specific_class, row.permission.codename)
            for row in GroupPagePermission.objects.filter(
                group__name__in=[Role.PROVIDER, Role.MODERATOR]
            )
        }
        assert {codename for group, _page, codename in granted if group == Role.PROVIDER} == {
            "add_page"
        }
        assert (Role.MODERATOR.value, PracticeLibraryPage, "publish_page") in granted
        assert {page for _group, page, _codename in granted} == {PracticeLibraryPage, EventsPage}

    def test_makes_a_group_for_every_role(self):
        ensure_site(site_url=SITE_URL)

        names = set(Group.objects.values_list("name", flat=True))
        assert {role.value for role in Role} <= names


class TestFeaturePractices:
    def test_shows_them_in_the_order_given(self):
        for reference in ("P01", "P02"):
            PracticePageFactory(reference=reference)

        feature_practices(references=["P02", "P77", "P01"])

        featured = HomePage.objects.get().featured_practices.order_by("sort_order")
        assert [row.practice.reference for row in featured] == ["P02", "P01"]

    def test_leaves_the_choice_of_editors(self):
        home_page()
        for reference in ("P01", "P02"):
            PracticePageFactory(reference=reference)
        feature_practices(references=["P01"])

        feature_practices(references=["P02"])

        assert str(HomePage.objects.get().featured_practices.get().practice.reference) == "P01"


class TestPicturePermissions:
    @pytest.mark.parametrize("role", [Role.PROVIDER, Role.MODERATOR])
    def test_let_those_who_write_easy_read_add_pictures(self, role):
        for _time in range(2):
            ensure_site(site_url=SITE_URL)

        granted = GroupCollectionPermission.objects.filter(group__name=role.value)
        pictures = granted.filter(permission__content_type__app_label="wagtailimages")
        assert {"add_image", "choose_image"} <= set(
            pictures.values_list("permission__codename", flat=True)
        )
