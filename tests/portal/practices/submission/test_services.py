"""What is written when somebody tells the network about a practice."""

import uuid

import pytest
from wagtail.models import Comment, WorkflowState

from home.services.moderation import READINGS
from portal.organisations.who_may import NotAMemberError
from portal.practices.models import ImpactClaim, PracticePage, Submission
from portal.practices.submission.drafts import comments_on, draft_of, review_of
from portal.practices.submission.services import (
    MOST_FIGURES,
    ChangedMeanwhileError,
    InReviewError,
    NothingNewError,
    NotReadyError,
    TooManyFiguresError,
    add_figure,
    remove_figure,
    save_answers,
    send_submission,
    start_submission,
)
from portal.practices.submission.steps import BY_KEY, all_missing
from portal.users.roles import Role
from tests.factories.adoptions import MemberFactory
from tests.factories.organisations import SectorFactory
from tests.factories.submissions import AT, FIRST, complete, submission_of
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return MemberFactory()


@pytest.fixture
def submission(member):
    return submission_of(member)


@pytest.fixture
def moderator(submission):
    return UserFactory(role=Role.MODERATOR)


def figure(**fields):
    return ImpactClaim(**{"value": "12", "what_changed": "staff stayed", **fields})


def save(submission, by, base=None, **answers):
    save_answers(
        submission=submission,
        answers=answers,
        by=by,
        base=base or draft_of(submission).revision_id,
    )


def approve(submission, moderator, comment=""):
    page = submission.practice
    page.refresh_from_db()
    task = page.current_workflow_task_state
    task.approve(user=moderator, comment=comment)


def start_again(submission, member, **changed):
    return start_submission(
        organisation=member.organisation,
        by=member.user,
        form_token=submission.form_token,
        answers={**FIRST, **changed},
        at=AT,
    )


class TestStartSubmission:
    def test_makes_a_draft_that_nobody_sees(self, submission, member):
        page = submission.practice

        assert not page.live
        assert page.lead_organisation == member.organisation
        assert not PracticePage.objects.offered().exists()

    def test_takes_over_the_sectors_of_its_organisation(self, member):
        sectors = [SectorFactory(), SectorFactory()]
        member.organisation.sectors.set(sectors)

        draft = draft_of(submission_of(member))

        assert draft.value("sectors") == sectors
        assert not BY_KEY["place"].is_begun(draft)

    def test_makes_one_practice_of_a_form_that_is_sent_twice(self, member, submission):
        before = draft_of(submission).revision_id

        again = start_again(submission, member)

        assert again == submission
        assert draft_of(submission).revision_id == before
        assert Submission.objects.count() == PracticePage.objects.count() == 1

    def test_keeps_other_words_of_a_form_that_was_sent_before(self, member, submission):
        start_again(submission, member, title="Staff swap their shifts")

        assert draft_of(submission).page.title == "Staff swap their shifts"
        assert Submission.objects.count() == 1

    def test_makes_another_practice_once_the_first_is_with_the_moderators(self, member, submission):
        send_submission(submission=complete(submission), by=member.user, at=AT)

        other = start_again(submission, member, title="Staff swap their shifts")

        assert other != submission
        assert draft_of(submission).page.title == FIRST["title"]

    def test_gives_the_same_title_another_short_name(self, member, submission):
        other = submission_of(member)

        assert other.practice.slug == f"{submission.practice.slug}-2"

    def test_refuses_somebody_who_does_not_act_for_the_organisation(self, submission):
        with pytest.raises(NotAMemberError):
            start_submission(
                organisation=submission.organisation,
                by=UserFactory(),
                form_token=uuid.uuid4(),
                answers=FIRST,
                at=AT,
            )


class TestSaveAnswers:
    def test_writes_a_revision_and_leaves_the_other_answers(self, submission, member):
        save(submission, member.user, problem="Hours.")
        save(submission, member.user, what_is_done="A sheet.")

        page = draft_of(submission).page
        assert (page.problem, page.what_is_done, page.title) == (
            "Hours.",
            "A sheet.",
            FIRST["title"],
        )

    def test_refuses_to_write_over_what_the_person_has_not_seen(self, submission, member):
        seen = draft_of(submission).revision_id
        save(submission, member.user, problem="Hers.")

        with pytest.raises(ChangedMeanwhileError):
            save(submission, member.user, base=seen, problem="His.")

        assert draft_of(submission).page.problem == "Hers."

    def test_lets_two_people_answer_different_questions_at_once(self, submission, member):
        seen = draft_of(submission).revision_id
        save(submission, member.user, problem="Hers.")

        save(submission, member.user, base=seen, what_is_done="His.")

        page = draft_of(submission).page
        assert (page.problem, page.what_is_done) == ("Hers.", "His.")

    def test_refuses_a_member_who_was_removed_meanwhile(self, submission, member):
        member.delete()

        with pytest.raises(NotAMemberError):
            save(submission, member.user, problem="Hours.")

    def test_refuses_while_moderators_read_it(self, submission, member):
        send_submission(submission=complete(submission), by=member.user, at=AT)

        with pytest.raises(InReviewError):
            save(submission, member.user, problem="Other hours.")


