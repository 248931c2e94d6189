"""Each page of questions shows how somebody else answered it."""

import pytest

from portal.practices.submission.examples import ANSWERED, example_for
from portal.practices.submission.steps import STEPS
from tests.factories.adoptions import MemberFactory
from tests.factories.practices import ImpactClaimFactory, PracticePageFactory, make_private

pytestmark = pytest.mark.django_db


def story(**fields):
    return PracticePageFactory(problem="Hours.", what_is_done="A shared sheet.", **fields)


class TestExampleFor:
    def test_is_thought_of_for_every_page_of_questions(self):
        assert set(ANSWERED) == {step.key for step in STEPS}

    def test_is_the_first_of_the_starting_content_that_answers_all_of_it(self):
        story()
        PracticePageFactory(reference="P01", problem="Only the problem.")
        second = story(reference="P02")
        story(reference="P03")

        example = example_for("story")

        assert example.practice == second
        assert example.answers == [
            ("What was the problem?", "Hours."),
            ("What do you do?", "A shared sheet."),
        ]

    def test_is_one_that_a_member_told_where_the_starting_content_says_nothing(self):
        PracticePageFactory(reference="P01")
        told = PracticePageFactory(licence="CC BY 4.0")

        example = example_for("rights")

        assert example.practice == told
        # The consent for a quote is between the author and the person.
        assert [question for question, _answer in example.answers] == [
            "What may others do with your text?"
        ]

    def test_shows_two_figures_and_no_more(self):
        practice = PracticePageFactory(reference="P01")
        for value in ("1", "2", "3"):
            ImpactClaimFactory(practice=practice, value=value)

        questions = [question for question, _answer in example_for("figures").answers]

        assert questions.count("Figure") == 2

    def test_is_never_a_draft_or_private(self):
        story(draft=True)
        make_private(story())

        assert example_for("story") is None


class TestPage:
    def test_shows_the_example_from_the_first_page_on(self, client):
        member = MemberFactory()
        story(reference="P01", title="Ask the people")
        client.force_login(member.user)

        assert "Ask the people" in client.get("/share/start/").content.decode()
