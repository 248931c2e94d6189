"""Organisations comment while a buyer plans; moderators decide; later it is closed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from home.services.site import ensure_site
from portal.tenders.models import TenderComment
from portal.users.roles import Role
from tests.factories.organisations import MembershipFactory, OrganisationFactory
from tests.factories.tender_comments import TenderCommentFactory
from tests.factories.tenders import TenderFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

WORDS = "Longer visits <b>would</b> help."


@pytest.fixture
def organisation():
    return OrganisationFactory(name="Example Care", kind="provider")


@pytest.fixture
def person(client, organisation):
    """Somebody who acts for the organisation and has signed in."""
    person = UserFactory()
    MembershipFactory(user=person, organisation=organisation)
    client.force_login(person)
    return person


@pytest.fixture
def tender():
    return TenderFactory(engagement=True, tender_period_end_at=None)


def write(client, tender, organisation, text=WORDS):
    form = {"organisation": organisation.pk, "text": text}
    return client.post(f"/tenders/{tender.pk}/comment/", form)


def page_of(client, tender):
    return client.get(tender.get_absolute_url()).content.decode()


class TestWriting:
    def test_shows_the_words_under_the_organisation_and_its_kind(
        self, client, person, organisation, tender
    ):
        response = write(client, tender, organisation)

        assert response.url == tender.get_absolute_url()
        text = page_of(client, tender)
        assert "Longer visits &lt;b&gt;would&lt;/b&gt; help." in text
        assert "<strong>Example Care</strong>, Provider" in text
        assert person.email not in text

    def test_twice_says_it_once(self, client, person, organisation, tender):
        write(client, tender, organisation)
        write(client, tender, organisation)

        assert TenderComment.objects.count() == 1

    def test_for_another_organisation_is_refused_at_the_field_and_keeps_the_words(
        self, client, person, tender
    ):
        response = write(client, tender, OrganisationFactory())

        assert "Choose one of your own organisations." in response.content.decode()
        assert "would" in response.content.decode()
        assert not TenderComment.objects.exists()

    @pytest.mark.parametrize("text", ["", " ", "a\x07b", "x" * 2_001])
    def test_of_what_is_no_comment_is_refused_at_the_field(
        self, client, person, organisation, tender, text
    ):
        response = write(client, tender, organisation, text)

        assert "text" in response.context["form"].errors
        assert not TenderComment.objects.exists()

    def test_without_an_organisation_says_what_to_do(self, client, tender):
        client.force_login(UserFactory())

        text = client.get(f"/tenders/{tender.pk}/comment/").content.decode()

        assert "Find your organisation" in text

    def test_asks_a_stranger_to_sign_in(self, client, tender):
        assert client.get(f"/tenders/{tender.pk}/comment/").url.startswith("/accounts/login/")

    def test_is_limited_in_an_hour(self, client, person, organisation, tender):
        TenderCommentFactory.create_batch(20, author=person, written_at=timezone.now())

        response = write(client, tender, organisation)

        assert "Wait an hour" in response.content.decode()

    @pytest.mark.parametrize(
        "changes",
        [
            {"status": "active", "stage": "open"},
            {"status": "complete", "stage": "awarded"},
            {"engagement_end_at": timezone.now() - timedelta(minutes=1)},
        ],
        ids=["open", "awarded", "talks over"],
    )
    def test_later_is_closed_and_what_stands_stays(
        self, client, person, organisation, tender, changes
    ):
        TenderCommentFactory(tender=tender, text="Written in time.")
        for name, value in changes.items():
            setattr(tender, name, value)
        tender.save()

        response = write(client, tender, organisation)

        assert "Comments are closed" in response.content.decode()
        assert "would" in response.content.decode()
        assert TenderComment.objects.count() == 1
        text = page_of(client, tender)
        assert "Comments are closed" in text
        assert "Written in time." in text


class TestOwnWords:
    def test_can_be_changed_and_the_history_keeps_what_stood_there(self, client, person, tender):
        comment = TenderCommentFactory(tender=tender, author=person, text="Before.")

        client.post(f"/tender-comments/{comment.pk}/change/", {"text": "After."})

        text = page_of(client, tender)
        assert "After." in text
        assert "(changed" in text
        assert comment.history.get().earlier_text == "Before."

    def test_cannot_be_changed_once_comments_are_closed_but_taken_back(self, client, person):
        comment = TenderCommentFactory(tender=TenderFactory(), author=person, text="Before.")

        page = client.post(f"/tender-comments/{comment.pk}/change/", {"text": "After."})
        assert "Comments are closed" in page.content.decode()
        client.post(f"/tender-comments/{comment.pk}/take-back/")

        comment.refresh_from_db()
        assert (comment.text, comment.is_taken_back) == ("Before.", True)
        assert "Before." not in page_of(client, comment.tender)

    @pytest.mark.parametrize("step", ["change", "take-back"])
    def test_are_nobody_elses(self, client, person, step):
        comment = TenderCommentFactory()

        assert client.post(f"/tender-comments/{comment.pk}/{step}/").status_code == 404

    def test_stand_again_when_they_are_said_again(self, client, person, organisation, tender):
        write(client, tender, organisation, "Again.")
        client.post(f"/tender-comments/{TenderComment.objects.get().pk}/take-back/")

        write(client, tender, organisation, "Again.")

        assert "Again." in page_of(client, tender)

    def test_that_moderators_hid_are_refused_again(self, client, person, organisation, tender):
        TenderCommentFactory(
            tender=tender, author=person, organisation=organisation, text=WORDS, is_hidden=True
        )

        page = write(client, tender, organisation)

        assert "A moderator took these words off the page." in page.content.decode()

    def test_cannot_become_what_was_said_already(self, client, person, organisation, tender):
        write(client, tender, organisation, "One.")
        write(client, tender, organisation, "Two.")
        two = TenderComment.objects.get(text="Two.")

        page = client.post(f"/tender-comments/{two.pk}/change/", {"text": "One."})

        assert "exactly this on the page already" in page.content.decode()


class TestReporting:
    def test_tells_moderators_who_hide_it_with_a_reason(self, client, person):
        ensure_site(site_url="https://portal.example")
        comment = TenderCommentFactory(text="Buy my pills.")
        for _twice in range(2):
            client.post(f"/tender-comments/{comment.pk}/report/", {"reason": "advert", "words": ""})
        comment.refresh_from_db()
        assert comment.is_reported
        assert comment.history.count() == 1

        client.force_login(UserFactory(role=Role.MODERATOR))
        url = reverse("wagtailsnippets_tenders_tendercomment:edit", args=[comment.pk])
        assert "It sells something" in client.get(url).content.decode()
        client.post(url, {"is_hidden": "on", "reason": "An advert."})

        comment.refresh_from_db()
        assert (comment.is_hidden, comment.is_reported) == (True, False)
        assert [event.step for event in comment.history] == ["reported", "hidden"]
        assert "Buy my pills." not in page_of(client, comment.tender)