class TestFigures:
    def test_are_kept_in_their_order_and_each_once(self, submission, member):
        for value in ("12", "30%", "12"):
            add_figure(submission=submission, figure=figure(value=value), by=member.user)

        assert [claim.value for claim in draft_of(submission).page.claims.all()] == ["12", "30%"]

    def test_take_back_that_nothing_is_measured(self, submission, member):
        save(submission, member.user, is_unmeasured=True)

        add_figure(submission=submission, figure=figure(), by=member.user)

        submission.refresh_from_db()
        assert not submission.is_unmeasured

    def test_are_taken_out_by_their_place(self, submission, member):
        for value in ("1", "2", "3"):
            add_figure(submission=submission, figure=figure(value=value), by=member.user)

        for place in (1, 9):
            base = draft_of(submission).revision_id
            remove_figure(submission=submission, place=place, by=member.user, base=base)

        assert [claim.value for claim in draft_of(submission).page.claims.all()] == ["1", "3"]

    def test_are_not_taken_out_in_the_place_of_another(self, submission, member):
        for value in ("1", "2"):
            add_figure(submission=submission, figure=figure(value=value), by=member.user)
        base = draft_of(submission).revision_id
        remove_figure(submission=submission, place=0, by=member.user, base=base)

        with pytest.raises(ChangedMeanwhileError):
            remove_figure(submission=submission, place=0, by=member.user, base=base)

        assert [claim.value for claim in draft_of(submission).page.claims.all()] == ["2"]

    def test_are_taken_out_after_other_answers_were_saved(self, submission, member):
        add_figure(submission=submission, figure=figure(), by=member.user)
        base = draft_of(submission).revision_id
        save(submission, member.user, problem="Nights.")

        remove_figure(submission=submission, place=0, by=member.user, base=base)

        assert not draft_of(submission).page.claims.all()

    def test_are_not_more_than_a_page_can_hold(self, submission, member):
        for number in range(MOST_FIGURES):
            add_figure(submission=submission, figure=figure(value=str(number)), by=member.user)

        with pytest.raises(TooManyFiguresError):
            add_figure(submission=submission, figure=figure(value="more"), by=member.user)


class TestSendSubmission:
    def test_refuses_what_is_not_whole(self, submission, member):
        with pytest.raises(NotReadyError):
            send_submission(submission=submission, by=member.user, at=AT)

        assert not WorkflowState.objects.exists()

    def test_starts_wagtails_own_workflow_once(self, submission, member):
        complete(submission)

        for _ in range(2):
            send_submission(submission=submission, by=member.user, at=AT)

        submission.refresh_from_db()
        assert WorkflowState.objects.count() == 1
        assert review_of(submission).task == READINGS[0]
        assert review_of(submission).since == AT

    def test_leads_through_three_readings_to_readers(self, submission, member, moderator):
        send_submission(submission=complete(submission), by=member.user, at=AT)

        for _ in READINGS:
            approve(submission, moderator)

        page = PracticePage.objects.offered().get(pk=submission.practice_id)
        assert page.problem == "People left because of their hours."
        assert page.areas.count() == page.themes.count() == 1
        assert page.evidence_level == "1"

    def test_comes_back_with_what_moderators_ask_and_goes_on_where_it_was(
        self, submission, member, moderator
    ):
        send_submission(submission=complete(submission), by=member.user, at=AT)
        approve(submission, moderator)
        page = submission.practice
        page.refresh_from_db()
        page.current_workflow_task_state.reject(user=moderator, comment="Who measured it?")

        fresh = Submission.objects.get(pk=submission.pk)
        assert review_of(fresh).comment == "Who measured it?"
        save(fresh, member.user, results="Ours: fewer gaps.")
        send_submission(submission=fresh, by=member.user, at=AT)
        assert review_of(Submission.objects.get(pk=fresh.pk)).task == READINGS[1]

    def test_refuses_what_is_published_as_it_stands(self, submission, member, moderator):
        send_submission(submission=complete(submission), by=member.user, at=AT)
        for _ in READINGS:
            approve(submission, moderator)

        with pytest.raises(NothingNewError):
            send_submission(submission=submission, by=member.user, at=AT)


class TestMissing:
    def test_is_nothing_when_everything_is_told(self, submission):
        assert list(all_missing(draft_of(complete(submission)))) == []

    def test_never_asks_for_numbers_that_nobody_has(self, submission, member):
        complete(submission)
        save(submission, member.user, is_unmeasured=False)

        submission.refresh_from_db()
        assert [str(name) for name in all_missing(draft_of(submission))] == [
            "a figure, or that you do not measure this yet"
        ]

    def test_does_not_ask_for_results_of_an_idea(self, submission, member):
        save(submission, member.user, stage="proposed")

        missing = {str(name) for name in all_missing(draft_of(submission))}
        assert "what changed" not in missing
        assert "how you know" not in missing


class TestCommentsOn:
    def test_groups_open_comments_by_field(self, submission, moderator):
        for text, path in (("Whose hours?", "problem"), ("Which?", "claims.7.value")):
            Comment.objects.create(
                page=submission.practice, user=moderator, text=text, contentpath=path
            )

        assert comments_on(submission) == {"problem": ["Whose hours?"], "claims": ["Which?"]}
