"""Those who look after an area read what comes from it, and nothing else."""

import pytest
from django.urls import reverse

from home.models import PracticeReading
from portal.practices.models import PracticePage
from portal.practices.submission.services import save_answers, send_submission
from tests.factories.organisations import AreaFacilitatorFactory, AreaFactory
from tests.factories.submissions import AT, complete, submission_of
from tests.factories.users import UserFactory
from tests.journeys.test_share import moderate, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def bury():
    return AreaFactory(name="Bury", parent=AreaFactory(name="Greater Manchester"))


@pytest.fixture
def waiting(bury):
    """A practice from Bury that waits for its first reading."""
    submission = complete(submission_of())
    by = submission.started_by
    base = submission.practice.get_latest_revision().pk
    save_answers(submission=submission, answers={"areas": [bury]}, by=by, base=base)
    send_submission(submission=submission, by=by, at=AT)
    return PracticePage.objects.get()


def facilitator(area):
    return AreaFacilitatorFactory(user=UserFactory(), area=area).user


def editor(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


class TestPracticeReading:
    @pytest.mark.parametrize("around", [False, True])
    def test_is_in_the_queue_of_who_looks_after_the_area(self, client, waiting, bury, around):
        client.force_login(facilitator(bury.get_parent() if around else bury))

        page = text_of(client.get(reverse("wagtailadmin_home")))

        assert waiting.draft_title in page
        assert client.get(editor(waiting)).status_code == 200

    def test_is_in_the_queue_of_nobody_from_elsewhere(self, client, waiting):
        client.force_login(facilitator(AreaFactory(name="Leeds")))

        assert waiting.draft_title not in text_of(client.get(reverse("wagtailadmin_home")))
        assert client.get(editor(waiting)).status_code == 302

    def test_can_be_answered_by_who_looks_after_the_area(self, client, waiting, bury):
        client.force_login(facilitator(bury))

        moderate(client, waiting, action="approve")

        assert waiting.current_workflow_state.current_task_state.task.name != (
            PracticeReading.objects.order_by("pk").first().name
        )

    def test_cannot_be_answered_from_elsewhere(self, client, waiting):
        client.force_login(facilitator(AreaFactory(name="Leeds")))

        moderate(client, waiting, action="approve")

        assert waiting.current_workflow_state.current_task_state.task.name == (
            PracticeReading.objects.order_by("pk").first().name
        )

    def test_ends_with_the_last_area(self, client, waiting, bury):
        person = facilitator(bury)
        person.facilitated.all().delete()
        client.force_login(person)

        assert client.get(reverse("wagtailadmin_home")).status_code == 302
        assert client.get(editor(waiting)).status_code == 302
