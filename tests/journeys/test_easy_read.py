"""An author begins the Easy Read version of a practice, and moderators go on with it."""

import pytest
from django.urls import reverse

from portal.practices.models import EasyReadPage
from portal.practices.submission.drafts import draft_of
from portal.practices.submission.easy_read import easy_read_of
from portal.users.models import Notice
from portal.users.roles import Role
from tests.factories.adoptions import MemberFactory
from tests.factories.easy_read import make_picture
from tests.factories.submissions import complete, submission_of
from tests.factories.users import UserFactory
from tests.pages import text_of

pytestmark = pytest.mark.django_db

LONG = "This sentence goes on and on with far more words than anybody should have to read here."


@pytest.fixture
def member():
    return MemberFactory()


@pytest.fixture
def submission(client, member):
    client.force_login(member.user)
    return complete(submission_of(member))


@pytest.fixture
def moderator(submission):
    return UserFactory(role=Role.MODERATOR)


def address(submission):
    return reverse("submission_easy_read", args=[submission.pk])


def write(client, submission, *sentences, base=None):
    known = easy_read_of(submission)
    form = {"sentences": "\r\n".join(sentences), "base": base or known.revision_id or ""}
    return client.post(address(submission), form, follow=True)


class TestBeginning:
    def test_keeps_each_line_as_an_idea_without_a_picture(self, client, submission, moderator):
        assert address(submission) in text_of(
            client.get(reverse("submission_tasks", args=[submission.pk]))
        )

        answer = write(client, submission, "Staff choose their shifts.", "", "  They  plan. ")

        assert "The sentences are kept." in text_of(answer)
        page = EasyReadPage.objects.get()
        assert not page.live
        assert easy_read_of(submission).sentences == ["Staff choose their shifts.", "They plan."]
        assert [notice.person for notice in Notice.objects.all()] == [moderator]

    def test_says_what_is_hard_to_read_and_keeps_it(self, client, submission):
        answer = write(client, submission, LONG)

        assert "has 17 words. Use at most 15." in text_of(answer)
        assert easy_read_of(submission).sentences == [LONG]

    def test_makes_one_of_a_form_that_is_sent_twice(self, client, submission):
        for _press in range(2):
            write(client, submission, "They plan.")

        assert EasyReadPage.objects.count() == 1

    def test_is_opened_in_the_admin_by_a_moderator(self, client, submission, moderator):
        write(client, submission, "They plan.")
        client.force_login(moderator)

        editor = client.get(
            reverse("wagtailadmin_pages:edit", args=[EasyReadPage.objects.get().pk])
        )

        assert "They plan." in editor.content.decode()

    def test_asks_for_a_sentence(self, client, submission):
        assert "Write at least one short sentence." in text_of(write(client, submission, ""))


class TestGoingOn:
    def test_leaves_a_sentence_that_stays_its_picture(self, client, submission, moderator):
        write(client, submission, "They plan.", "They swap.")
        page = EasyReadPage.objects.get()
        draft = page.get_latest_revision_as_object()
        picture = make_picture()
        draft.body = [
            ("idea", {"picture": picture, "words": "They plan.", "credit": "Ours"}),
            ("idea", {"picture": None, "words": "They swap.", "credit": ""}),
        ]
        draft.save_revision(user=moderator, clean=False)

        answer = write(client, submission, "They plan.", "They help each other.")

        assert "1 sentence has a picture." in text_of(answer)
        first, second = EasyReadPage.objects.get().get_latest_revision_as_object().body
        assert (first.value["picture"], first.value["credit"]) == (picture, "Ours")
        assert second.value["words"] == "They help each other."

    def test_refuses_to_write_over_what_somebody_else_saved(self, client, submission):
        write(client, submission, "They plan.")
        seen = easy_read_of(submission).revision_id
        write(client, submission, "They swap.")

        answer = write(client, submission, "They sing.", base=seen)

        assert "Somebody else changed the sentences while you wrote." in text_of(answer)
        assert "They sing." in text_of(answer)
        assert easy_read_of(submission).sentences == ["They swap."]

    def test_leaves_the_practice_as_it_is(self, client, submission):
        before = draft_of(submission).revision_id

        write(client, submission, "They plan.")

        assert draft_of(submission).revision_id == before

    def test_is_not_open_to_others(self, client, submission):
        client.force_login(MemberFactory().user)

        assert write(client, submission, "They plan.").status_code == 404
        assert not EasyReadPage.objects.exists()
