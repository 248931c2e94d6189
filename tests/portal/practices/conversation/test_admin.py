"""Moderators hide and restore in the admin, with a reason, and change no words."""

import pytest
from django.urls import reverse

from home.services.site import ensure_site
from portal.practices.models import Remark
from portal.users.roles import Role
from tests.factories.remarks import RemarkFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


def admin_url(action, *arguments):
    return reverse(f"wagtailsnippets_practices_remark:{action}", args=arguments)


@pytest.fixture
def moderator(client):
    ensure_site(site_url="http://testserver")
    client.force_login(UserFactory(role=Role.MODERATOR))
    return client


class TestRemarks:
    def test_are_listed_reported_first(self, moderator):
        RemarkFactory(text="A quiet one.")
        RemarkFactory(text="A reported one.", is_reported=True)

        page = moderator.get(admin_url("list")).content.decode()

        assert page.index("A reported one.") < page.index("A quiet one.")

    def test_are_hidden_and_restored_with_a_reason(self, moderator):
        remark = RemarkFactory(is_reported=True)

        for form in ({"is_hidden": "on", "reason": "It is rude."}, {"reason": "It was a joke."}):
            assert moderator.post(admin_url("edit", remark.pk), form).status_code == 302

        steps = [(event.step, event.words) for event in remark.history]
        assert steps == [("hidden", "It is rude."), ("restored", "It was a joke.")]
        assert Remark.objects.get().is_hidden is False
        page = moderator.get(admin_url("edit", remark.pk)).content.decode()
        assert "It is rude." in page

    def test_are_not_hidden_without_one(self, moderator):
        remark = RemarkFactory()

        page = moderator.post(admin_url("edit", remark.pk), {"is_hidden": "on", "reason": ""})

        assert "Say why." in page.content.decode()
        assert Remark.objects.get().is_hidden is False

    def test_keep_their_words(self, moderator):
        remark = RemarkFactory(text="Mine.")
        form = {"is_hidden": "on", "reason": "Rude.", "text": "Theirs.", "role": "other"}

        moderator.post(admin_url("edit", remark.pk), form)

        kept = Remark.objects.get()
        assert (kept.text, kept.role) == ("Mine.", "worker")

    @pytest.mark.parametrize("role", [Role.MODERATOR, Role.ADMINISTRATOR])
    @pytest.mark.parametrize("action", ["add", "delete"])
    def test_are_nobodys_to_add_or_delete(self, client, role, action):
        ensure_site(site_url="http://testserver")
        client.force_login(UserFactory(role=role))
        remark = RemarkFactory()

        client.post(admin_url(action, *([remark.pk] if action == "delete" else [])))

        assert list(Remark.objects.all()) == [remark]

    def test_are_not_for_providers(self, client):
        ensure_site(site_url="http://testserver")
        client.force_login(UserFactory(role=Role.PROVIDER))

        assert client.get(admin_url("list")).status_code == 302
