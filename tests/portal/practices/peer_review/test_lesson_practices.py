"""What a peer review taught becomes a practice, or a part of one, in the hands of its side."""

from datetime import UTC, datetime

import pytest

from portal.organisations.who_may import NotAMemberError
from portal.practices.models import PracticePage, Submission
from portal.practices.peer_review.lesson_practices import add_to_practice, start_practice
from portal.practices.peer_review.services import WrongStepError
from portal.practices.submission.drafts import draft_of, submissions_of
from portal.practices.submission.services import InReviewError, send_submission
from tests.factories.adoptions import MemberFactory
from tests.factories.peer_reviews import PeerReviewFactory
from tests.factories.practices import PracticePageFactory
from tests.factories.submissions import complete, submission_of
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 1, tzinfo=UTC)
LESSON = "Meet before you plan."


@pytest.fixture
def asker():
    return MemberFactory()


@pytest.fixture
def reviewer():
    return MemberFactory()


@pytest.fixture
def own(asker):
    """A practice that the asker tells, which makes the library too."""
    return complete(submission_of(asker))


@pytest.fixture
def review(asker, reviewer, own):
    return PeerReviewFactory(
        public=True, request__organisation=asker.organisation, reviewer=reviewer.organisation
    )


def start(review, member):
    return start_practice(review=review, by=member.user, at=AT)


def add(review, practice, member):
    return add_to_practice(review=review, practice=practice, by=member.user, at=AT)


class TestStartPractice:
    def test_begins_one_draft_that_stands_among_the_practices_of_its_side(self, review, asker):
        begun = {start(review, asker) for _press in range(2)}

        (submission,) = begun
        assert submission in submissions_of(asker.user)
        page = draft_of(submission).page
        assert (page.live, page.lead_organisation) == (False, asker.organisation)
        assert page.implications == LESSON
        assert list(page.themes.all()) == [review.request.theme]

    def test_gives_each_side_its_own(self, review, asker, reviewer):
        first, second = start(review, asker), start(review, reviewer)

        assert first.organisation == asker.organisation
        assert second.organisation == reviewer.organisation
        review.refresh_from_db()
        assert review.practice == first.practice

    def test_takes_up_a_draft_that_was_begun_in_another_way(self, review, asker):
        draft = PracticePageFactory(draft=True, lead_organisation=asker.organisation)
        review.practice = draft
        review.save()

        submission = start(review, asker)

        assert submission.practice == draft
        assert submission in submissions_of(asker.user)

    def test_begins_none_without_a_public_lesson(self, asker, reviewer):
        review = PeerReviewFactory(
            request__organisation=asker.organisation, reviewer=reviewer.organisation
        )

        with pytest.raises(WrongStepError):
            start(review, asker)

        assert not Submission.objects.exists()


class TestAddToPractice:
    @pytest.fixture
    def practice(self, asker, own):
        return PracticePageFactory(
            lead_organisation=asker.organisation, implications="Begin with two people."
        )

    def test_puts_the_lesson_last_and_once_in_a_draft(self, review, practice, asker):
        for _press in range(2):
            submission = add(review, practice, asker)

        draft = draft_of(submission).page
        assert draft.implications == f"Begin with two people.\n\n{LESSON}"
        assert PracticePage.objects.get(pk=practice.pk).implications == "Begin with two people."
        review.refresh_from_db()
        assert review.practice == practice

    def test_refuses_a_practice_that_another_organisation_tells(self, review, asker):
        with pytest.raises(WrongStepError):
            add(review, PracticePageFactory(), asker)

    def test_waits_while_moderators_read_the_practice(self, review, practice, asker):
        submission = complete_change(practice, asker, review)
        send_submission(submission=submission, by=asker.user, at=AT)
        other = PeerReviewFactory(
            public=True,
            lesson="Ask early.",
            request__organisation=asker.organisation,
        )

        with pytest.raises(InReviewError):
            add(other, practice, asker)

    def test_is_closed_to_strangers(self, review, practice):
        with pytest.raises(NotAMemberError):
            add_to_practice(review=review, practice=practice, by=UserFactory(), at=AT)


def complete_change(practice, member, review):
    """The practice with the lesson in its draft and everything told that is needed."""
    submission = add(review, practice, member)
    return complete(submission)
