"""An organisation that moderators trust publishes at once, and is read afterwards."""

import pytest
from django.urls import reverse

from home.services.moderation import READINGS
from portal.organisations.models import OrganisationTrust
from portal.practices.models import PracticePage, Submission
from portal.practices.submission.services import send_submission
from portal.users.roles import Role
from tests.factories.adoptions import MemberFactory
from tests.factories.submissions import AT, complete, submission_of
from tests.factories.users import UserFactory
from tests.journeys.test_share import fill_in, moderate
from tests.pages import text_of

pytestmark = pytest.mark.django_db

UNREAD = "Moderators have not read this yet."


@pytest.fixture
def member():
    return MemberFactory()


@pytest.fixture
def submission(member):
    return complete(submission_of(member))


@pytest.fixture
def trusted(member):
    return OrganisationTrust.objects.create(organisation=member.organisation, reason="Five good.")


def send(submission, member):
    send_submission(submission=Submission.objects.get(), by=member.user, at=AT)
    return PracticePage.objects.get()


def page_of(client, practice):
    client.logout()
    return client.get(practice.url)


def moderator():
    return UserFactory(role=Role.MODERATOR)


class TestPublishingFirst:
    def test_is_on_the_site_at_once_and_says_that_it_is_unread(
        self, client, submission, member, trusted
    ):
        practice = send(submission, member)

        assert UNREAD in text_of(page_of(client, practice))
        client.force_login(moderator())
        report = text_of(client.get(reverse("care_report")))
        assert "a first reading: it is published already" in report

    def test_says_nothing_of_it_once_it_is_read(self, client, submission, member, trusted):
        practice = send(submission, member)
        client.force_login(moderator())

        for _reading in READINGS:
            assert UNREAD in text_of(client.get(practice.url))
            moderate(client, practice, action="approve")

        assert UNREAD not in text_of(page_of(client, practice))
        assert page_of(client, practice).status_code == 200

    def test_can_be_changed_when_moderators_ask_for_it(self, client, submission, member, trusted):
        practice = send(submission, member)
        client.force_login(moderator())
        moderate(client, practice, action="reject", comment="Since when?")
        client.force_login(member.user)
        step = reverse("submission_step", args=[submission.pk, "story"])

        assert ", changes asked for" in text_of(client.get(reverse("submission_list")))
        fill_in(client, step, problem="People left in 2023.", what_is_done="A shared sheet.")
        check = text_of(client.get(reverse("submission_send", args=[submission.pk])))
        assert "pressing the button publishes it at once" in check
        assert "Publish it </button>" in check
        sent = client.post(reverse("submission_send", args=[submission.pk]), follow=True)

        assert "The moderators have it since" in text_of(sent)
        assert "People left in 2023." in text_of(page_of(client, practice))

    def test_ends_with_the_trust(self, client, submission, member, trusted):
        trusted.delete()

        practice = send(submission, member)

        assert page_of(client, practice).status_code == 404

    def test_is_for_nobody_else(self, client, submission, member):
        OrganisationTrust.objects.create(organisation=MemberFactory().organisation, reason="x")

        assert page_of(client, send(submission, member)).status_code == 404


class TestTrust:
    def test_is_given_and_taken_back_by_moderators(self, client, submission, member):
        client.force_login(moderator())
        add = reverse("wagtailsnippets_organisations_organisationtrust:add")

        client.post(add, {"organisation": member.organisation_id, "reason": "Five good ones."})
        trust = OrganisationTrust.objects.get()
        client.post(
            reverse("wagtailsnippets_organisations_organisationtrust:delete", args=[trust.pk])
        )

        assert trust.organisation == member.organisation
        assert not OrganisationTrust.objects.exists()

    def test_is_not_a_providers_to_give(self, client, submission, member):
        client.force_login(UserFactory(role=Role.PROVIDER))
        add = reverse("wagtailsnippets_organisations_organisationtrust:add")

        client.post(add, {"organisation": member.organisation_id, "reason": "Mine."})

        assert not OrganisationTrust.objects.exists()
