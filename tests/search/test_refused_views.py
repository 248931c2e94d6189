"""The list of changes that the index did not take."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from home.services.site import ensure_site
from portal.users.roles import Role
from search.models import OutboxEntry
from search.services.load_synonyms import load_synonyms
from tests.factories.practices import PracticePageFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

LATER = datetime(2099, 1, 1, tzinfo=UTC)


@pytest.fixture
def moderator(client):
    ensure_site(site_url="http://testserver")
    load_synonyms(paths=[])
    client.force_login(UserFactory(role=Role.MODERATOR))
    return client


@pytest.fixture
def refused():
    practice = PracticePageFactory(title="Night sitters")
    OutboxEntry.objects.filter(object_id=practice.pk).update(
        attempts=4, last_error="field “newest” is too large", next_attempt_at=LATER
    )
    return OutboxEntry.objects.get(object_id=practice.pk)


class TestRefusedReport:
    def test_names_the_practice_the_reason_and_the_tries(self, moderator, refused):
        page = moderator.get(reverse("refused_report")).content.decode()

        assert "Night sitters" in page
        assert "field “newest” is too large" in page
        assert "Try all of them again now" in page

    def test_leaves_out_what_was_never_refused(self, moderator):
        PracticePageFactory(title="Waiting for its turn")

        assert (
            "Waiting for its turn" not in moderator.get(reverse("refused_report")).content.decode()
        )

    def test_lists_what_was_deleted_since(self, moderator, refused):
        OutboxEntry.objects.filter(pk=refused.pk).update(object_id=99_999)

        assert (
            "A practice that was deleted"
            in moderator.get(reverse("refused_report")).content.decode()
        )

    def test_asks_the_database_as_often_for_many_as_for_few(
        self, moderator, refused, django_assert_max_num_queries
    ):
        for _ in range(5):
            PracticePageFactory()
        OutboxEntry.objects.update(attempts=1, last_error="no")

        with django_assert_max_num_queries(30):
            moderator.get(reverse("refused_report_results"))

    def test_is_a_file_too(self, moderator, refused):
        answer = moderator.get(reverse("refused_report"), {"export": "csv"})

        assert "Night sitters" in b"".join(answer.streaming_content).decode()


class TestRetryAll:
    def test_makes_what_was_refused_due_at_once(self, moderator, refused):
        answer = moderator.post(reverse("refused_retry"), follow=True)

        refused.refresh_from_db()
        assert refused.next_attempt_at <= timezone.now() + timedelta(seconds=1)
        assert "1 practice is tried again now" in answer.content.decode()

    def test_answers_nobody_but_moderators(self, client, refused):
        client.force_login(UserFactory(role=Role.COMMISSIONER))

        client.post(reverse("refused_retry"))

        refused.refresh_from_db()
        assert refused.next_attempt_at == LATER

    def test_does_nothing_for_a_link_that_is_followed(self, moderator, refused):
        assert moderator.get(reverse("refused_retry")).status_code == 405
