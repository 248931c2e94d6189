"""Editors save drafts as they like, and are told at each block what stands in the way of more."""

import pytest
from django.urls import reverse
from structlog.testing import capture_logs
from wagtail.test.utils.form_data import nested_form_data, streamfield

from home.services.site import ensure_site
from portal.practices.models import EasyReadPage
from portal.users.roles import Role
from tests.factories.easy_read import EasyReadPageFactory, make_picture
from tests.factories.practices import PracticePageFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

LONG = "This sentence goes on and on with far more words than anybody should have to read here."


@pytest.fixture
def practice():
    ensure_site(site_url="http://testserver")
    return PracticePageFactory(slug="people-choose")


@pytest.fixture
def moderator(client, practice):
    client.force_login(UserFactory(role=Role.MODERATOR))
    return client


def form(words="We talk.", alt_text="Two people talk.", credit="", picture=None, **fields):
    """What the editor's screen sends."""
    idea = {
        "picture": {"image": picture or make_picture().pk, "alt_text": alt_text},
        "words": words,
        "credit": credit,
    }
    return nested_form_data(
        {
            "title": "People choose",
            "checked_by": "Example People First",
            "checked_on": "2026-03-01",
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM": 0, "MAX_NUM": 99},
            "body": streamfield([("idea", idea)] if words is not None else []),
            **fields,
        }
    )


def add(client, practice, data):
    address = reverse("wagtailadmin_pages:add", args=["practices", "easyreadpage", practice.pk])
    return client.post(address, data)


class TestDraft:
    def test_may_hold_what_is_not_easy_yet(self, moderator, practice):
        add(moderator, practice, form(LONG, alt_text="", checked_by="", checked_on=""))

        page = EasyReadPage.objects.get()
        assert (page.live, page.slug, page.practice_id) == (False, "easy-read", practice.pk)

    @pytest.mark.parametrize("field", ["words", "alt_text", "credit"])
    def test_holds_only_what_can_be_printed(self, moderator, practice, field):
        with capture_logs() as lines:
            answer = add(moderator, practice, form(**{field: "bell \x07"}))

        page = answer.content.decode()
        assert "Take out the characters that cannot be printed." in page
        assert "bell \\u0007" in page
        assert [line["fields"] for line in lines if line["event"] == "form.refused"] == [["body"]]
        assert not EasyReadPage.objects.exists()

    def test_is_for_providers_too(self, client, practice):
        client.force_login(UserFactory(role=Role.PROVIDER))

        add(client, practice, form())

        assert EasyReadPage.objects.get().live is False


class TestPublishing:
    def test_shows_what_keeps_every_rule(self, moderator, practice):
        add(moderator, practice, {**form(), "action-publish": "1"})

        page = EasyReadPage.objects.get()
        assert moderator.get(page.url).status_code == 200
        assert page.is_ready is True

    @pytest.mark.parametrize(
        ("fields", "message"),
        [
            ({"words": LONG}, "has 17 words. Use at most 15."),
            ({"words": "We ask because we care and you matter."}, "joins more than two ideas."),
            ({"alt_text": ""}, "alt text"),
            ({"words": None}, "Add at least one picture with its sentence."),
            ({"checked_by": ""}, "Say who with lived experience checked it."),
            ({"checked_on": ""}, "Enter the day on which they checked it."),
            ({"checked_on": "2999-01-01"}, "Enter a day that is not in the future."),
        ],
        ids=str,
    )
    def test_says_at_the_block_what_breaks_a_rule(self, moderator, practice, fields, message):
        response = add(moderator, practice, {**form(**fields), "action-publish": "1"})

        assert response.status_code == 200
        assert message in response.content.decode()
        assert not EasyReadPage.objects.exists()

    def test_asks_for_a_new_check_when_the_text_changed(self, moderator, practice):
        page = EasyReadPageFactory(practice=practice)
        data = form("We changed our mind.", action="")
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])

        refused = moderator.post(address, {**data, "action-publish": "1"})
        accepted = moderator.post(
            address, {**data, "checked_on": "2026-04-01", "action-publish": "1"}
        )

        assert "The text changed since this check." in refused.content.decode()
        assert accepted.status_code == 302
        assert EasyReadPage.objects.get().is_ready is True


class TestModeration:
    def test_leads_from_a_provider_through_the_workflow_to_the_page(self, client, practice):
        client.force_login(UserFactory(role=Role.PROVIDER))
        add(client, practice, {**form(), "action-submit": "1"})
        page = EasyReadPage.objects.get()
        assert page.current_workflow_task_state is not None

        moderator = UserFactory(role=Role.MODERATOR)
        while (state := EasyReadPage.objects.get().current_workflow_task_state) is not None:
            state.approve(user=moderator)

        client.logout()
        assert client.get(EasyReadPage.objects.get().url).status_code == 200
