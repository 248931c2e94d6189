"""Administrators edit the words of themes in the admin; the two levels come from files."""

import pytest
from django.urls import reverse

from portal.practices.models import Beneficiary, Theme
from portal.users.roles import Role
from tests.factories.practices import ThemeFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


def admin_url(model, action, *arguments):
    return reverse(f"wagtailsnippets_practices_{model}:{action}", args=arguments)


@pytest.fixture
def administrator(client):
    client.force_login(UserFactory(role=Role.ADMINISTRATOR))
    return client


class TestThemes:
    def test_have_words_that_may_be_edited(self, administrator):
        theme = ThemeFactory(parent=ThemeFactory())

        administrator.post(
            admin_url("theme", "edit", theme.pk),
            {"name": "Living wage", "description": "What is paid.", "is_gap": "on"},
        )

        changed = Theme.objects.get(pk=theme.pk)
        assert (changed.name, changed.is_gap) == ("Living wage", True)
        assert (changed.path, changed.slug) == (theme.path, theme.slug)

    @pytest.mark.parametrize("action", ["add", "delete"])
    def test_keep_their_shape(self, administrator, action):
        theme = ThemeFactory()
        arguments = [theme.pk] if action == "delete" else []

        administrator.post(admin_url("theme", action, *arguments), {"name": "New"})

        assert list(Theme.objects.all()) == [theme]

    def test_are_listed(self, administrator):
        ThemeFactory(name="Living wage")

        assert "Living wage" in administrator.get(admin_url("theme", "list")).content.decode()

    def test_are_not_for_moderators(self, client):
        client.force_login(UserFactory(role=Role.MODERATOR))
        theme = ThemeFactory()

        client.post(admin_url("theme", "edit", theme.pk), {"name": "Mine"})

        assert Theme.objects.get().name == theme.name


class TestWhoGains:
    def test_can_be_added(self, administrator):
        administrator.post(
            admin_url("beneficiary", "add"), {"name": "Neighbours", "slug": "neighbours"}
        )

        assert Beneficiary.objects.get().name == "Neighbours"
