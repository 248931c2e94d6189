"""A provider thinks again: a draft is deleted, a sent one taken back, and no words are lost."""

import pytest

from portal.practices.models import PracticePage, Submission
from portal.practices.submission.drafts import draft_of, review_of
from portal.practices.submission.services import send_submission
from tests.factories.adoptions import MemberFactory
from tests.factories.submissions import AT, FIRST, complete, submission_of
from tests.pages import text_of

pytestmark = pytest.mark.django_db

WRITTEN = "People left because nobody asked them."


@pytest.fixture
def member():
    return MemberFactory()


@pytest.fixture
def submission(member, client):
    client.force_login(member.user)
    return complete(submission_of(member))


def page(submission, part=""):
    return f"/share/{submission.pk}/{part}"


def write(client, submission):
    base = draft_of(submission).revision_id
    form = {"problem": WRITTEN, "what_is_done": "We ask.", "base": base}
    return client.post(page(submission, "story/"), form)


class TestDelete:
    def test_is_asked_once_and_done(self, client, submission):
        assert page(submission, "delete/") in text_of(client.get(page(submission)))
        asked = text_of(client.get(page(submission, "delete/")))
        assert f"Delete “{FIRST['title']}”?" in asked
        assert PracticePage.objects.exists()

        answer = client.post(page(submission, "delete/"), follow=True)

        assert "is deleted." in text_of(answer)
        assert not PracticePage.objects.exists()

    def test_says_so_when_it_is_pressed_in_two_tabs(self, client, submission):
        client.post(page(submission, "delete/"))

        answer = client.post(page(submission, "delete/"))

        assert answer.status_code == 404
        assert "You deleted it a while ago." in text_of(answer)

    def test_gives_back_what_another_tab_was_writing(self, client, submission):
        client.post(page(submission, "delete/"))

        answer = client.post(page(submission, "story/"), {"problem": WRITTEN, "what_is_done": ""})

        assert answer.status_code == 404
        assert WRITTEN in text_of(answer)

    def test_is_not_open_to_others(self, client, submission):
        client.force_login(MemberFactory().user)

        for answer in (
            client.get(page(submission, "delete/")),
            client.post(page(submission, "delete/")),
        ):
            assert answer.status_code == 404
            assert submission.organisation.name not in text_of(answer)
        assert PracticePage.objects.exists()

    def test_is_not_offered_while_moderators_have_it(self, client, submission, member):
        send_submission(submission=submission, by=member.user, at=AT)

        assert page(submission, "delete/") not in text_of(client.get(page(submission)))
        answer = client.post(page(submission, "delete/"), follow=True)

        assert "Take it back first" in text_of(answer)
        assert PracticePage.objects.exists()


class TestWithdraw:
    def test_makes_a_draft_of_it_that_can_be_changed(self, client, submission, member):
        send_submission(submission=submission, by=member.user, at=AT)
        assert page(submission, "withdraw/") in text_of(client.get(page(submission)))

        answer = client.post(page(submission, "withdraw/"), follow=True)

        assert "It is a draft again" in text_of(answer)
        assert "not sent yet" in text_of(client.get("/share/"))
        write(client, submission)
        assert draft_of(submission).page.problem == WRITTEN

    def test_changes_nothing_when_it_is_pressed_twice(self, client, submission, member):
        send_submission(submission=submission, by=member.user, at=AT)
        client.post(page(submission, "withdraw/"))

        answer = client.post(page(submission, "withdraw/"), follow=True)

        assert "Nothing was changed" in text_of(answer)

    def test_is_not_open_to_others(self, client, submission, member):
        send_submission(submission=submission, by=member.user, at=AT)
        client.force_login(MemberFactory().user)

        assert client.post(page(submission, "withdraw/")).status_code == 404
        assert review_of(Submission.objects.get()).is_waiting


class TestMemberWhoWasRemoved:
    def test_gets_the_words_back_and_reads_whom_to_ask(self, client, submission, member):
        member.delete()

        answer = write(client, submission)

        text = text_of(answer)
        assert answer.status_code == 404
        assert WRITTEN in text
        assert f"You do not act for {member.organisation} any more" in text
        assert member.organisation.get_absolute_url() in text
        assert draft_of(submission).page.problem != WRITTEN

    def test_reads_the_same_where_they_only_look(self, client, submission, member):
        member.delete()

        assert "You do not act for" in text_of(client.get(page(submission)))
