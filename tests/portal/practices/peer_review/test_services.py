"""Each side of a peer review speaks for itself, in order, and only what both agree to is public."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError

from portal.organisations.who_may import NotAMemberError
from portal.practices.member_enums import ReviewStatus
from portal.practices.models import (
    PeerReview,
    ReviewFinding,
    ReviewOffer,
    ReviewRequest,
)
from portal.practices.peer_review.lesson_practices import start_practice
from portal.practices.peer_review.selectors import public_lessons
from portal.practices.peer_review.services import (
    NotProposedError,
    WrongStepError,
    add_finding,
    agree_to_lesson,
    answer_invitation,
    ask_for_review,
    invite_reviewer,
    set_visit,
    set_willing,
    write_lesson,
)
from tests.factories.adoptions import MemberFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.peer_reviews import (
    PeerReviewFactory,
    ReviewFindingFactory,
    ReviewOfferFactory,
    ReviewRequestFactory,
)
from tests.factories.practices import PracticePageFactory, ThemeFactory

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
LESSON = "Meet before\r\nyou plan."


@pytest.fixture
def asker():
    return MemberFactory()


@pytest.fixture
def reviewer():
    return MemberFactory()


@pytest.fixture
def review(asker, reviewer):
    return PeerReviewFactory(
        request__organisation=asker.organisation, reviewer=reviewer.organisation
    )


class TestSetWilling:
    def test_is_said_and_taken_back_by_members(self, reviewer):
        say = {"organisation": reviewer.organisation, "by": reviewer.user, "at": AT}

        for _press in range(2):
            set_willing(**say, is_willing=True)
        assert ReviewOffer.objects.count() == 1
        set_willing(**say, is_willing=False)
        assert not ReviewOffer.objects.exists()

    def test_is_not_for_others(self, reviewer):
        with pytest.raises(NotAMemberError):
            set_willing(
                organisation=OrganisationFactory(), by=reviewer.user, is_willing=True, at=AT
            )


class TestAskForReview:
    def test_twice_is_one_request(self, asker):
        ask = {"organisation": asker.organisation, "theme": ThemeFactory(), "wish": "Look."}

        for _press in range(2):
            ask_for_review(**ask, by=asker.user, at=AT)

        assert ReviewRequest.objects.get().asked_by == asker.user

    def test_is_not_for_others(self, asker):
        with pytest.raises(NotAMemberError):
            ask_for_review(
                organisation=OrganisationFactory(),
                theme=ThemeFactory(),
                wish="Look.",
                by=asker.user,
                at=AT,
            )


class TestInviteReviewer:
    def test_keeps_the_reasons_of_now(self, asker, reviewer):
        request = ReviewRequestFactory(organisation=asker.organisation)
        ReviewOfferFactory(organisation=reviewer.organisation)
        PracticePageFactory(lead_organisation=reviewer.organisation, themes=[request.theme])

        for _press in range(2):
            invite_reviewer(
                request=request, reviewer_id=reviewer.organisation.pk, by=asker.user, at=AT
            )

        review = PeerReview.objects.get()
        assert (review.status, review.reviewer) == (ReviewStatus.INVITED, reviewer.organisation)
        assert review.reasons.startswith("It does this itself:")

    def test_is_for_those_proposed(self, asker, reviewer):
        request = ReviewRequestFactory(organisation=asker.organisation)

        with pytest.raises(NotProposedError):
            invite_reviewer(
                request=request, reviewer_id=reviewer.organisation.pk, by=asker.user, at=AT
            )

    def test_is_by_who_asks(self, reviewer):
        with pytest.raises(NotAMemberError):
            invite_reviewer(request=ReviewRequestFactory(), reviewer_id=1, by=reviewer.user, at=AT)


class TestAnswerInvitation:
    @pytest.mark.parametrize(
        ("is_accepted", "status"),
        [(True, ReviewStatus.ACCEPTED), (False, ReviewStatus.DECLINED)],
    )
    def test_stands(self, asker, reviewer, is_accepted, status):
        review = PeerReviewFactory(
            invited=True,
            request__organisation=asker.organisation,
            reviewer=reviewer.organisation,
        )

        answered = answer_invitation(
            review=review, by=reviewer.user, is_accepted=is_accepted, at=AT
        )

        assert (answered.status, answered.answered_by) == (status, reviewer.user)
        with pytest.raises(WrongStepError):
            answer_invitation(review=review, by=reviewer.user, is_accepted=True, at=AT)

    def test_is_the_reviewers(self, asker, review):
        with pytest.raises(NotAMemberError):
            answer_invitation(review=review, by=asker.user, is_accepted=True, at=AT)


class TestAcceptedReview:
    def test_has_days_findings_and_a_lesson_that_both_agree_to(self, review, asker, reviewer):
        set_visit(
            review=review, by=asker.user, first=date(2026, 5, 1), last=date(2026, 5, 2), at=AT
        )
        for _press in range(2):
            add_finding(review=review, by=reviewer.user, text="Good notes.", at=AT)
        write_lesson(review=review, by=reviewer.user, text=LESSON, at=AT)
        assert not public_lessons().exists()

        agree_to_lesson(review=review, by=asker.user, text="Meet before\nyou plan.", at=AT)

        kept = public_lessons().get()
        assert (kept.visit_from, kept.lesson_by) == (date(2026, 5, 1), reviewer.organisation)
        assert ReviewFinding.objects.get().organisation == reviewer.organisation

    def test_publishes_no_lesson_by_its_own_side_or_another_text(self, review, asker, reviewer):
        write_lesson(review=review, by=reviewer.user, text=LESSON, at=AT)

        for person, text in ((reviewer, LESSON), (asker, "Something else.")):
            with pytest.raises(WrongStepError):
                agree_to_lesson(review=review, by=person.user, text=text, at=AT)
        assert not public_lessons().exists()

    def test_keeps_a_public_lesson_as_it_was_agreed(self, asker, reviewer):
        review = PeerReviewFactory(
            public=True,
            request__organisation=asker.organisation,
            reviewer=reviewer.organisation,
        )

        with pytest.raises(WrongStepError):
            write_lesson(review=review, by=asker.user, text="Another.", at=AT)

    @pytest.mark.parametrize("state", ["stranger", "removed"])
    def test_is_closed_to_everybody_else(self, review, asker, state):
        if state == "removed":
            person = asker.user
            asker.delete()
        else:
            person = MemberFactory().user
        steps = [
            lambda: set_visit(review=review, by=person, first=AT.date(), last=AT.date(), at=AT),
            lambda: add_finding(review=review, by=person, text="So.", at=AT),
            lambda: write_lesson(review=review, by=person, text="So.", at=AT),
            lambda: agree_to_lesson(review=review, by=person, text="So.", at=AT),
            lambda: start_practice(review=review, by=person, at=AT),
        ]

        for step in steps:
            with pytest.raises(NotAMemberError):
                step()


class TestInvitedReview:
    def test_has_no_findings_days_or_lesson_yet(self, asker, reviewer):
        review = PeerReviewFactory(
            invited=True,
            request__organisation=asker.organisation,
            reviewer=reviewer.organisation,
        )

        with pytest.raises(WrongStepError):
            add_finding(review=review, by=asker.user, text="So.", at=AT)
        with pytest.raises(WrongStepError):
            write_lesson(review=review, by=asker.user, text="So.", at=AT)


class TestPeerReview:
    @pytest.mark.parametrize(
        "fields",
        [
            {"status": "magic"},
            {"answered_at": None},
            {"visit_from": date(2026, 5, 1)},
            {"visit_from": date(2026, 5, 2), "visit_to": date(2026, 5, 1)},
            {"lesson_agreed_at": AT},
        ],
        ids=str,
    )
    def test_refuses_what_contradicts_itself_even_from_sql(self, review, fields):
        with pytest.raises(IntegrityError):
            PeerReview.objects.filter(pk=review.pk).update(**fields)

    def test_reads_as_a_line_without_what_is_private(self, review):
        review.reviewer.name = "Example Care"

        assert str(review) == "Example Care: Accepted"
        assert "nobody" not in str(ReviewFindingFactory(review=review))
