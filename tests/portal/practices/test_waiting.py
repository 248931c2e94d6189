"""Who reads a practice in the admin sees the deadline that its author was told."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.organisations.models import AreaFacilitator
from portal.users.roles import Role
from tests.factories.practices import PracticePageFactory
from tests.factories.submissions import sent_to_moderators, submission_of
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting():
    """Call it with how long ago a practice was sent."""

    def _waiting(ago):
        return sent_to_moderators(at=timezone.now() - ago).practice

    return _waiting


def told(client, practice):
    page = client.get(reverse("wagtailadmin_pages:edit", args=[practice.pk]))
    assert page.status_code == 200
    return [(note.level_tag, note.message) for note in page.context["messages"]]


class TestDeadline:
    def test_stands_with_the_age_at_the_head_of_a_practice_that_waits(self, client, waiting):
        practice = waiting(timedelta(days=2))
        client.force_login(UserFactory(role=Role.MODERATOR))

        ((level, words),) = told(client, practice)

        by = timezone.localdate() + timedelta(days=5)
        assert level == "info"
        assert "(2\xa0days)" in words
        assert f"an answer by {by:%A} {by.day} {by:%B}." in words

    def test_is_a_warning_once_it_has_passed(self, client, waiting):
        practice = waiting(timedelta(days=9))
        client.force_login(UserFactory(role=Role.MODERATOR))

        ((level, _words),) = told(client, practice)

        assert level == "warning"

    def test_is_told_to_the_facilitator_of_the_area_too(self, client, waiting):
        practice = waiting(timedelta(days=2))
        facilitator = UserFactory()
        area = practice.get_latest_revision_as_object().areas.get()
        AreaFacilitator.objects.create(user=facilitator, area=area)
        client.force_login(facilitator)

        assert "(2\xa0days)" in told(client, practice)[0][1]

    def test_is_not_told_of_what_does_not_wait(self, client):
        submission_of()
        client.force_login(UserFactory(role=Role.MODERATOR))

        assert told(client, PracticePageFactory()) == []
