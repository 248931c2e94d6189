"""Those who look after an area read what comes from it, and nothing else."""

import pytest
from django.urls import reverse

from home.models import PracticeReading
from portal.practices.models import PracticePage
from portal.practices.submission.services import save_answers, send_submission
from portal.users.models import User
from tests.factories.organisations import AreaFacilitatorFactory, AreaFactory
from tests.factories.submissions import AT, complete, submission_of
from tests.factories.users import UserFactory
from tests.journeys.test_share import moderate
from tests.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def bury():
    return AreaFactory(name="Bury", parent=AreaFactory(name="Greater Manchester"))


@pytest.fixture
def waiting(bury):
    """A practice from Bury that waits for its first reading."""
    send(bury)
    return PracticePage.objects.get()


def send(area):
    """Tell of a practice from there, and send it to the moderators."""
    submission = complete(submission_of())
    by = submission.started_by
    base = submission.practice.get_latest_revision().pk
    save_answers(submission=submission, answers={"areas": [area]}, by=by, base=base)
    send_submission(submission=submission, by=by, at=AT)


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

    @pytest.mark.parametrize("total", [1, 4])
    def test_is_offered_in_as_many_queries_for_many_as_for_one(
        self, bury, django_assert_num_queries, total
    ):
        for _number in range(total):
            send(bury)
        user = User.objects.get(pk=facilitator(bury).pk)
        task = PracticeReading.objects.order_by("pk").first()

        # The groups, the areas and those inside, what waits, and what of it is theirs.
        with django_assert_num_queries(5):
            states = list(task.get_task_states_user_can_moderate(user))
        assert len(states) == total
        pages = list(PracticePage.objects.select_related("latest_revision"))
        with django_assert_num_queries(0):
            assert all(task.get_actions(page, user) for page in pages)

    def test_ends_with_the_last_area(self, client, waiting, bury):
        person = facilitator(bury)
        person.facilitated.all().delete()
        client.force_login(person)

        assert client.get(reverse("wagtailadmin_home")).status_code == 302
        assert client.get(editor(waiting)).status_code == 302
